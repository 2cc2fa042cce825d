import '../support/tablet.ts';
import { describe, expect, test } from 'vitest';
import type { Notebook } from '../../src/notebook/database.ts';
import { lessonInterviews } from '../../src/notebook/read-interviews.ts';
import { receive } from '../../src/notebook/receive.ts';
import { beginInterview, saveAnswer, updateInterview } from '../../src/notebook/write-interviews.ts';
import { newNotebook } from '../support/tablet.ts';

const LESSON = 'study.1';
const LIKED = { id: 'usual1', question: 'Which part did you like most?', order: 1 };
const HELPED = { id: 'usual3', question: 'What helped you most?', order: 3 };
const robin = (me: string) => ({ lesson: LESSON, letter: 'A', me }) as const;

const ofRobin = async (notebook: Notebook) => (await lessonInterviews(notebook, LESSON)).A;

describe('an interview', () => {
  test('says who asked and when from the first words on, whoever writes more later', async () => {
    let now = 1_700_000_000_000;
    const notebook = newNotebook({ now: () => now });

    await saveAnswer(notebook, robin('maria'), LIKED, 'The cards.');
    now += 60_000;
    await saveAnswer(notebook, robin('sam'), HELPED, 'Drawing it.');

    const { interview, answers } = await ofRobin(notebook);
    expect([interview?.interviewer, interview?.heldAt]).toEqual(['maria', 1_700_000_000_000]);
    expect(answers.map(({ text, writtenAt }) => [text, writtenAt])).toEqual([
      ['The cards.', 1_700_000_000_000],
      ['Drawing it.', 1_700_000_060_000],
    ]);
  });

  test('begins when the clock is started, once, and can be put right', async () => {
    const notebook = newNotebook();

    await beginInterview(notebook, robin('maria'));
    await beginInterview(notebook, robin('sam'));
    expect((await ofRobin(notebook)).interview?.interviewer).toBe('maria');
    expect(await notebook.outbox.count()).toBe(1);

    await updateInterview(notebook, 'study.1.A', { interviewer: 'sam', heldAt: 5, elapsedMs: 240_000 });
    const { interview } = await ofRobin(notebook);
    expect(interview).toMatchObject({ interviewer: 'sam', heldAt: 5, elapsedMs: 240_000 });
  });

  test('keeps the question as it was asked, however the prompt is worded later', async () => {
    const notebook = newNotebook();
    await saveAnswer(notebook, robin('maria'), LIKED, 'The cards.');

    const reworded = { ...LIKED, question: 'What was best?', order: 4 };
    await saveAnswer(notebook, robin('maria'), reworded, 'The cards with halves.');
    expect((await ofRobin(notebook)).answers).toMatchObject([
      { question: LIKED.question, order: 1, text: 'The cards with halves.' },
    ]);

    await saveAnswer(notebook, robin('maria'), reworded, '');
    await saveAnswer(notebook, robin('maria'), reworded, 'Working with Wren.');
    expect((await ofRobin(notebook)).answers).toMatchObject([{ question: 'What was best?', order: 4 }]);
  });

  test('belongs to its pupil and its lesson alone', async () => {
    const notebook = newNotebook();
    await saveAnswer(notebook, robin('maria'), LIKED, 'The cards.');
    await saveAnswer(notebook, { ...robin('maria'), letter: 'B' }, LIKED, 'Talking.');
    await saveAnswer(notebook, { ...robin('maria'), lesson: 'study.2' }, LIKED, 'The line.');

    const { A, B, C } = await lessonInterviews(notebook, LESSON);

    expect([A, B, C].map(({ answers }) => answers.map(({ text }) => text))).toEqual([
      ['The cards.'],
      ['Talking.'],
      [],
    ]);
  });

  test('[M3] one question put down on two tablets apart keeps both wordings', async () => {
    const maria = newNotebook({ team: 'apart-1', device: 'dmaria' });
    const sam = newNotebook({ team: 'apart-2', device: 'dsamsam' });
    await saveAnswer(maria, robin('maria'), LIKED, 'The cards.');
    await saveAnswer(sam, robin('sam'), LIKED, 'The cards were fun.');

    for (const { changes } of await sam.outbox.toArray()) await receive(maria, changes);

    const [answer] = (await ofRobin(maria)).answers;
    const kept = [answer?.text, ...(answer?.beside?.['text'] ?? []).map(({ value }) => value)];
    expect(kept.toSorted()).toEqual(['The cards were fun.', 'The cards.']);
  });
});
