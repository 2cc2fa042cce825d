import { useState } from 'react';
import { useTabletPeople, type PersonHere } from '../../access/tablet-people.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { useOpenNotebook } from '../../notebook/notebook-context.tsx';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { ReadOnlyContext } from '../../ui/read-only.ts';
import { ScreenHeader } from '../../ui/screen-header.tsx';
import { ChoosePin } from './choose-pin.tsx';
import styles from './lock.module.css';
import { OpenWithPin } from './open-with-pin.tsx';

const LOCK_AFTER = [1, 2, 5, 10, 20, 60];

/** The PIN of whoever has the tablet: off until they choose one, changed and taken away only by who knows it. */
export function PinScreen() {
  const { me } = useOpenNotebook();
  const { here } = useTabletPeople();
  const person = here.find(({ member }) => member === me);
  return (
    <>
      <ScreenHeader
        isLarge
        title={m.lock_pin_title()}
        subtitle={person && <span dir="auto">{m.lock_pin_for({ name: person.name })}</span>}
        backTo="/who"
      />
      <div className={styles['page']}>
        <p>{m.lock_pin_why()}</p>
        {/* A guest changes nothing in the notebook; this is their own. */}
        <ReadOnlyContext value={false}>
          {person && <PinOf key={person.member} person={person} />}
        </ReadOnlyContext>
        {/* Below, so that all digits are in sight on a phone. */}
        <div className={styles['part']}>
          <p className={styles['quiet']}>{m.lock_pin_limit()}</p>
          {here.length > 1 && <p className={styles['quiet']}>{m.lock_pin_shared()}</p>}
        </div>
      </div>
    </>
  );
}

function PinOf({ person }: { person: PersonHere }) {
  const people = useTabletPeople();
  const [step, setStep] = useState<'look' | 'prove to change' | 'prove to remove' | 'choose'>('look');
  const [done, setDone] = useState('');
  const [hasFailed, setHasFailed] = useState(false);
  const keep = async (pin: string | undefined, words: string) => {
    setStep('look');
    try {
      await people.setPin(pin);
      setDone(words);
      setHasFailed(false);
    } catch (error) {
      console.warn('The PIN could not be saved.', error);
      setHasFailed(true);
    }
  };
  const lockAfter = (minutes: string) => {
    people.lockAfter(Number(minutes)).catch((error: unknown) => {
      console.warn('The time could not be saved.', error);
      setHasFailed(true);
    });
  };
  const minutes = person.lockAfterMinutes;
  return (
    <>
      <div role="status" className={styles['answer']}>
        {done !== '' && <p>{done}</p>}
        {hasFailed && <p className={styles['problem']}>{m.lock_not_saved()}</p>}
      </div>
      {step === 'look' && (
        <div className={styles['row']}>
          <Button
            kind={person.hasPin ? 'plain' : 'primary'}
            onClick={() => setStep(person.hasPin ? 'prove to change' : 'choose')}
          >
            {person.hasPin ? m.lock_pin_change() : m.lock_pin_choose()}
          </Button>
          {person.hasPin && (
            <Button kind="plain" onClick={() => setStep('prove to remove')}>
              {m.lock_pin_remove()}
            </Button>
          )}
        </div>
      )}
      {(step === 'prove to change' || step === 'prove to remove') && (
        <section className={styles['part']}>
          <p>{m.lock_pin_now()}</p>
          <OpenWithPin
            person={person}
            submitLabel={m.lock_pin_next()}
            onOpen={() =>
              step === 'prove to change' ? setStep('choose') : void keep(undefined, m.lock_pin_removed())
            }
          />
        </section>
      )}
      {step === 'choose' && <ChoosePin onChosen={(pin) => void keep(pin, m.lock_pin_kept({ minutes }))} />}
      {step !== 'look' && (
        <div className={styles['row']}>
          <Button kind="quiet" onClick={() => setStep('look')}>
            {m.lock_pin_cancel()}
          </Button>
        </div>
      )}
      {person.hasPin && (
        <section className={styles['part']}>
          <Choice
            legend={m.lock_after()}
            options={LOCK_AFTER.map((count) => ({
              value: String(count),
              label: m.lock_after_minutes({ count }),
            }))}
            value={String(minutes)}
            onChange={lockAfter}
          />
          <p className={styles['hint']}>{m.lock_after_hint()}</p>
        </section>
      )}
    </>
  );
}
