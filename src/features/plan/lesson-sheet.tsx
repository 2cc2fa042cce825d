import { lastSegment } from '../../domain/ids.ts';
import type { Member, Study } from '../../domain/study.ts';
import { longDate } from '../../i18n/dates.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { wordings } from '../../i18n/wordings.ts';
import type { LessonPlan } from '../../notebook/read-study.ts';
import { classNames } from '../../ui/class-names.ts';
import { aliasOf, inSentence } from './alias-of.ts';
import { LessonFacts } from './lesson-facts.tsx';
import styles from './lesson-sheet.module.css';
import { listOf } from './list-of.ts';
import { lessonName } from './plan-words.ts';
import { densityOf } from './sheet-density.ts';
import { SheetTable } from './sheet-table.tsx';
import { useToday } from './use-today.ts';

/** One lesson on one page: what a teacher takes along and an observer can read standing. Aliases only. */
export function LessonSheet({ plan, members }: { plan: LessonPlan; members: readonly Member[] }) {
  const { study, lesson, pupils, watches } = plan;
  const today = useToday();
  const before = String(Number(lastSegment(lesson.id)) - 1);
  const watching = members.flatMap(({ id, name }) => {
    const watched = pupils.filter(({ letter }) => watches.get(id)?.includes(letter)).map(aliasOf);
    return watched.length === 0
      ? []
      : [m.plan_sheet_watches({ member: inSentence(name), list: listOf(watched) })];
  });
  return (
    <article data-paper className={classNames(styles['sheet'], styles[densityOf(plan)])}>
      <header className={styles['top']}>
        <h2 className={styles['title']} dir="auto">
          {lessonName(lesson)}
        </h2>
        <p>
          <LessonFacts plan={plan} members={members} />
        </p>
        <p className={styles['facts']} dir="auto">
          {classFacts(study).join(' · ')}
        </p>
      </header>
      <dl className={styles['words']}>
        <Words name={m.plan_focus_question()} isWide>
          {wordings(study, 'focusQuestion', study.focusQuestion)}
        </Words>
        {before !== '0' && (
          <Words name={m.plan_changed_since({ number: before })} isWide>
            {wordings(lesson, 'changed', lesson.changed)}
          </Words>
        )}
        <Words name={m.plan_lesson_aim()}>{wordings(lesson, 'aim', lesson.aim)}</Words>
        <Words name={m.plan_class_criteria()}>
          {wordings(lesson, 'successCriteria', lesson.successCriteria)}
        </Words>
        <Words name={m.plan_lesson_resources()}>{wordings(lesson, 'resources', lesson.resources)}</Words>
        <Words name={m.plan_tab_coverage()}>{watching.join('\n')}</Words>
      </dl>
      <SheetTable plan={plan} />
      <p className={styles['made']}>{m.plan_sheet_made({ day: longDate(today) })}</p>
    </article>
  );
}

/** What nobody wrote takes no room on paper. */
function Words({ name, isWide = false, children }: { name: string; isWide?: boolean; children: string }) {
  if (children.trim() === '') return null;
  return (
    <div className={classNames(isWide && styles['wide'])}>
      <dt>{name}</dt>
      <dd dir="auto">{children}</dd>
    </div>
  );
}

function classFacts(study: Study): readonly string[] {
  const { school, className, yearGroup, subject, grouping, pupilsInClass } = study;
  const pupils = pupilsInClass === null ? '' : m.plan_sheet_pupils({ count: pupilsInClass });
  return [school, className, yearGroup, subject, pupils, grouping].filter((fact) => fact.trim() !== '');
}
