// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, test } from 'vitest';
import { SHOW_ALL } from '../../../src/domain/note-filter.ts';
import { setFilter } from '../../../src/features/review/filter-store.ts';
import { ReviewScreen } from '../../../src/features/review/review-screen.tsx';
import { commit, type Write } from '../../../src/notebook/commit.ts';
import type { Notebook } from '../../../src/notebook/database.ts';
import { OpenNotebookProvider } from '../../../src/notebook/notebook-context.tsx';
import { lessonRecord } from '../../../src/notebook/read-lesson.ts';
import { receive } from '../../../src/notebook/receive.ts';
import { addNote, deleteNote, editNote, setMatch } from '../../../src/notebook/write-lesson.ts';
import { textOfStroke } from '../../../src/domain/stroke-text.ts';
import { addStroke } from '../../../src/notebook/write-strokes.ts';
import { newNotebook } from '../../support/tablet.ts';

const LESSON = 'study.1';
const PEOPLE = { maria: 'Maria Evans', sam: 'Sam Dale', nia: 'Nia Price' } as const;

afterEach(() => {
  cleanup();
  setFilter(LESSON, SHOW_ALL);
  history.replaceState(null, '', '/');
});

async function reviewedLesson(notebook = newNotebook()): Promise<Notebook> {
  const rows: Write[] = [
    { table: 'studies', row: 'study', fields: { className: 'P5' } },
    { table: 'pupils', row: 'study.A', fields: { alias: 'Robin' } },
    { table: 'pupils', row: 'study.B', fields: { alias: 'Wren' } },
    { table: 'pupils', row: 'study.C', fields: { alias: 'Heron' } },
    { table: 'lessons', row: LESSON, fields: { title: 'Which piece is bigger?' } },
    { table: 'stages', row: `${LESSON}.starter`, fields: { order: 1, name: 'Starter', minutes: 5 } },
    { table: 'stages', row: `${LESSON}.task`, fields: { order: 2, name: 'Task', minutes: 15 } },
    { table: 'predictions', row: `${LESSON}.task.A`, fields: { text: 'Answers by rule' } },
    ...Object.entries(PEOPLE).map(([id, name]): Write => ({ table: 'members', row: id, fields: { name } })),
  ];
  await commit(notebook, rows);
  return notebook;
}

let notes = 0;
async function note(
  notebook: Notebook,
  fields: Partial<Parameters<typeof addNote>[1]> & { observer: keyof typeof PEOPLE; text: string },
) {
  const id = `${LESSON}.note${++notes}`;
  const where = { sitting: `${LESSON}.of-${fields.observer}`, stage: undefined, tags: [] };
  await addNote(notebook, { id, pupil: 'A', kind: 'did', atMs: notes * 1000, ...where, ...fields });
  return id;
}

async function openReview(notebook: Notebook, view: '' | '?view=notes' = '') {
  history.replaceState(null, '', `/studies/study/lessons/1/review${view}`);
  render(
    <OpenNotebookProvider value={{ notebook, me: 'maria', isDemo: false }}>
      <ReviewScreen lessonId={LESSON} />
    </OpenNotebookProvider>,
  );
  await screen.findByRole('heading', { level: 1 });
  if (view !== '') await screen.findByRole('list', { name: 'Notes in lesson time' });
}

const listed = () =>
  within(screen.getByRole('list', { name: 'Notes in lesson time' })).queryAllByRole('listitem');

