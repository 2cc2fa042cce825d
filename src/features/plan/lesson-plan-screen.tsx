import { studyOf, type LessonId } from '../../domain/ids.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { useNotebookQuery } from '../../notebook/notebook-context.tsx';
import { noteCount } from '../../notebook/read-lesson.ts';
import { lessonPlan, studyOverview, type LessonPlan } from '../../notebook/read-study.ts';
import { members } from '../../notebook/read-team.ts';
import { Placeholder } from '../../ui/placeholder.tsx';
import { ChangedSince } from './changed-since.tsx';
import { LessonActions } from './lesson-actions.tsx';
import { LessonDetails } from './lesson-details.tsx';
import { LessonFacts } from './lesson-facts.tsx';
import { LessonPlaces } from './lesson-places.tsx';
import { MissingLesson, MissingStudy } from './missing.tsx';
import { PlanPage } from './plan-page.tsx';
import { lessonName } from './plan-words.ts';
import { PredictionGrid } from './prediction-grid.tsx';

/** One lesson's plan: everything on one page, in any order, saved as it is typed. */
export function LessonPlanScreen({ lessonId }: { lessonId: LessonId }) {
  const plan = useNotebookQuery(
    async (notebook) => (await lessonPlan(notebook, lessonId)) ?? null,
    [lessonId],
  );
  if (plan === undefined) return <Placeholder>{m.plan_opening()}</Placeholder>;
  if (plan === null) return <NoSuchLesson lessonId={lessonId} />;
  // A query that still shows the lesson just left would let its fields save into the one just opened.
  if (plan.lesson.id !== lessonId) return <Placeholder>{m.plan_opening()}</Placeholder>;
  return <LessonPlanPage key={lessonId} plan={plan} />;
}

function LessonPlanPage({ plan }: { plan: LessonPlan }) {
  const { lesson } = plan;
  const team = useNotebookQuery(members, []) ?? [];
  const notes = useNotebookQuery((notebook) => noteCount(notebook, lesson.id), [lesson.id]) ?? 0;
  return (
    <PlanPage
      overview={plan}
      title={lessonName(lesson)}
      subtitle={<LessonFacts plan={plan} members={team} />}
      more={<LessonPlaces plan={plan} hasNotes={notes > 0} />}
      actions={<LessonActions plan={plan} hasNotes={notes > 0} />}
    >
      <LessonDetails lesson={lesson} members={team} />
      <ChangedSince lesson={lesson} />
      <PredictionGrid plan={plan} />
    </PlanPage>
  );
}

function NoSuchLesson({ lessonId }: { lessonId: LessonId }) {
  const overview = useNotebookQuery(
    async (notebook) => (await studyOverview(notebook, studyOf(lessonId))) ?? null,
    [lessonId],
  );
  if (overview === undefined) return <Placeholder>{m.plan_opening()}</Placeholder>;
  return overview === null ? <MissingStudy /> : <MissingLesson overview={overview} lessonId={lessonId} />;
}
