import { parentId, type LessonId } from '../domain/ids.ts';
import { interviewId, type Answer, type Interview } from '../domain/interview.ts';
import { byOrder, PUPIL_LETTERS, type PupilLetter } from '../domain/study.ts';
import type { Notebook } from './database.ts';
import { below } from './read.ts';

/** What one focus pupil said after a lesson. */
export interface PupilInterview {
  /** Undefined while nobody has begun. */
  readonly interview: Interview | undefined;
  /** In the order they were asked. One whose words were taken out again is among them, with an empty text. */
  readonly answers: readonly Answer[];
}

export type LessonInterviews = Readonly<Record<PupilLetter, PupilInterview>>;

export async function lessonInterviews(notebook: Notebook, lesson: LessonId): Promise<LessonInterviews> {
  const [interviews, answers] = await Promise.all([
    below(notebook, 'interviews', lesson),
    below(notebook, 'answers', lesson),
  ]);
  const of = (letter: PupilLetter): PupilInterview => {
    const id = interviewId(lesson, letter);
    return {
      interview: interviews.find((interview) => interview.id === id),
      answers: answers.filter((answer) => parentId(answer.id) === id).toSorted(byOrder),
    };
  };
  const [a, b, c] = PUPIL_LETTERS;
  return { A: of(a), B: of(b), C: of(c) };
}
