import 'fake-indexeddb/auto';
import { expect, test, vi } from 'vitest';
import { newNotebook } from '../../support/tablet.ts';
import type { Notebook } from '../../../src/notebook/database.ts';
import { readDraft } from '../../../src/notebook/drafts.ts';
import { liveUndoable } from '../../../src/notebook/live-undo.ts';
import { lessonNotes } from '../../../src/notebook/read-lesson.ts';
import { ownSittings, sittingMarks } from '../../../src/notebook/read-sitting.ts';
import { stepsOnPage } from '../../../src/notebook/read-strokes.ts';
import { undo } from '../../../src/notebook/undo.ts';
import { startSitting } from '../../../src/notebook/write-lesson.ts';
import { correctMarks } from '../../../src/notebook/write-marks.ts';
import { addPhoto } from '../../../src/notebook/write-photos.ts';
import { addStroke, newStrokeId } from '../../../src/notebook/write-strokes.ts';
import { draftKey } from '../../../src/features/observe/composed-note.ts';
import type { NoteKeeper } from '../../../src/features/observe/note-keeper.ts';
import { freezeConnectionOf } from '../../support/frozen.ts';
import { keeperOn, LESSON, SITTING } from './keeper-on.ts';

// Where a browser left the connection behind, every save waits behind the one before it: one question that is never
// answered, and nothing more is saved in this lesson.

/** A lesson with one note, on a tablet that has slept since. */
async function afterSleep(): Promise<{ notebook: Notebook; keeper: NoteKeeper }> {
  const notebook = newNotebook();
  const keeper = await keeperOn(notebook);
  keeper.type('first');
  await keeper.finish();
  await freezeConnectionOf(notebook);
  return { notebook, keeper };
}

async function goOnWriting(keeper: NoteKeeper) {
  keeper.type('second');
  await keeper.finish();
}

async function notesOf(notebook: Notebook) {
  const notes = await lessonNotes(notebook, LESSON);
  return notes.toSorted((a, b) => (a.text < b.text ? -1 : 1));
}

test('[N3] Undo as the first thing after sleep takes one step back, and the next note is saved', async () => {
  const { notebook, keeper } = await afterSleep();

  keeper.undo();
  await goOnWriting(keeper);

  expect(await notesOf(notebook)).toMatchObject([{ text: 'second' }]);
});

test('[N3] so does a star', async () => {
  const { notebook, keeper } = await afterSleep();

  keeper.star();
  await goOnWriting(keeper);

  expect(await notesOf(notebook)).toMatchObject([
    { text: 'first', starred: true },
    { text: 'second', starred: false },
  ]);
});

test('[N3] so does a stage that was missed, and it is added once', async () => {
  const { notebook, keeper } = await afterSleep();

  keeper.correctMarks(({ notebook: open, ...of }) =>
    correctMarks(open, of, { kind: 'add', stage: 'study.1.task', atMs: 30_000 }),
  );
  await goOnWriting(keeper);

  expect(await sittingMarks(notebook, LESSON, SITTING)).toMatchObject([{ stage: 'task', atMs: 30_000 }]);
  expect(await notesOf(notebook)).toMatchObject([{ text: 'first' }, { text: 'second' }]);
});

test('[N3] so does a photo', async () => {
  const { notebook, keeper } = await afterSleep();
  const id = keeper.prepare();

  await keeper.attach(id, async () => {
    await freezeConnectionOf(notebook);
    await addPhoto(notebook, { note: id, bytes: new Uint8Array(3), width: 1, height: 1 });
  });
  await goOnWriting(keeper);

  expect(await notebook.pictures.count()).toBe(1);
  expect(await notesOf(notebook)).toMatchObject([{ text: 'first' }, { id, text: 'second' }]);
});

test('[N3] so does a tag that is taken off again', async () => {
  const { notebook, keeper } = await afterSleep();
  keeper.toggleTag('waits');
  await keeper.settle();
  await freezeConnectionOf(notebook);

  keeper.toggleTag('waits');
  await keeper.finish();
  await goOnWriting(keeper);

  expect(await notesOf(notebook)).toMatchObject([{ text: 'first' }, { text: 'second' }]);
});

test('[N3] so does Undo on the page of the pen', async () => {
  const { notebook, keeper } = await afterSleep();
  const [first] = await notesOf(newNotebook({ team: notebook.team }));
  const note = first?.id ?? '';
  const stroke = { id: newStrokeId(notebook, note), photo: '', ink: 'ink', points: '1AAA' } as const;
  await addStroke(notebook, stroke, SITTING);
  await freezeConnectionOf(notebook);

  await keeper.attach(note, async () => {
    await freezeConnectionOf(notebook);
    await undo(notebook, SITTING, await stepsOnPage(notebook, note, ''));
  });
  await goOnWriting(keeper);

  expect(await notesOf(notebook)).toMatchObject([{ text: 'first' }, { text: 'second' }]);
});

test('[N3] a lesson is started on a tablet that has slept since its start card was opened', async () => {
  const notebook = newNotebook();
  await freezeConnectionOf(notebook);

  const sitting = await startSitting(notebook, { lesson: LESSON, member: 'maria', firstStage: 'study.1.a' });

  expect(await ownSittings(notebook, LESSON, 'maria')).toMatchObject([{ id: sitting }]);
});

test('[N3] a lesson is opened on a tablet that has slept, with its half-written note', async () => {
  const notebook = newNotebook();
  const keeper = await keeperOn(notebook);
  keeper.type('half a wo');
  await keeper.keepDraft();
  await freezeConnectionOf(notebook);

  expect((await keeperOn(notebook)).store.getState().note?.text).toBe('half a wo');
});

test('[N2] [N3] half-written words are kept again when sleep has frozen the spare drafts too', async () => {
  const { notebook, keeper } = await afterSleep();
  await freezeConnectionOf(notebook.spare);
  keeper.type('half a wo');
  await keeper.keepDraft();

  keeper.type('half a word');
  await keeper.keepDraft();

  expect(await readDraft(notebook, draftKey(SITTING))).toMatchObject({ note: { text: 'half a word' } });
});

test('[N3] whether there is something to take back is known also after sleep', async () => {
  const { notebook } = await afterSleep();
  const onKnown = vi.fn();

  const following = liveUndoable(notebook, SITTING).subscribe(onKnown, onKnown);

  await vi.waitFor(() => expect(onKnown).toHaveBeenCalledWith(true));
  following.unsubscribe();
});
