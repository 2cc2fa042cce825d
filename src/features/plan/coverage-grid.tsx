import { Check } from 'lucide-react';
import { lastSegment } from '../../domain/ids.ts';
import type { Lesson, Member } from '../../domain/study.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { useNotebookQuery, useOpenNotebook } from '../../notebook/notebook-context.tsx';
import { lessonPlan, type StudyOverview } from '../../notebook/read-study.ts';
import { setWatches } from '../../notebook/write-plan.ts';
import { useMayChange } from '../../ui/read-only.ts';
import { Initials } from '../../ui/initials.tsx';
import { PupilMark } from '../../ui/pupil-mark.tsx';
import { useTapWrite } from '../../ui/tap-write.tsx';
import { aliasOf, inSentence } from './alias-of.ts';
import styles from './coverage.module.css';
import { listOf } from './list-of.ts';
import { lessonName } from './plan-words.ts';

/** One lesson: observers down, pupils across, a button that stays pressed for each pair. */
export function CoverageGrid({
  lesson,
  pupils,
  observers: team,
}: {
  lesson: Lesson;
  pupils: StudyOverview['pupils'];
  observers: readonly Member[];
}) {
  const { notebook } = useOpenNotebook();
  const { attempt, trouble } = useTapWrite();
  const plan = useNotebookQuery((n) => lessonPlan(n, lesson.id), [lesson.id]);
  const heading = `plan-coverage-${lastSegment(lesson.id)}`;
  if (plan === undefined) return null;
  const isWatching = (member: Member, letter: 'A' | 'B' | 'C') =>
    plan.watches.get(member.id)?.includes(letter) ?? false;
  // Who has left the team stands only where they were to watch.
  const observers = team.filter(({ id, removed }) => !removed || plan.watches.has(id));
  const unwatched = pupils.filter(({ letter }) => !observers.some((member) => isWatching(member, letter)));
  return (
    <section className={styles['lesson']} aria-labelledby={heading}>
      <h2 id={heading} className={styles['heading']} dir="auto">
        {lessonName(lesson)}
      </h2>
      <table className={styles['table']}>
        <thead>
          <tr>
            <th scope="col">{m.plan_watcher()}</th>
            {pupils.map((pupil) => (
              <th key={pupil.letter} scope="col">
                <span className={styles['pupil']}>
                  <PupilMark subject={pupil.letter} />
                  <span dir="auto">{aliasOf(pupil)}</span>
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {observers.map((member) => (
            <tr key={member.id}>
              <th scope="row">
                <span className={styles['observer']}>
                  <Initials name={member.name} />
                  <span>
                    <bdi>{inSentence(member.name)}</bdi>
                    {member.id === lesson.teacher && (
                      <span className={styles['teaches']}>{m.plan_teaches()}</span>
                    )}
                  </span>
                </span>
              </th>
              {pupils.map((pupil) => (
                <td key={pupil.letter}>
                  <WatchButton
                    label={m.plan_watches_whom_in({
                      member: inSentence(member.name),
                      pupil: aliasOf(pupil),
                      number: lastSegment(lesson.id),
                    })}
                    letter={pupil.letter}
                    isOn={isWatching(member, pupil.letter)}
                    onToggle={(watches) =>
                      attempt(
                        setWatches(notebook, {
                          lesson: lesson.id,
                          member: member.id,
                          letter: pupil.letter,
                          watches,
                        }),
                      )
                    }
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {trouble}
      <p className={styles['sum']}>
        {unwatched.length === 0
          ? m.plan_everybody_watched()
          : m.plan_nobody_watches({ list: listOf(unwatched.map(aliasOf)) })}
      </p>
    </section>
  );
}

function WatchButton({
  label,
  letter,
  isOn,
  onToggle,
}: {
  label: string;
  letter: 'A' | 'B' | 'C';
  isOn: boolean;
  onToggle: (watches: boolean) => void;
}) {
  const mayChange = useMayChange();
  if (!mayChange) return isOn ? <span>{m.plan_watches()}</span> : <span aria-hidden="true">–</span>;
  return (
    <button
      type="button"
      className={`${styles['watch']} ${styles[letter]}`}
      aria-pressed={isOn}
      aria-label={label}
      onClick={() => onToggle(!isOn)}
    >
      {isOn && <Check aria-hidden="true" />}
      <span className={styles['word']}>{isOn ? m.plan_watches() : '–'}</span>
    </button>
  );
}
