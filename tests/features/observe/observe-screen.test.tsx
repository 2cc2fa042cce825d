// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { act, cleanup, createEvent, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { draftKey } from '../../../src/features/observe/composed-note.ts';
import { readDraft } from '../../../src/notebook/drafts.ts';
import { lessonNotes, lessonRecord } from '../../../src/notebook/read-lesson.ts';
import { addNote } from '../../../src/notebook/write-lesson.ts';
import { newNotebook } from '../../support/tablet.ts';
import {
  handClock,
  LESSON,
  MARIA,
  noteField,
  openObserve,
  plannedLesson,
  reopen,
  savedNotes,
  startedLesson,
  tap,
} from './lesson.tsx';

const MINUTE = 60_000;
const type = (text: string) => fireEvent.change(noteField(), { target: { value: text } });
const pressEnter = () => fireEvent.keyDown(noteField(), { key: 'Enter' });

beforeEach(() => {
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
});

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

describe('before the lesson', () => {
  test('says whom I watch, how we observe, and starts with the first stage', async () => {
    const notebook = await plannedLesson();
    await openObserve(notebook);

    await screen.findByText('We watch pupils, not the teacher.');
    tap('Start lesson');

    await screen.findByLabelText('Note');
    const { sittings, stageMarks } = await lessonRecord(notebook, LESSON);
    expect(sittings).toMatchObject([{ member: MARIA, device: 'dmaria', endedMs: null }]);
    expect(stageMarks).toMatchObject([{ stage: 'starter', atMs: 0 }]);
  });

  test('says that aliases are missing and where to give them, and starts all the same', async () => {
    const notebook = await plannedLesson();
    const { updatePupil } = await import('../../../src/notebook/write-plan.ts');
    await updatePupil(notebook, 'study', 'C', { alias: '' });
    await openObserve(notebook);

    const link = await screen.findByRole('link', { name: 'Name the focus pupils' });
    expect(link.getAttribute('href')).toBe('/studies/study/pupils');
    tap('Start lesson');

    await screen.findByRole('button', { name: 'C' });
  });
});

describe('a note', () => {
  test('has the time and the stage of the tap on its pupil, and is saved by the tap on another', async () => {
    const { notebook, clock } = await startedLesson();
    clock.pass(2 * MINUTE);
    tap('A Robin');
    clock.pass(MINUTE);
    type('folds the strip');
    clock.pass(MINUTE);

    tap('B Wren');

    expect(await savedNotes(notebook, 1)).toMatchObject([
      {
        pupil: 'A',
        text: 'folds the strip',
        kind: 'did',
        stage: 'starter',
        atMs: 2 * MINUTE,
        observer: MARIA,
      },
    ]);
    expect(noteField().value).toBe('');
  });

  test('puts the cursor into the field at the tap on a pupil', async () => {
    await startedLesson();

    tap('C Heron');

    expect(document.activeElement).toBe(noteField());
  });

  test('is saved by Enter; the next one is about the same pupil, from its first character on', async () => {
    const { notebook, clock } = await startedLesson();
    tap('A Robin');
    type('one');
    pressEnter();
    await savedNotes(notebook, 1);

    clock.pass(3 * MINUTE);
    type('two');
    clock.pass(MINUTE);
    pressEnter();

    expect(await savedNotes(notebook, 2)).toMatchObject([
      { text: 'one', pupil: 'A', atMs: 0 },
      { text: 'two', pupil: 'A', atMs: 3 * MINUTE },
    ]);
  });

  test('is not saved by Shift+Enter, nor by the Enter of an input method', async () => {
    const { notebook } = await startedLesson();
    tap('A Robin');
    type('two lines');

    fireEvent.keyDown(noteField(), { key: 'Enter', shiftKey: true });
    const confirming = createEvent.keyDown(noteField(), { key: 'Enter' });
    Object.defineProperty(confirming, 'isComposing', { value: true });
    fireEvent(noteField(), confirming);

    expect(noteField().value).toBe('two lines');
    expect(await lessonNotes(notebook, LESSON)).toEqual([]);
  });

  test('is about the class when nobody was tapped yet', async () => {
    const { notebook } = await startedLesson();

    type('noisy');
    pressEnter();

    expect(await savedNotes(notebook, 1)).toMatchObject([{ pupil: 'class', text: 'noisy' }]);
  });

  test('with a tag only takes two taps', async () => {
    const { notebook, clock } = await startedLesson();
    clock.pass(MINUTE);

    tap('B Wren');
    tap('waits');

    expect(await savedNotes(notebook, 1)).toMatchObject([
      { pupil: 'B', text: '', tags: ['waits'], atMs: MINUTE, stage: 'starter' },
    ]);
  });

  test('that was saved by its tag gets its words and stays one note', async () => {
    const { notebook } = await startedLesson();
    tap('B Wren');
    tap('waits');
    type('for Robin to begin');
    tap('Said');
    pressEnter();

    await waitFor(async () =>
      expect(await lessonNotes(notebook, LESSON)).toMatchObject([
        { text: 'for Robin to begin', tags: ['waits'], kind: 'said' },
      ]),
    );
  });

  test('with neither words nor tags is nothing', async () => {
    const { notebook } = await startedLesson();

    tap('A Robin');
    tap('B Wren');
    type('   ');
    tap('waits');
    tap('waits');
    pressEnter();

    await waitFor(async () =>
      expect(await readDraft(notebook, draftKey(await sittingId(notebook)))).toBeUndefined(),
    );
    expect(await lessonNotes(notebook, LESSON)).toEqual([]);
  });

  test.each([
    ['script', '<img src=x onerror="alert(1)"><script>alert(1)</script>'],
    ['right to left', 'قال: «النصف أكبر» — then שלום'],
    ['very long', 'ŵ😀'.repeat(6600)],
  ])('keeps every character as typed: %s', async (_, text) => {
    const { notebook } = await startedLesson();
    tap('A Robin');
    type(text);
    pressEnter();

    expect(await savedNotes(notebook, 1)).toMatchObject([{ text }]);
    await waitFor(() => expect(document.querySelector('[role=listitem] p')?.textContent).toContain(text));
    expect(document.querySelector('[role=list] script, [role=list] img')).toBeNull();
  });
});

