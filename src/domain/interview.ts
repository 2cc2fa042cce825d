import { childId, lastSegment, type LessonId } from './ids.ts';
import type { PupilLetter } from './study.ts';
import type { Entity } from './tables.ts';

/** A question the team asks its focus pupils after a lesson. The four usual ones are there until the team changes them. */
export type Prompt = Entity<'prompts'>;
/** A focus pupil's own words after one lesson: who asked, when, and how long it took. */
export type Interview = Entity<'interviews'>;
/** A pupil's words to one question, below its interview, with the question as it was asked. */
export type Answer = Entity<'answers'>;

/** How long talking with a pupil is meant to take. */
export const INTERVIEW_MS = 5 * 60 * 1000;

/** One pupil is interviewed once about a lesson, and whoever writes of it on whichever tablet means the same interview. */
export function interviewId(lesson: LessonId, letter: PupilLetter): string {
  return childId(lesson, letter);
}

export function answerId(interview: string, prompt: string): string {
  return childId(interview, prompt);
}

/** The question an answer belongs to, also when that question has gone since. */
export function promptOf(answer: Pick<Answer, 'id'>): string {
  return lastSegment(answer.id);
}

export function hasWords(answer: Pick<Answer, 'text'> | undefined): answer is Answer {
  return answer !== undefined && answer.text.trim() !== '';
}
