import { useState } from 'react';
import type { Sitting } from '../../domain/note.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { shiftInWords } from '../../i18n/shift-words.ts';
import { useOpenNotebook } from '../../notebook/notebook-context.tsx';
import { nudgeSitting, setNudge } from '../../notebook/write-nudge.ts';
import { Button } from '../../ui/button.tsx';
import styles from './nudges.module.css';
import type { Watch } from './timeline-lanes.ts';
import type { Review } from './use-review.ts';

const STEPS_S = [-60, -5, 5, 60] as const;

interface Step {
  readonly sitting: string;
  readonly beforeMs: number;
}

/**
 * Somebody pressed Start a little late: everything of one sitting is shifted against the others, for everyone in the
 * team. What was written keeps its own time; the shift is only counted where several observers stand on one axis.
 */
export function Nudges({ review, watches }: { review: Review; watches: readonly Watch[] }) {
  const { notebook } = useOpenNotebook();
  const [isOpen, setIsOpen] = useState(false);
  const [done, setDone] = useState<readonly Step[]>([]);
  const [hasFailed, setHasFailed] = useState(false);
  const started = watches.filter((watch): watch is Started => watch.sitting !== undefined);
  const save = (write: Promise<unknown>) =>
    void write.then(
      () => setHasFailed(false),
      (error: unknown) => {
        console.warn('A shift could not be saved.', error);
        setHasFailed(true);
      },
    );
  const shift = ({ id, nudgeMs }: Sitting, write: () => Promise<unknown>) => {
    setDone([...done, { sitting: id, beforeMs: nudgeMs ?? 0 }]);
    save(write());
  };
  const undo = () => {
    const last = done.at(-1);
    if (last === undefined) return;
    setDone(done.slice(0, -1));
    save(setNudge(notebook, last.sitting, last.beforeMs));
  };
  if (started.length === 0) return null;
  return (
    <section className={styles['nudges']}>
      <Button writes kind="plain" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
        {m.board_shift()}
      </Button>
      {isOpen && (
        <div className={styles['panel']}>
          <p className={styles['why']}>{m.board_shift_why()}</p>
          {started.map(({ key, observer, number, sitting }) => {
            const known = review.names.get(observer) || m.review_somebody();
            const name = number === undefined ? known : m.board_watch_number({ name: known, number });
            return (
              <div key={key} className={styles['watch']} role="group" aria-label={name}>
                <p className={styles['name']}>
                  <span dir="auto">{name}</span>
                  <span className={styles['state']} aria-live="polite">
                    {shiftInWords(sitting.nudgeMs ?? 0)}
                  </span>
                </p>
                <div className={styles['steps']}>
                  {STEPS_S.map((seconds) => (
                    <Button
                      key={seconds}
                      kind="plain"
                      aria-label={stepInWords(seconds)}
                      onClick={() => shift(sitting, () => nudgeSitting(notebook, sitting.id, seconds * 1000))}
                    >
                      {seconds < 0 ? '−' : '+'}
                      {Math.abs(seconds) === 60 ? m.board_one_minute() : m.board_five_seconds()}
                    </Button>
                  ))}
                  {(sitting.nudgeMs ?? 0) !== 0 && (
                    <Button
                      kind="quiet"
                      onClick={() => shift(sitting, () => setNudge(notebook, sitting.id, 0))}
                    >
                      {m.board_own_start()}
                    </Button>
                  )}
                </div>
              </div>
            );
          })}
          {hasFailed && (
            <p role="alert" className={styles['problem']}>
              {m.board_shift_failed()}
            </p>
          )}
          <Button kind="plain" disabled={done.length === 0} onClick={undo}>
            {m.board_undo_shift()}
          </Button>
        </div>
      )}
    </section>
  );
}

type Started = Watch & { readonly sitting: Sitting };

function stepInWords(seconds: (typeof STEPS_S)[number]): string {
  switch (seconds) {
    case -60:
      return m.board_earlier({ length: m.board_one_minute() });
    case -5:
      return m.board_earlier({ length: m.board_five_seconds() });
    case 5:
      return m.board_later({ length: m.board_five_seconds() });
    case 60:
      return m.board_later({ length: m.board_one_minute() });
    default:
      return seconds satisfies never;
  }
}