describe('a stage', () => {
  test('takes one tap and saves the note before it in the stage it was begun in', async () => {
    const { notebook, clock } = await startedLesson();
    clock.pass(4 * MINUTE);
    tap('A Robin');
    type('still folding');
    clock.pass(2 * MINUTE);

    tap(/^2 Task/);
    tap('B Wren');
    type('starts at once');
    pressEnter();

    expect(await savedNotes(notebook, 2)).toMatchObject([
      { text: 'still folding', stage: 'starter', atMs: 4 * MINUTE },
      { text: 'starts at once', stage: 'task', atMs: 6 * MINUTE },
    ]);
    const { stageMarks } = await lessonRecord(notebook, LESSON);
    expect(stageMarks.map(({ stage, atMs }) => [stage, atMs])).toContainEqual(['task', 6 * MINUTE]);
    expect(screen.getByRole('button', { name: /1 Starter/ }).textContent).toContain('0:00–6:00');
  });

  test('can be reached with Next stage, and taken back with Undo', async () => {
    const { notebook, clock } = await startedLesson();
    clock.pass(MINUTE);
    tap('Next stage');
    await waitFor(async () => expect((await lessonRecord(notebook, LESSON)).stageMarks).toHaveLength(2));
    expect(screen.queryByRole('button', { name: 'Next stage' })).toBeNull();

    await waitFor(() =>
      expect(screen.getByRole('button', { name: 'Undo' })).toHaveProperty('disabled', false),
    );
    tap('Undo');

    await waitFor(async () => expect((await lessonRecord(notebook, LESSON)).stageMarks).toHaveLength(1));
    await screen.findByRole('button', { name: 'Next stage' });
  });

  test('does nothing when it is tapped while it runs', async () => {
    const { notebook } = await startedLesson();

    tap(/^1 Starter/);
    tap('A Robin');
    type('x');
    pressEnter();

    await savedNotes(notebook, 1);
    expect((await lessonRecord(notebook, LESSON)).stageMarks).toHaveLength(1);
  });
});

describe('a prediction', () => {
  test('is marked by a tap and the mark is taken back by another', async () => {
    const { notebook } = await startedLesson();
    const marks = within(screen.getByRole('group', { name: /We predicted/ }));

    act(() => marks.getByRole('button', { name: 'Partly' }).click());
    await waitFor(() =>
      expect(marks.getByRole('button', { name: 'Partly' }).getAttribute('aria-pressed')).toBe('true'),
    );
    expect((await lessonRecord(notebook, LESSON)).matches.get(`starter.A.${MARIA}`)?.value).toBe('partly');
    act(() => marks.getByRole('button', { name: 'Partly' }).click());

    await waitFor(async () =>
      expect((await lessonRecord(notebook, LESSON)).matches.get(`starter.A.${MARIA}`)?.value).toBe(''),
    );
  });
});

