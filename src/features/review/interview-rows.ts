import { hasWords, promptOf, type Answer } from '../../domain/interview.ts';
import { PUPIL_LETTERS, type PupilLetter } from '../../domain/study.ts';
import type { LessonInterviews } from '../../notebook/read-interviews.ts';

export interface InterviewRow {
  readonly prompt: string;
  /** As it was asked of the first of the pupils who answered; another may have been asked in other words. */
  readonly question: string;
  readonly answers: Readonly<Partial<Record<PupilLetter, Answer>>>;
}

/** Every answer exactly once: in the row of its question and the column of its pupil. */
export function interviewRows(interviews: LessonInterviews): readonly InterviewRow[] {
  const rows = new Map<string, { order: number; question: string; answers: InterviewRow['answers'] }>();
  for (const letter of PUPIL_LETTERS) {
    for (const answer of interviews[letter].answers.filter(hasWords)) {
      const row = rows.get(promptOf(answer));
      const order = Math.min(row?.order ?? Infinity, answer.order ?? Infinity);
      const question = row?.question || answer.question;
      rows.set(promptOf(answer), { order, question, answers: { ...row?.answers, [letter]: answer } });
    }
  }
  return [...rows]
    .toSorted(([, a], [, b]) => a.order - b.order)
    .map(([prompt, { question, answers }]) => ({ prompt, question, answers }));
}
