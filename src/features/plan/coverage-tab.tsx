import { m } from '../../i18n/paraglide/messages.js';
import { useNotebookQuery } from '../../notebook/notebook-context.tsx';
import type { StudyOverview } from '../../notebook/read-study.ts';
import { members } from '../../notebook/read-team.ts';
import { LinkButton } from '../../ui/button.tsx';
import { Placeholder } from '../../ui/placeholder.tsx';
import { useMayChange } from '../../ui/read-only.ts';
import { CoverageGrid } from './coverage-grid.tsx';
import styles from './coverage.module.css';

/** Who watches whom, lesson by lesson. Guests read and comment; they do not observe. */
export function CoverageTab({ overview }: { overview: StudyOverview }) {
  const team = useNotebookQuery(members, []);
  const mayChange = useMayChange();
  if (team === undefined) return <Placeholder>{m.plan_opening()}</Placeholder>;
  const observers = team.filter(({ role }) => role !== 'guest');
  const isAlone = observers.filter(({ removed }) => !removed).length < 2;
  return (
    <div className={styles['lessons']}>
      {mayChange && <p className={styles['intro']}>{m.plan_coverage_text()}</p>}
      {mayChange && isAlone && (
        <div className={styles['alone']}>
          <p>{m.plan_alone_in_team()}</p>
          <LinkButton kind="plain" href="/team/invite">
            {m.plan_invite()}
          </LinkButton>
        </div>
      )}
      {overview.lessons.map((lesson) => (
        <CoverageGrid key={lesson.id} lesson={lesson} pupils={overview.pupils} observers={observers} />
      ))}
    </div>
  );
}
