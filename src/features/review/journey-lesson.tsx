import { memo, useMemo } from 'react';
import { lastSegment, type LessonId } from '../../domain/ids.ts';
import { hasWords } from '../../domain/interview.ts';
import type { PupilLetter } from '../../domain/study.ts';
import { shortLessonDay } from '../../i18n/dates.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { useNotebookQuery } from '../../notebook/notebook-context.tsx';
import { lessonInterviews } from '../../notebook/read-interviews.ts';
import { classNames } from '../../ui/class-names.ts';
import { Placeholder } from '../../ui/placeholder.tsx';
import styles from './journey-lesson.module.css';
import { JourneyStageNotes } from './journey-stage.tsx';
import { countByKind, journeyStages, stageKey, type JourneyStage } from './journey-stages.ts';
import { OwnWords } from './own-words.tsx';
import { stageName, subjectName } from './review-words.ts';
import tone from '../../ui/tone.module.css';
import { useReview, type Review } from './use-review.ts';

/** Another lesson than the one the review is of. Each reads its own, so that a new note in one draws no other. */
export const OtherLesson = memo(function OtherLesson({
  lesson,
  letter,
}: {
  lesson: LessonId;
  letter: PupilLetter;
}) {
  const review = useReview(lesson);
  if (review === undefined) return <Placeholder>{m.review_opening()}</Placeholder>;
  return review && <JourneyLesson review={review} letter={letter} />;
});

/** One lesson of a pupil's journey. */
export const JourneyLesson = memo(function JourneyLesson({
  review,
  letter,
}: {
  review: Review;
  letter: PupilLetter;
}) {
  const { plan, names, mask } = review;
  const lesson = plan.lesson.id;
  const interviews = useNotebookQuery((notebook) => lessonInterviews(notebook, lesson), [lesson]);
  const stages = useMemo(() => journeyStages(review, letter), [review, letter]);
  const name = subjectName(plan, letter);
  const number = lastSegment(lesson);
  const day = shortLessonDay(plan.lesson.date);
  const title = day === '' ? m.today_lesson({ number }) : m.today_lesson_day({ number, day });
  const criterion = mask(plan.criteria[letter]?.text.trim() ?? '');
  const answers = interviews?.[letter].answers.filter(hasWords);
  return (
    <section
      data-subject={letter}
      className={classNames(tone['tone'], styles['lesson'])}
      aria-label={m.interview_journey_in({ name, lesson: title })}
    >
      <header>
        <h2 className={styles['number']}>{title}</h2>
        <p className={styles['title']} dir="auto">
          {plan.lesson.title}
        </p>
      </header>
      <div className={styles['criterion']}>
        <h3 className={styles['label']}>{m.interview_criterion()}</h3>
        <p dir="auto">{criterion || m.interview_no_criterion()}</p>
      </div>
      <div className={styles['stages']}>
        <Counts stages={stages} name={name} />
        {stages.map((stage) => (
          <JourneyStageNotes
            key={letter + stageKey(stage)}
            name={stageName(plan.stages, stageKey(stage))}
            stage={stage}
            names={names}
            mask={mask}
          />
        ))}
      </div>
      <div className={styles['own']}>
        <h3 className={styles['label']}>{m.interview_own_words({ name })}</h3>
        {answers?.length === 0 && <p className={styles['nothing']}>{m.interview_no_interview()}</p>}
        {answers?.map((answer) => (
          <div key={answer.id}>
            <p className={styles['question']} dir="auto">
              {answer.question}
            </p>
            <OwnWords answer={answer} mask={mask} />
          </div>
        ))}
      </div>
    </section>
  );
});

function Counts({ stages, name }: { stages: readonly JourneyStage[]; name: string }) {
  const { said, did, work, wonder } = countByKind(stages);
  const count = stages.reduce((sum, { notes }) => sum + notes.length, 0);
  if (count === 0) return <p className={styles['nothing']}>{m.interview_no_notes({ name })}</p>;
  return (
    <p className={styles['counts']}>
      <strong>{m.interview_by_kind({ said, did, work })}</strong> {m.interview_in_notes({ count })}
      {wonder > 0 && `, ${m.interview_wonders({ count: wonder })}`}
    </p>
  );
}
