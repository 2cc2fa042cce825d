import { childId } from '../../domain/ids.ts';
import { LESSON_NUMBERS, PUPIL_LETTERS, type PupilLetter } from '../../domain/study.ts';

export type Demo = typeof import('./demo-study.json');
export type DemoLesson = Demo['lessons'][number];

/** `study.1` of a lesson of the demo. */
export function demoLessonId(demo: Demo, lesson: DemoLesson): string {
  return childId(demo.study.id, LESSON_NUMBERS[lesson.number - 1] ?? '1');
}

/** The letter a demo case goes by; undefined for the whole class. */
export function demoLetter(demo: Demo, caseId: string | null): PupilLetter | undefined {
  const letter = demo.cases.find(({ id }) => id === caseId)?.letter;
  return PUPIL_LETTERS.find((known) => known === letter);
}
