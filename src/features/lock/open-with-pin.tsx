import { useEffect, useState } from 'react';
import { freeTriesLeft } from '../../access/pin-tries.ts';
import { useTabletPeople, type PersonHere } from '../../access/tablet-people.ts';
import { formatLessonTime } from '../../domain/lesson-clock.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { useClockSource } from '../../ui/clock-source.ts';
import styles from './lock.module.css';
import { PinForm } from './pin-form.tsx';

/** One person's PIN, and what a wrong one costs. */
export function OpenWithPin({
  person,
  submitLabel = m.lock_open(),
  onOpen,
}: {
  person: PersonHere;
  submitLabel?: string;
  onOpen?: () => void;
}) {
  const people = useTabletPeople();
  const [state, setState] = useState<'ready' | 'checking' | 'wrong' | 'failed'>('ready');
  const isWaiting = person.waitMs > 0;
  const open = async (pin: string) => {
    setState('checking');
    try {
      const outcome = await people.openWithPin(person.member, pin);
      setState(outcome === 'right' ? 'ready' : 'wrong');
      if (outcome === 'right') onOpen?.();
    } catch (error) {
      console.warn('The PIN could not be looked at.', error);
      setState('failed');
    }
  };
  const left = freeTriesLeft(person.failed);
  return (
    <section className={styles['part']} aria-label={m.lock_pin_of({ name: person.name })}>
      <h2 dir="auto">{m.lock_pin_of({ name: person.name })}</h2>
      <PinForm
        submitLabel={submitLabel}
        isDisabled={isWaiting || state === 'checking'}
        onSubmit={(pin) => void open(pin)}
      />
      <div role="status" className={styles['answer']}>
        {state === 'checking' && <p>{m.lock_checking()}</p>}
        {state === 'wrong' && !isWaiting && (
          <p className={styles['problem']}>
            {left > 0 ? m.lock_tries_left({ count: left }) : m.lock_wrong()}
          </p>
        )}
        {state === 'failed' && <p className={styles['problem']}>{m.lock_not_saved()}</p>}
      </div>
      {isWaiting && <Wait key={person.failed} person={person} />}
    </section>
  );
}

/** Counts down by the clock that nobody can set, and writes it down, so that a reload goes on from there. */
function Wait({ person }: { person: PersonHere }) {
  const { waited } = useTabletPeople();
  const source = useClockSource();
  const [first] = useState(person);
  const [leftMs, setLeftMs] = useState(first.waitMs);
  useEffect(() => {
    const from = source.monotonicMs();
    const timer = setInterval(() => {
      const left = Math.max(0, first.waitMs - (source.monotonicMs() - from));
      setLeftMs(left);
      waited(first, left).catch((error: unknown) => console.warn('A wait could not be kept.', error));
    }, 1000);
    return () => clearInterval(timer);
  }, [first, source, waited]);
  return (
    <div className={styles['problem']}>
      <p role="timer">{m.lock_wait({ time: inSeconds(leftMs) })}</p>
      <p className="visually-hidden" role="alert">
        {m.lock_wait({ time: inSeconds(first.waitMs) })}
      </p>
      <p>{m.lock_wait_why()}</p>
    </div>
  );
}

function inSeconds(ms: number): string {
  return formatLessonTime(Math.ceil(ms / 1000) * 1000);
}
