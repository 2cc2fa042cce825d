import type { LessonId, MemberId } from '../domain/ids.ts';
import { answerId, hasWords, interviewId } from '../domain/interview.ts';
import type { PupilLetter } from '../domain/study.ts';
import type { Fields } from '../domain/tables.ts';
import { commit, type Replaces, type Write } from './commit.ts';
import type { Notebook } from './database.ts';
import { one } from './read.ts';

/** Whose words after which lesson, and who writes them down. */
export interface InterviewOf {
  readonly lesson: LessonId;
  readonly letter: PupilLetter;
  readonly me: MemberId;
}

/** Somebody sits down with a pupil: from now on it stands who and when, unless that stood already. */
export async function beginInterview(notebook: Notebook, of: InterviewOf): Promise<void> {
  await notebook.allOrNothing(['interviews', ...OF_COMMIT], async () => {
    const begun = await beginning(notebook, of);
    if (begun.length > 0) await commit(notebook, begun);
  });
}

/**
 * Writes down a pupil's words, and with the first of them who asked and when. Words keep the question they were an answer
 * to: the wording and place of the prompt count only while there is no answer yet.
 */
export async function saveAnswer(
  notebook: Notebook,
  of: InterviewOf,
  prompt: { readonly id: string; readonly question: string; readonly order: number },
  text: string,
  replaces?: Replaces,
): Promise<void> {
  const row = answerId(interviewId(of.lesson, of.letter), prompt.id);
  await notebook.allOrNothing(['answers', 'interviews', ...OF_COMMIT], async () => {
    const [before, begun] = await Promise.all([one(notebook, 'answers', row), beginning(notebook, of)]);
    const { question, order } = prompt;
    const asked = hasWords(before) ? {} : { question, order, writtenAt: notebook.now() };
    await commit(notebook, [
      ...begun,
      { table: 'answers', row, fields: { ...asked, text }, ...(replaces && { replaces }) },
    ]);
  });
}

/** Who asked and when, put right afterwards; and how long it took. */
export async function updateInterview(
  notebook: Notebook,
  interview: string,
  fields: Fields<'interviews'>,
): Promise<void> {
  await commit(notebook, [{ table: 'interviews', row: interview, fields }]);
}

/** What `commit` needs beside the tables of its writes. */
const OF_COMMIT = ['outbox', 'history', 'undoSteps', 'meta'] as const;

async function beginning(notebook: Notebook, { lesson, letter, me }: InterviewOf): Promise<Write[]> {
  const row = interviewId(lesson, letter);
  const interview = await one(notebook, 'interviews', row);
  const fields: Fields<'interviews'> = {
    ...(!interview?.interviewer && { interviewer: me }),
    ...((interview?.heldAt ?? null) === null && { heldAt: notebook.now() }),
  };
  return Object.keys(fields).length > 0 ? [{ table: 'interviews', row, fields }] : [];
}
