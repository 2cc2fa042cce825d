import { hasWords, type Prompt } from '../../domain/interview.ts';
import type { Member, PupilLetter } from '../../domain/study.ts';
import { m } from '../../i18n/paraglide/messages.js';
import type { LessonInterviews } from '../../notebook/read-interviews.ts';
import type { LessonPlan } from '../../notebook/read-study.ts';
import { LinkButton } from '../../ui/button.tsx';
import { PupilLinks } from '../../ui/pupil-links.tsx';
import styles from './interviews.module.css';
import { lessonPath } from '../../domain/lesson-path.ts';
import { PupilInterviewForm } from './pupil-interview.tsx';
import { TeamPrompts } from './team-prompts.tsx';
import { useInterviewTimers, useTimerState } from './use-interview-timers.ts';

/** Whose turn it is, that pupil's words, and below them what the team asks. */
export function Interviews({
  plan,
  interviews,
  prompts,
  team,
  letter,
}: {
  plan: LessonPlan;
  interviews: LessonInterviews;
  prompts: readonly Prompt[];
  team: readonly Member[];
  letter: PupilLetter;
}) {
  const timers = useInterviewTimers(plan.lesson.id);
  const isTalking = {
    A: useTimerState(timers?.A) === 'running',
    B: useTimerState(timers?.B) === 'running',
    C: useTimerState(timers?.C) === 'running',
  };
  const nameOf = (of: PupilLetter) =>
    plan.pupils.find((pupil) => pupil.letter === of)?.alias || m.review_pupil_unnamed({ letter: of });
  const detailOf = (of: PupilLetter) => {
    if (isTalking[of]) return m.interview_talking();
    const count = interviews[of].answers.filter(hasWords).length;
    return count === 0 ? m.interview_not_yet() : m.interview_answers({ count });
  };
  const here = lessonPath(plan.lesson.id);
  return (
    <div className={styles['page']}>
      <PupilLinks
        label={m.interview_pupils()}
        current={letter}
        pupils={plan.pupils.map(({ letter: of }) => ({
          letter: of,
          name: nameOf(of),
          href: `${here}/interviews?pupil=${of}`,
          detail: detailOf(of),
        }))}
      />
      <PupilInterviewForm
        key={letter}
        lesson={plan.lesson.id}
        letter={letter}
        name={nameOf(letter)}
        found={interviews[letter]}
        prompts={prompts}
        team={team}
        timers={timers}
      />
      <LinkButton kind="plain" className={styles['review']} href={`${here}/review?view=interviews`}>
        {m.interview_to_review()}
      </LinkButton>
      <TeamPrompts prompts={prompts} />
    </div>
  );
}
