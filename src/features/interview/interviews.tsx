import { lastSegment, studyOf } from '../../domain/ids.ts';
import { hasWords, type Prompt } from '../../domain/interview.ts';
import { PUPIL_LETTERS, type Member, type PupilLetter } from '../../domain/study.ts';
import { m } from '../../i18n/paraglide/messages.js';
import type { LessonInterviews } from '../../notebook/read-interviews.ts';
import type { LessonPlan } from '../../notebook/read-study.ts';
import { PupilLinks } from '../../ui/pupil-links.tsx';
import styles from './interviews.module.css';
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
  const here = `/studies/${studyOf(plan.lesson.id)}/lessons/${lastSegment(plan.lesson.id)}/interviews`;
  return (
    <div className={styles['page']}>
      <PupilLinks
        label={m.interview_pupils()}
        current={letter}
        pupils={PUPIL_LETTERS.map((of) => ({
          letter: of,
          name: nameOf(of),
          href: `${here}?pupil=${of}`,
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
      <TeamPrompts prompts={prompts} />
    </div>
  );
}