describe('undo', () => {
  test('takes back the latest note, and then the one before it', async () => {
    const { notebook } = await startedLesson();
    tap('A Robin');
    type('one');
    tap('B Wren');
    type('two');
    pressEnter();
    await savedNotes(notebook, 2);
    await waitFor(() =>
      expect(screen.getByRole('button', { name: 'Undo' })).toHaveProperty('disabled', false),
    );

    tap('Undo');
    expect(await savedNotes(notebook, 1)).toMatchObject([{ text: 'one' }]);
    tap('Undo');

    await savedNotes(notebook, 0);
  });

  test('takes back all of a note that was saved by its tag, in one step', async () => {
    const { notebook } = await startedLesson();
    tap('A Robin');
    tap('waits');
    tap('rule');
    await savedNotes(notebook, 1);
    type('and looks up');
    tap('Undo');

    await savedNotes(notebook, 0);
    await waitFor(() =>
      expect(screen.getByRole('button', { name: 'Undo' })).toHaveProperty('disabled', true),
    );
    expect(noteField().value).toBe('');
  });
});

describe('what is half-written', () => {
  test('[N2] is in the drafts within half a second of a key, also while one types on', async () => {
    const { notebook } = await startedLesson();
    const key = draftKey(await sittingId(notebook));
    tap('B Wren');

    const began = Date.now();
    while (Date.now() - began < 450) {
      type(`typing ${Date.now() - began}`);
      await act(() => new Promise((done) => setTimeout(done, 40)));
    }

    expect(await readDraft(notebook, key)).toMatchObject({
      note: { text: expect.stringContaining('typing') },
    });
  });

  test('[N2] stands in the composer again when the page is opened anew, with its pupil, kind, time and stage', async () => {
    const { notebook, clock } = await startedLesson();
    clock.pass(7 * MINUTE);
    tap('B Wren');
    tap('Said');
    type('“quarter left is sm');
    await waitFor(async () =>
      expect(await readDraft(notebook, draftKey(await sittingId(notebook)))).toMatchObject({
        note: { text: '“quarter left is sm' },
      }),
    );

    // A page that is killed saves nothing on its way out.
    const killed = vi.spyOn(notebook, 'transaction').mockRejectedValue(new Error('killed'));
    cleanup();
    await act(() => new Promise((done) => setTimeout(done, 20)));
    killed.mockRestore();
    clock.pass(2 * MINUTE);
    await openObserve(notebook, { clock });

    await waitFor(() => expect(noteField().value).toBe('“quarter left is sm'));
    expect(screen.getByRole('button', { name: 'Said' }).getAttribute('aria-pressed')).toBe('true');
    pressEnter();
    expect(await savedNotes(notebook, 1)).toMatchObject([
      { pupil: 'B', kind: 'said', atMs: 7 * MINUTE, stage: 'starter' },
    ]);
  });

  test('is saved when the screen is left', async () => {
    const { notebook } = await startedLesson();
    tap('A Robin');
    type('leaves her seat');

    cleanup();

    expect(await savedNotes(notebook, 1)).toMatchObject([{ text: 'leaves her seat' }]);
  });

  test('is one note when a crash came between its save and the end of its draft', async () => {
    const { notebook, clock } = await startedLesson();
    const sitting = await sittingId(notebook);
    const note = { id: `${LESSON}.once`, pupil: 'A', kind: 'did', text: 'once', tags: [], atMs: 10 } as const;
    await addNote(notebook, { ...note, stage: undefined, sitting, observer: MARIA });
    await notebook.drafts.put({ key: draftKey(sitting), value: { subject: 'A', pending: [note] } });

    await reopen(notebook, clock);

    await screen.findByText('once');
    await waitFor(async () => expect(await readDraft(notebook, draftKey(sitting))).toBeUndefined());
    expect(await lessonNotes(notebook, LESSON)).toHaveLength(1);
  });
});

describe('when the notebook cannot save', () => {
  test('keeps the words in the composer, says so, and saves them with the next action', async () => {
    const { notebook } = await startedLesson();
    const broken = vi.spyOn(notebook, 'transaction').mockRejectedValue(new Error('disk'));
    tap('A Robin');
    type('do not lose me');
    pressEnter();

    expect((await screen.findByRole('alert')).textContent).toContain('could not be saved yet');
    expect(noteField().value).toBe('do not lose me');
    broken.mockRestore();
    pressEnter();

    expect(await savedNotes(notebook, 1)).toMatchObject([{ text: 'do not lose me', pupil: 'A' }]);
    await waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
  });

  test('keeps the words on screen while the next note is written, and the order of the two', async () => {
    const { notebook, clock } = await startedLesson();
    const broken = vi.spyOn(notebook, 'transaction').mockRejectedValue(new Error('disk'));
    tap('A Robin');
    type('first');
    clock.pass(MINUTE);
    tap('B Wren');
    type('second');

    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('first');
    expect(noteField().value).toBe('second');
    broken.mockRestore();
    pressEnter();

    expect(await savedNotes(notebook, 2)).toMatchObject([
      { text: 'first', pupil: 'A' },
      { text: 'second', pupil: 'B' },
    ]);
  });
});