describe('predicted and observed', () => {
  test('shows every note exactly once, also those about the class, without a stage, or of a stage that has gone', async () => {
    const notebook = await reviewedLesson();
    await note(notebook, { observer: 'maria', text: 'in its cell', stage: `${LESSON}.task` });
    await note(notebook, { observer: 'sam', text: 'same moment', stage: `${LESSON}.task`, atMs: 1000 });
    await note(notebook, { observer: 'nia', text: 'same moment', stage: `${LESSON}.task`, atMs: 1000 });
    await note(notebook, {
      observer: 'sam',
      text: 'about the class',
      pupil: 'class',
      stage: `${LESSON}.starter`,
    });
    await note(notebook, { observer: 'nia', text: 'before any stage', pupil: 'B' });
    await note(notebook, { observer: 'nia', text: 'stage has gone', pupil: 'C', stage: `${LESSON}.gone` });
    await note(notebook, {
      observer: 'maria',
      text: '',
      tags: ['tag only'],
      pupil: 'C',
      stage: `${LESSON}.starter`,
    });

    await openReview(notebook);

    await screen.findByText('7 notes from 3 observers');
    await screen.findByRole('group', { name: 'Heron in Without a stage' });
    const cell = (name: string) => within(screen.getByRole('group', { name }));
    expect(cell('Robin in 2 Task').getAllByText('same moment')).toHaveLength(2);
    cell('Robin in 2 Task').getByText('in its cell');
    cell('Class in 1 Starter').getByText('about the class');
    cell('Wren in Without a stage').getByText('before any stage');
    cell('Heron in Without a stage').getByText('stage has gone');
    cell('Heron in 1 Starter').getByText('tag only');
    const all = screen.getAllByRole('group').flatMap((each) => within(each).queryAllByRole('img'));
    expect(all).toHaveLength(7);
  });

  test('shows the prediction, the marks of the observers, and what the team agrees on it', async () => {
    const notebook = await reviewedLesson();
    await note(notebook, { observer: 'sam', text: 'asks Wren', stage: `${LESSON}.task` });
    const mark = { stage: `${LESSON}.task`, letter: 'A', undoScope: 'x' } as const;
    await setMatch(notebook, { ...mark, member: 'sam', value: 'not' });
    await setMatch(notebook, { ...mark, member: 'nia', value: 'partly' });
    await setMatch(notebook, { ...mark, member: 'maria', value: 'as' });
    await setMatch(notebook, { ...mark, member: 'maria', value: '' });
    await openReview(notebook);
    const cell = within(await screen.findByRole('group', { name: 'Robin in 2 Task' }));
    cell.getByText('Answers by rule');
    expect(cell.getByRole('list', { name: 'Observers’ marks' }).textContent).toBe(
      'Nia Price: PartlySam Dale: Not',
    );

    act(() => cell.getByRole('button', { name: 'Choose together…' }).click());
    act(() => cell.getByRole('button', { name: 'Not as predicted' }).click());
    const remark = cell.getByLabelText('Remark');
    fireEvent.change(remark, { target: { value: 'went further' } });
    fireEvent.blur(remark);

    await cell.findByRole('button', { name: 'Not as predicted · went further' });
    const { verdicts } = await lessonRecord(notebook, LESSON);
    expect(verdicts.get('task.A')).toMatchObject({ value: 'not', remark: 'went further' });
  });

  test('shows a note of a colleague as soon as it arrives', async () => {
    const notebook = await reviewedLesson();
    await openReview(notebook);
    await screen.findByText('No notes in this lesson yet');

    await note(notebook, { observer: 'nia', text: 'just in', stage: `${LESSON}.task` });

    await screen.findByText('just in');
    await screen.findByText('1 note from 1 observer');
  });

  test('[M3] shows both wordings that crossed, and [M4] marks a note that came back', async () => {
    const phone = await reviewedLesson(newNotebook({ device: 'dphone' }));
    const laptop = await reviewedLesson(newNotebook({ device: 'dlaptop', seed: 2 }));
    const id = await note(phone, { observer: 'maria', text: 'rubs out', stage: `${LESSON}.task` });
    await receive(
      laptop,
      (await phone.outbox.toArray()).flatMap(({ changes }) => changes),
    );
    await laptop.outbox.clear();
    await editNote(phone, id, { text: 'rubs out twice' });
    await editNote(laptop, id, { text: 'rubs out and sighs' });
    await deleteNote(phone, id);
    await receive(
      phone,
      (await laptop.outbox.toArray()).flatMap(({ changes }) => changes),
    );

    await openReview(phone);

    await screen.findByText('restored');
    const words = screen.getByRole('group', { name: 'Robin in 2 Task' }).textContent;
    expect(words).toContain('rubs out twice');
    expect(words).toContain('rubs out and sighs');
  });
});

