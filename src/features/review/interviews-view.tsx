import { useMemo, type CSSProperties } from 'react';
import type { Answer, Interview } from '../../domain/interview.ts';
import { formatLessonTime } from '../../domain/lesson-clock.ts';
import type { Mask } from '../../domain/mask-names.ts';
import type { PupilLetter } from '../../domain/study.ts';
import { momentSince } from '../../i18n/dates.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { useNotebookQuery } from '../../notebook/notebook-context.tsx';
import { lessonInterviews } from '../../notebook/read-interviews.ts';
import { LinkButton } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Initials } from '../../ui/initials.tsx';
import { Placeholder } from '../../ui/placeholder.tsx';
import { PupilMark } from '../../ui/pupil-mark.tsx';
import { CommentsHere } from './comments-here.tsx';
import { interviewRows } from './interview-rows.ts';
import styles from './interviews-view.module.css';
import { OwnWords } from './own-words.tsx';
import { lessonPath } from '../../domain/lesson-path.ts';
import { subjectName } from './review-words.ts';
import tone from '../../ui/tone.module.css';
import type { Review } from './use-review.ts';

/** What the three pupils said after the lesson, question by question, with who asked. */
export function InterviewsView({ review: { plan, names, mask } }: { review: Review }) {
  const lesson = plan.lesson.id;
  const interviews = useNotebookQuery((notebook) => lessonInterviews(notebook, lesson), [lesson]);
  const rows = useMemo(() => interviews && interviewRows(interviews), [interviews]);
  if (interviews === undefined || rows === undefined) {
    return <Placeholder>{m.interview_opening()}</Placeholder>;
  }
  const capture = `${lessonPath(lesson)}/interviews`;
  if (rows.length === 0) {
    return (
      <div className={styles['empty']}>
        <EmptyState title={m.interview_none()}>
          <p>{m.interview_none_hint()}</p>
          <LinkButton writes kind="primary" href={capture}>
            {m.interview_link()}
          </LinkButton>
        </EmptyState>
      </div>
    );
  }
  const asker = (letter: PupilLetter) =>
    names.get(interviews[letter].interview?.interviewer ?? '') || m.review_somebody();
  return (
    <div className={styles['grid']} style={{ '--columns': plan.pupils.length } as CSSProperties}>
      <ul className={styles['heads']} aria-label={m.interview_view_interviews()}>
        {plan.pupils.map(({ letter }) => {
          const name = subjectName(plan, letter);
          const { interview, answers } = interviews[letter];
          return (
            <li key={letter} className={styles['head']}>
              <PupilMark subject={letter} />
              <div className={styles['who']}>
                <p className={styles['name']} dir="auto">
                  {name}
                </p>
                {interview && answers.length > 0 ? (
                  <p className={styles['held']}>{heldWords(asker(letter), interview)}</p>
                ) : (
                  <LinkButton
                    writes
                    kind="quiet"
                    className={styles['go']}
                    href={`${capture}?pupil=${letter}`}
                  >
                    {m.interview_go_to({ name })}
                  </LinkButton>
                )}
              </div>
            </li>
          );
        })}
      </ul>
      {rows.map(({ prompt, question, answers }) => (
        <section key={prompt} className={styles['row']} aria-labelledby={`question-${prompt}`}>
          <h2 id={`question-${prompt}`} className={styles['question']} dir="auto">
            {question}
          </h2>
          {plan.pupils.map(({ letter }) => (
            <Cell
              key={letter}
              letter={letter}
              name={subjectName(plan, letter)}
              question={question}
              answer={answers[letter]}
              asker={asker(letter)}
              mask={mask}
            />
          ))}
        </section>
      ))}
      <LinkButton writes kind="plain" className={styles['more']} href={capture}>
        {m.interview_link()}
      </LinkButton>
    </div>
  );
}

function Cell({
  letter,
  name,
  question,
  answer,
  asker,
  mask,
}: {
  letter: PupilLetter;
  name: string;
  question: string;
  answer: Answer | undefined;
  asker: string;
  mask: Mask;
}) {
  return (
    <div
      role="group"
      aria-label={m.interview_in_cell({ name, question })}
      data-subject={letter}
      className={classNames(tone['tone'], styles['cell'], answer === undefined && styles['unsaid'])}
    >
      <p className={styles['whose']}>
        <PupilMark subject={letter} size="s" />
        <span dir="auto">{name}</span>
      </p>
      {answer === undefined ? (
        <p className={styles['nothing']}>{m.interview_nothing_said()}</p>
      ) : (
        <div className={styles['said']}>
          <Initials name={asker} label={asker} />
          <div className={styles['words']}>
            {answer.question !== question && (
              <p className={styles['as']} dir="auto">
                {m.interview_asked_as({ question: answer.question })}
              </p>
            )}
            <OwnWords answer={answer} mask={mask} />
            <CommentsHere about={`answers/${answer.id}`} thing={m.comments_about_answer({ name })} />
          </div>
        </div>
      )}
    </div>
  );
}

function heldWords(name: string, { heldAt, elapsedMs }: Interview): string {
  const when = heldAt === null ? '' : momentSince(new Date(heldAt), new Date());
  return elapsedMs !== null && elapsedMs > 0
    ? m.interview_held_for({ name, when, time: formatLessonTime(elapsedMs) })
    : m.interview_held({ name, when });
}