describe('an own note', () => {
  test('is changed in its place, deleted, and brought back by Undo', async () => {
    const { notebook } = await startedLesson();
    tap('A Robin');
    type('rubs out twise');
    pressEnter();
    (await screen.findByRole('button', { name: /^Change/ })).click();
    fireEvent.change(await screen.findByLabelText('Wording'), { target: { value: 'rubs out twice' } });
    tap('Done');
    await waitFor(async () =>
      expect(await lessonNotes(notebook, LESSON)).toMatchObject([{ text: 'rubs out twice' }]),
    );

    (await screen.findByRole('button', { name: /^Change/ })).click();
    (await screen.findByRole('button', { name: 'Delete' })).click();
    await savedNotes(notebook, 0);
    tap('Undo');
    expect(await savedNotes(notebook, 1)).toMatchObject([{ text: 'rubs out twice' }]);
    tap('Undo');

    await waitFor(async () =>
      expect(await lessonNotes(notebook, LESSON)).toMatchObject([{ text: 'rubs out twise' }]),
    );
  });
});

describe('the end of the lesson', () => {
  test('saves what is in the composer, tells where the notes are, and lets one go on', async () => {
    const { notebook, clock } = await startedLesson();
    tap('A Robin');
    type('last words');
    clock.pass(50 * MINUTE);

    tap('End lesson');

    await screen.findByText('1 note: 0 at the school server, 1 only on this tablet.');
    expect(screen.getByRole('link', { name: 'Review together' }).getAttribute('href')).toBe(
      '/studies/study/lessons/1/review',
    );
    expect((await lessonRecord(notebook, LESSON)).sittings).toMatchObject([{ endedMs: 50 * MINUTE }]);
    clock.pass(MINUTE);
    tap('Go on observing');

    expect((await screen.findByRole('timer')).textContent).toBe('51:00');
  });

  test('counts the notes at the server apart from those only here', async () => {
    const { notebook, clock } = await startedLesson();
    for (const text of ['one', 'two', 'three']) {
      tap('A Robin');
      type(text);
    }
    tap('End lesson');
    await screen.findByText(/3 notes/);
    const [first] = await lessonNotes(notebook, LESSON);
    await notebook.outbox.clear();
    cleanup();

    const unsentNotes = new Set([first?.id ?? '']);
    const { NOTHING_TO_SEND } = await import('../../../src/worker-link/sync-status.ts');
    await openObserve(notebook, { clock, status: { ...NOTHING_TO_SEND, unsentNotes, settledAt: 1 } });

    await screen.findByText('3 notes: 2 at the school server, 1 only on this tablet.');
  });

  test('takes a note afterwards and marks it', async () => {
    const { notebook } = await startedLesson();
    tap('End lesson');
    await screen.findByRole('button', { name: 'Add note' });
    fireEvent.change(await screen.findByLabelText('Note'), { target: { value: 'she told me later' } });
    tap('Add note');

    expect(await savedNotes(notebook, 1)).toMatchObject([{ text: 'she told me later', afterLesson: true }]);
    await screen.findByRole('button', { name: 'Change after the lesson' });
  });
});

test('the lesson clock goes on after a crash, and a clock that is set meanwhile in view does not bend it', async () => {
  const notebook = newNotebook();
  const { clock } = await startedLesson(notebook);
  clock.pass(10 * MINUTE);
  await reopen(notebook, clock);
  await screen.findByLabelText('Note');
  expect(screen.getByRole('timer').textContent).toBe('10:00');
  clock.pass(5 * MINUTE);

  const later = handClock();
  later.pass(15 * MINUTE);
  await reopen(notebook, later);
  await screen.findByLabelText('Note');

  expect(screen.getByRole('timer').textContent).toBe('15:00');
});

async function sittingId(notebook: Parameters<typeof lessonRecord>[0]): Promise<string> {
  return (await lessonRecord(notebook, LESSON)).sittings[0]?.id ?? '';
}
