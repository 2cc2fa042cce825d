import { useState } from 'react';
import { problemOfPin } from '../../access/pin.ts';
import { m } from '../../i18n/paraglide/messages.js';
import styles from './lock.module.css';
import { PinForm } from './pin-form.tsx';

/** Twice, because nobody sees what was typed. */
export function ChoosePin({ onChosen }: { onChosen: (pin: string) => void }) {
  const [first, setFirst] = useState<string>();
  const [problem, setProblem] = useState('');
  const choose = (pin: string) => {
    const found = problemOfPin(pin);
    setProblem(found === undefined ? '' : found === 'easy' ? m.lock_pin_easy() : m.lock_pin_length());
    if (found === undefined) setFirst(pin);
  };
  const repeat = (pin: string) => {
    if (pin === first) return onChosen(pin);
    setFirst(undefined);
    setProblem(m.lock_pin_differs());
  };
  const isRepeat = first !== undefined;
  return (
    <section className={styles['part']} aria-labelledby="choose-pin">
      <h2 id="choose-pin">{isRepeat ? m.lock_pin_repeat() : m.lock_pin_choose()}</h2>
      <p className={styles['hint']}>{m.lock_pin_choose_hint()}</p>
      <PinForm
        key={isRepeat ? 'repeat' : 'choose'}
        submitLabel={isRepeat ? m.lock_pin_keep() : m.lock_pin_next()}
        onSubmit={isRepeat ? repeat : choose}
      />
      <div role="status" className={styles['answer']}>
        {problem !== '' && <p className={styles['problem']}>{problem}</p>}
      </div>
    </section>
  );
}
