import type { LessonId } from '../../domain/ids.ts';
import { answerId, interviewId } from '../../domain/interview.ts';
import type { Write } from '../../notebook/commit.ts';
import { USUAL_PROMPTS } from '../../notebook/read-prompts.ts';
import { demoLessonId, demoLetter, type Demo, type DemoLesson } from './demo-ids.ts';

const MINUTE_MS = 60_000;

/** What the three pupils of the demo said after one lesson, to the four usual prompts. */
export function demoInterviewWrites(demo: Demo, lesson: DemoLesson): readonly Write[] {
  return demo.interviews
    .filter(({ lessonId }) => lessonId === lesson.id)
    .flatMap((interview) => interviewWrites(demo, demoLessonId(demo, lesson), interview));
}

function interviewWrites(
  demo: Demo,
  lesson: LessonId,
  { caseId, interviewerId, at, minutes, answers }: Demo['interviews'][number],
): readonly Write[] {
  const letter = demoLetter(demo, caseId);
  if (letter === undefined) return [];
  const id = interviewId(lesson, letter);
  const heldAt = Date.parse(at);
  return [
    {
      table: 'interviews',
      row: id,
      fields: { interviewer: interviewerId, heldAt, elapsedMs: minutes * MINUTE_MS },
    },
    ...answers.map(({ questionId, text }): Write => {
      const index = demo.interviewQuestions.findIndex((question) => question.id === questionId);
      return {
        table: 'answers',
        row: answerId(id, USUAL_PROMPTS[index] ?? questionId),
        fields: {
          question: demo.interviewQuestions[index]?.text ?? '',
          order: index + 1,
          text,
          writtenAt: heldAt,
        },
      };
    }),
  ];
}