describe('all notes', () => {
  test('stand in lesson time with pupil, kind, words, tags, stage and observer', async () => {
    const notebook = await reviewedLesson();
    await note(notebook, {
      observer: 'sam',
      text: 'second',
      atMs: 125_000,
      kind: 'said',
      tags: ['waits'],
      stage: `${LESSON}.task`,
    });
    await note(notebook, { observer: 'nia', text: 'first', atMs: 61_000, pupil: 'class' });
    await note(notebook, { observer: 'nia', text: 'third', atMs: 3_000_000, afterLesson: true });

    await openReview(notebook, '?view=notes');

    await screen.findByText('3 of 3 notes');
    const [first, second, third] = listed().map((item) => item.textContent ?? '');
    expect(first).toMatch(/1:01.*Did.*first.*Nia Price.*Without a stage/);
    expect(second).toMatch(/2:05.*Said.*second.*waits.*Sam Dale.*2 Task/);
    expect(third).toMatch(/50:00.*third.*after the lesson/);
  });

  test('are chosen by pupil, stage, observer and kind, and all come back', async () => {
    const notebook = await reviewedLesson();
    await note(notebook, { observer: 'sam', text: 'Robin said', kind: 'said', stage: `${LESSON}.task` });
    await note(notebook, {
      observer: 'sam',
      text: 'Wren said',
      kind: 'said',
      pupil: 'B',
      stage: `${LESSON}.task`,
    });
    await note(notebook, { observer: 'nia', text: 'Robin did', stage: `${LESSON}.starter` });
    await note(notebook, { observer: 'nia', text: 'class did', pupil: 'class' });
    await openReview(notebook, '?view=notes');
    await screen.findByText('4 of 4 notes');
    const press = (name: string) => act(() => screen.getByRole('button', { name }).click());
    const texts = () =>
      listed().map((item) => /(Robin|Wren|class) (said|did)/.exec(item.textContent ?? '')?.[0]);

    press('Robin');
    await screen.findByText('2 of 4 notes');
    // The count answers the press; the notes follow in the frames after it.
    await waitFor(() => expect(texts()).toEqual(['Robin said', 'Robin did']));
    expect(screen.getByRole('button', { name: 'Robin' }).getAttribute('aria-pressed')).toBe('true');
    press('Wren');
    await screen.findByText('3 of 4 notes');
    press('Sam Dale');
    await screen.findByText('2 of 4 notes');
    press('Did');
    const none = await screen.findByText('No note fits all that is chosen above.');
    // Where one looks for the notes, and not only far up beside the chips.
    act(() => within(none.parentElement!).getByRole('button', { name: 'Show all' }).click());
    await screen.findByText('4 of 4 notes');
    press('Without a stage');

    await waitFor(() => expect(texts()).toEqual(['class did']));
  });

  test.each([
    ['script', '<img src=x onerror="alert(1)"><script>alert(1)</script>'],
    ['right to left', 'قال: «النصف أكبر» — then שלום'],
    ['very long', 'ŵ😀'.repeat(6600)],
  ])('show every character as typed: %s', async (_, text) => {
    const notebook = await reviewedLesson();
    await note(notebook, { observer: 'sam', text });

    await openReview(notebook, '?view=notes');

    await screen.findByText('1 of 1 note');
    expect(listed()[0]?.textContent).toContain(text);
    expect(document.querySelector('ol script, ol img')).toBeNull();
  });

  test('name an observer whose own row has not arrived yet', async () => {
    const notebook = await reviewedLesson();
    await note(notebook, { observer: 'unknown' as 'sam', text: 'early' });

    await openReview(notebook, '?view=notes');

    await screen.findByText('1 of 1 note');
    expect(listed()[0]?.textContent).toContain('Somebody');
  });
});

describe('a drawing', () => {
  const line = textOfStroke([
    { x: 1000, y: 1000, pressure: 0.5 },
    { x: 4000, y: 2000, pressure: 0.5 },
  ]);

  test.each(['', '?view=notes'] as const)(
    'stands under its note and is shown large at a tap, in the view "%s"',
    async (view) => {
      const notebook = await reviewedLesson();
      const drawnOn = await note(notebook, { observer: 'sam', text: 'two bars', stage: `${LESSON}.task` });
      await note(notebook, { observer: 'sam', text: 'without', stage: `${LESSON}.task` });
      for (const [index, points] of [line, line, 'damaged'].entries()) {
        const stroke = { id: `${drawnOn}.${index}`, photo: '', ink: 'ink', points } as const;
        await addStroke(notebook, stroke, 'sitting');
      }
      await openReview(notebook, view);

      const small = await screen.findByRole('button', { name: 'Drawing, 2 strokes: show large' });
      expect(screen.getAllByRole('button', { name: /^Drawing/ })).toHaveLength(1);
      act(() => small.click());

      const large = screen.getByRole('dialog', { name: 'Drawing, 2 strokes' });
      expect(large.querySelectorAll('path')).toHaveLength(2);
      act(() => within(large).getByRole('button', { name: 'Close' }).click());
      expect(screen.queryByRole('dialog')).toBeNull();
    },
  );
});
