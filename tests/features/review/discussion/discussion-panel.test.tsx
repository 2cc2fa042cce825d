// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import * as Y from 'yjs';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { DiscussionPanel } from '../../../../src/features/review/discussion/discussion-panel.tsx';
import { turnNames } from '../../../../src/features/review/names-off.ts';
import type { Review } from '../../../../src/features/review/use-review.ts';
import { useReview } from '../../../../src/features/review/use-review.ts';
import { ChangedSince } from '../../../../src/features/plan/changed-since.tsx';
import type { Lesson } from '../../../../src/domain/study.ts';
import { commit, type Write } from '../../../../src/notebook/commit.ts';
import type { Notebook } from '../../../../src/notebook/database.ts';
import { OpenNotebookProvider } from '../../../../src/notebook/notebook-context.tsx';
import { discussionRecord } from '../../../../src/notebook/read-discussion.ts';
import { lessonMinutes } from '../../../../src/notebook/read-minutes.ts';
import { lessonPlan } from '../../../../src/notebook/read-study.ts';
import { receive } from '../../../../src/notebook/receive.ts';
import { addMinutes } from '../../../../src/notebook/write-minutes.ts';
import { addPoint, carryPoints, updatePoint } from '../../../../src/notebook/write-points.ts';
import { removeAgendaItem, updateAgendaItem } from '../../../../src/notebook/write-discussion.ts';
import { addNote } from '../../../../src/notebook/write-lesson.ts';
import { newNotebook } from '../../../support/tablet.ts';

const LESSON = 'study.1';
afterEach(() => {
  cleanup();
  turnNames('on');
  vi.restoreAllMocks();
});

async function reviewed(notebook = newNotebook()): Promise<Notebook> {
  await commit(notebook, [
    { table: 'studies', row: 'study', fields: { className: 'P5' } },
    { table: 'pupils', row: 'study.A', fields: { alias: 'Aled' } },
    { table: 'pupils', row: 'study.B', fields: { alias: 'Bethan' } },
    { table: 'lessons', row: LESSON, fields: { title: 'Which piece is bigger?' } },
    { table: 'members', row: 'nia', fields: { name: 'Nia Price' } },
    { table: 'members', row: 'sam', fields: { name: 'Sam Dale' } },
  ]);
  return notebook;
}

async function note(notebook: Notebook, id: string, text: string, pupil: 'A' | 'B' = 'A') {
  await addNote(notebook, {
    id: `${LESSON}.${id}`,
    sitting: undefined,
    observer: 'nia',
    pupil,
    stage: undefined,
    atMs: 61_000,
    kind: 'said',
    text,
    tags: [],
  });
}

function Panel() {
  const review = useReview(LESSON);
  return review ? <DiscussionPanel review={review as Review} /> : null;
}

function open(notebook: Notebook) {
  return render(
    <OpenNotebookProvider value={{ notebook, me: 'sam', isDemo: false }}>
      <Panel />
    </OpenNotebookProvider>,
  );
}

const press = (name: string | RegExp) => act(() => screen.getByRole('button', { name }).click());
const titles = () =>
  within(screen.getByRole('list', { name: 'Running order' }))
    .getAllByRole('heading', { level: 3 })
    .map((heading) => heading.textContent);
const field = (name: string) => screen.findByRole<HTMLTextAreaElement>('textbox', { name });
function type(into: HTMLTextAreaElement, text: string) {
  act(() => into.focus());
  fireEvent.input(into, { target: { value: into.value + text } });
}
const sentBy = async (notebook: Notebook) =>
  (await notebook.outbox.toArray()).flatMap(({ changes }) => changes);

async function opened(notebook: Notebook) {
  open(notebook);
  await screen.findByRole('button', { name: /Pupils first/ });
  press(/Pupils first/);
  await screen.findByRole('list', { name: 'Running order' });
}

describe('the running order', () => {
  test('begins with a preset that names the pupils, and takes another without losing what was written', async () => {
    const notebook = await reviewed();
    await opened(notebook);
    expect(titles()).toEqual([
      'What did Aled learn? Was it enough?',
      'What did Bethan learn? Was it enough?',
      'What did pupil C learn? Was it enough?',
      'Which pattern goes beyond the three?',
      'What did our approach do for their learning?',
      'What surprised us?',
      'What will we do next time?',
    ]);
    const surprises = await field('What surprised us?');
    type(surprises, 'The quiet one');
    act(() => surprises.blur());
    await waitFor(async () => expect(await lessonMinutes(notebook, LESSON)).toHaveLength(1));

    press(/Teacher first/);

    await waitFor(() =>
      expect(titles()).toEqual([
        'What did the teacher of the lesson notice?',
        'What did the rest of the team see?',
        'What do our notes and the pupils’ work tell us?',
        'What does our guest add?',
        'What surprised us?',
      ]),
    );
    expect((await field('What surprised us?')).value).toBe('The quiet one');
    expect(screen.queryByText(/Taken away by somebody/)).toBeNull();
  });

  test('asks about the pupils that are left each in their own colour after one was deleted for everyone', async () => {
    const notebook = await reviewed();
    await commit(notebook, [
      { table: 'erasures', row: 'study.B', fields: { scope: 'study.B', erasedBy: 'sam', erasedAt: 1 } },
    ]);

    await opened(notebook);

    const subjects = screen
      .getAllByRole('listitem')
      .flatMap(({ dataset }) => (dataset['item'] === undefined ? [] : [dataset['subject']]));
    expect(titles().slice(0, 3)).toEqual([
      'What did Aled learn? Was it enough?',
      'What did pupil C learn? Was it enough?',
      'Which pattern goes beyond the three?',
    ]);
    expect(subjects.slice(0, 3)).toEqual(['A', 'C', 'class']);
  });

  test('keeps the pupils’ names when it is chosen while names are off', async () => {
    const notebook = await reviewed();
    turnNames('off');
    await opened(notebook);

    const { agenda } = await discussionRecord(notebook, LESSON);

    expect(agenda.slice(0, 3).map(({ title }) => title)).toEqual([
      'What did Aled learn? Was it enough?',
      'What did Bethan learn? Was it enough?',
      'What did pupil C learn? Was it enough?',
    ]);
    expect(titles()[0]).toBe('What did Pupil A learn? Was it enough?');
  });

  test('is chaired and written by who is in the team; whoever was removed stays where they were chosen', async () => {
    const notebook = await reviewed();
    await opened(notebook);
    fireEvent.change(screen.getByLabelText('Chair'), { target: { value: 'nia' } });
    await screen.findByText('Chair Nia Price');

    await act(() => commit(notebook, [{ table: 'members', row: 'nia', fields: { removed: true } }]));

    const choices = (label: string) =>
      within(screen.getByLabelText(label))
        .getAllByRole('option')
        .map((option) => option.textContent);
    await waitFor(() => expect(choices('Scribe')).toEqual(['Nobody yet', 'Sam Dale']));
    expect(choices('Chair')).toEqual(['Nobody yet', 'Nia Price', 'Sam Dale']);
  });

  test('[M1] is the same on two tablets that chose the same preset apart, with nothing to settle', async () => {
    const phone = await reviewed(newNotebook({ device: 'dphone' }));
    const laptop = await reviewed(newNotebook({ device: 'dlaptop', seed: 2 }));
    await opened(phone);
    cleanup();
    await opened(laptop);
    const fromPhone = await sentBy(phone);
    await act(() => receive(laptop, fromPhone));

    const { agenda } = await discussionRecord(laptop, LESSON);

    expect(agenda).toHaveLength(7);
    act(() => screen.getByRole('button', { name: 'What surprised us?' }).click());
    press('Change: What surprised us?');
    expect(screen.queryByText(/Two people wrote here/)).toBeNull();
  });

  test('takes own items, reworded, moved by buttons and removed, which can be undone', async () => {
    const notebook = await reviewed();
    await opened(notebook);

    press('Add an item');
    const wording = await field('Wording of the item');
    fireEvent.change(wording, { target: { value: 'Where do we not agree?' } });
    fireEvent.blur(wording);
    await waitFor(() => expect(titles().at(-1)).toBe('Where do we not agree?'));
    press('Move earlier: Where do we not agree?');
    await waitFor(() => expect(titles().at(-2)).toBe('Where do we not agree?'));
    press('Remove item');
    await waitFor(() => expect(titles()).not.toContain('Where do we not agree?'));
    await waitFor(() => expect(document.activeElement?.textContent).toBe('Undo'));
    press('Undo');

    await waitFor(() => expect(titles()).toContain('Where do we not agree?'));
  });

  test('[M3] shows both wordings of a question that two reworded at once', async () => {
    const phone = await reviewed(newNotebook({ device: 'dphone' }));
    await opened(phone);
    cleanup();
    const laptop = newNotebook({ device: 'dlaptop', seed: 2 });
    await receive(laptop, await sentBy(phone));
    const item = `${LESSON}.pupils6`;
    await laptop.outbox.clear();
    await updateAgendaItem(laptop, item, { title: 'What did nobody expect?' });
    await updateAgendaItem(phone, item, { title: 'What surprised each of us?' });
    await receive(phone, await sentBy(laptop));

    open(phone);
    await screen.findByRole('list', { name: 'Running order' });
    const [shown = ''] = titles().filter((title) => /expect|surprised/.test(title ?? ''));
    act(() => screen.getByRole('button', { name: shown ?? '' }).click());
    press(`Change: ${shown}`);

    const both = (await screen.findByText(/Two people wrote here/)).closest('li')?.textContent;
    expect(both).toContain('What did nobody expect?');
    expect(both).toContain('What surprised each of us?');
  });

  test('counts the time of one item at a time, by a start that all tablets share', async () => {
    let now = 1_700_000_000_000;
    const notebook = await reviewed(newNotebook({ now: () => now }));
    await opened(notebook);
    act(() => screen.getByRole('button', { name: /What did Aled learn/ }).click());
    press(/Start the time for: What did Aled/);
    await screen.findByText('0 of 8 min');
    now += 3 * 60_000;

    act(() => screen.getByRole('button', { name: 'What surprised us?' }).click());
    press('Start the time for: What surprised us?');

    await screen.findByText('3 of 8 min');
    const { agenda } = await discussionRecord(notebook, LESSON);
    expect(agenda.filter(({ startedAt }) => startedAt !== null).map(({ id }) => id)).toEqual([
      `${LESSON}.pupils6`,
    ]);
    now += 5 * 60_000;
    press('Stop the time for: What surprised us?');
    await screen.findByText('2 min over');
  });
});

describe('the minutes', () => {
  test('are on disk with what was typed, and are read again by the next page', async () => {
    const notebook = await reviewed();
    await opened(notebook);
    type(await field('What surprised us?'), 'Carys spoke first');
    cleanup();
    await waitFor(async () => expect(await lessonMinutes(notebook, LESSON)).toHaveLength(1));

    open(notebook);

    await waitFor(async () => expect((await field('What surprised us?')).value).toBe('Carys spoke first'));
  });

  test('what is typed within a third of a second is one row, and leaving the field writes at once', async () => {
    const notebook = await reviewed();
    await opened(notebook);
    const surprises = await field('What surprised us?');
    for (const letter of 'Carys') type(surprises, letter);

    act(() => surprises.blur());

    await waitFor(async () => expect(await lessonMinutes(notebook, LESSON)).toHaveLength(1));
    expect((await sentBy(notebook)).filter(({ table }) => table === 'minutes')).toHaveLength(1);
  });

  test('a damaged row is named and left out, and the rest of the text stands', async () => {
    const notebook = await reviewed();
    await opened(notebook);
    cleanup();
    const doc = new Y.Doc();
    doc.getText('text').insert(0, 'sound words');
    const update = Y.encodeStateAsUpdate(doc);
    const item = `${LESSON}.pupils6`;
    await addMinutes(notebook, `${item}.sound`, update);
    await addMinutes(notebook, `${item}.cut`, update.slice(0, -7));
    await addMinutes(
      notebook,
      `${item}.noise`,
      Uint8Array.from({ length: 40 }, (_, at) => (at * 89) % 256),
    );
    await commit(notebook, [{ table: 'minutes', row: `${item}.text`, fields: { update: '%%%' } }]);
    const warned = vi.spyOn(console, 'warn').mockImplementation(() => undefined);

    open(notebook);

    await waitFor(async () => expect((await field('What surprised us?')).value).toBe('sound words'));
    const named = warned.mock.calls.map(([words]) => String(words));
    for (const row of ['cut', 'noise', 'text'])
      expect(named.some((words) => words.includes(`${item}.${row}`))).toBe(true);
  });

  test('a thousand steps of an hour’s discussion are read as one text', async () => {
    const notebook = await reviewed();
    await opened(notebook);
    cleanup();
    const doc = new Y.Doc();
    const rows: Write[] = [];
    doc.on('update', (update: Uint8Array) => {
      const row = `${LESSON}.pupils6.step${rows.length}`;
      rows.push({ table: 'minutes', row, fields: { update: Buffer.from(update).toString('base64') } });
    });
    for (let step = 0; step < 1_000; step++) doc.getText('text').insert(step * 2, 'w ');
    await commit(notebook, rows.toReversed());

    open(notebook);

    await waitFor(async () => expect((await field('What surprised us?')).value).toBe('w '.repeat(1_000)));
  });

  test('words typed into an item that a colleague took away bring it back', async () => {
    const phone = await reviewed(newNotebook({ device: 'dphone' }));
    await opened(phone);
    const laptop = newNotebook({ device: 'dlaptop', seed: 2 });
    await receive(laptop, await sentBy(phone));
    await laptop.outbox.clear();
    await removeAgendaItem(laptop, `${LESSON}.pupils6`);
    const surprises = await field('What surprised us?');
    type(surprises, 'still here');
    act(() => surprises.blur());
    await waitFor(async () => expect(await lessonMinutes(phone, LESSON)).toHaveLength(1));

    const removal = await sentBy(laptop);
    await act(() => receive(phone, removal));

    await screen.findByText(/Taken away by somebody who had not seen these words/);
    expect((await field('What surprised us?')).value).toBe('still here');
  });

  test('words that arrive for an item that was taken away here bring it back while one looks', async () => {
    const notebook = await reviewed();
    await opened(notebook);
    const item = `${LESSON}.pupils6`;
    await act(() => removeAgendaItem(notebook, item));
    await waitFor(() => expect(titles()).not.toContain('What surprised us?'));
    const doc = new Y.Doc();
    doc.getText('text').insert(0, 'written on the bus');

    await act(() => addMinutes(notebook, `${item}.colleague`, Y.encodeStateAsUpdate(doc)));

    expect((await field('What surprised us?')).value).toBe('written on the bus');
  });
});

describe('a cited note', () => {
  test('is found by its words, cited by a tap, shown with initials and time, and taken away again', async () => {
    const notebook = await reviewed();
    await note(notebook, 'one', 'Three is bigger than two');
    await note(notebook, 'two', 'Lays the strips side by side', 'B');
    await opened(notebook);
    act(() => screen.getByRole('button', { name: /What did Bethan learn/ }).click());
    press(/Cite notes under: What did Bethan/);
    const picks = () => within(screen.getByRole('list', { name: 'Notes to cite' })).getAllByRole('button');
    expect(picks().map((pick) => pick.textContent)).toEqual([
      expect.stringContaining('Lays the strips'),
      expect.stringContaining('Three is bigger'),
    ]);

    fireEvent.change(screen.getByLabelText('Search the notes of this lesson'), {
      target: { value: 'bigger THREE' },
    });
    await waitFor(() => expect(picks()).toHaveLength(1));
    act(() => picks()[0]?.click());

    const cited = await screen.findByRole('list', { name: 'Cited notes' });
    expect(cited.textContent).toContain('NP');
    expect(cited.textContent).toContain('1:01');
    expect(picks()[0]?.getAttribute('aria-pressed')).toBe('true');
    press('Take away the note: Three is bigger than two');
    await waitFor(() => expect(screen.queryByRole('list', { name: 'Cited notes' })).toBeNull());
  });

  test('is found as the search finds: without its accents, and by the beginnings of its words', async () => {
    const notebook = await reviewed();
    await note(notebook, 'one', 'Gofyn i Si\u00e2n am help');
    await note(notebook, 'two', 'Lays the strips side by side');
    await opened(notebook);
    act(() => screen.getByRole('button', { name: /What did Aled learn/ }).click());
    press(/Cite notes under: What did Aled/);

    fireEvent.change(screen.getByLabelText('Search the notes of this lesson'), {
      target: { value: 'sian' },
    });

    const picks = () => within(screen.getByRole('list', { name: 'Notes to cite' })).queryAllByRole('button');
    await waitFor(() => expect(picks()).toHaveLength(1));
    expect(picks()[0]?.textContent).toContain('Si\u00e2n');
  });

  test('cited by two at once stands once', async () => {
    const notebook = await reviewed();
    await note(notebook, 'one', 'Three is bigger than two');
    await opened(notebook);
    const row = `${LESSON}.pupils1.one`;
    await act(() => commit(notebook, [{ table: 'citations', row, fields: { cites: true, citedAt: 1 } }]));
    await act(() => commit(notebook, [{ table: 'citations', row, fields: { cites: true, citedAt: 2 } }]));

    expect(
      within(await screen.findByRole('list', { name: 'Cited notes' })).getAllByRole('listitem'),
    ).toHaveLength(1);
  });
});

describe('actions and points', () => {
  test('an action has words, an owner, a date, and is done', async () => {
    const notebook = await reviewed();
    await opened(notebook);
    press('Add an action');
    const words = await field('Action 1');
    fireEvent.change(words, { target: { value: 'Write stem cards' } });
    fireEvent.blur(words);
    fireEvent.change(screen.getByLabelText('Who'), { target: { value: 'nia' } });
    fireEvent.change(screen.getByLabelText('By'), { target: { value: '2026-11-30' } });
    fireEvent.blur(screen.getByLabelText('By'));
    act(() => screen.getByRole('checkbox', { name: 'Done' }).click());

    await waitFor(async () =>
      expect((await discussionRecord(notebook, LESSON)).actions).toMatchObject([
        { text: 'Write stem cards', owner: 'nia', due: '2026-11-30', done: true },
      ]),
    );
  });

  test('points are carried by one press, add the next lesson when there is none, and are carried once', async () => {
    const notebook = await reviewed();
    await opened(notebook);
    press('Add a point');
    const first = await field('Point 1');
    fireEvent.change(first, { target: { value: 'Reason first, then answer.' } });
    fireEvent.blur(first);
    await screen.findByText(/Lesson 2 will be added to the study/);

    press('Carry 1 point into Lesson 2');

    await screen.findByText(/1 point stands in the plan of Lesson 2/);
    expect(screen.queryByRole('button', { name: /^Carry/ })).toBeNull();
    const before = await sentBy(notebook);
    await carryPoints(notebook, LESSON);
    expect(await sentBy(notebook)).toHaveLength(before.length);
    expect((await lessonPlan(notebook, 'study.2'))?.lesson.id).toBe('study.2');
  });

  test('carried points stand in the next plan with where they come from, live', async () => {
    const notebook = await reviewed();
    const id = await addPoint(notebook, LESSON, 'Strips stay out');
    await addPoint(notebook, LESSON, 'Doubter role');
    await carryPoints(notebook, LESSON);
    await addPoint(notebook, LESSON, 'Not carried yet');
    const plan = await lessonPlan(notebook, 'study.2');
    render(
      <OpenNotebookProvider value={{ notebook, me: 'sam', isDemo: false }}>
        <ChangedSince lesson={plan?.lesson as Lesson} />
      </OpenNotebookProvider>,
    );
    const points = await screen.findByRole('region', { name: 'From the review of Lesson 1' });

    await act(() => updatePoint(notebook, id, 'Strips stay out to the end'));

    await waitFor(() => expect(points.textContent).toContain('Strips stay out to the end'));
    expect(points.textContent).toContain('Doubter role');
    expect(points.textContent).toContain('from the review, 2 points');
    expect(points.textContent).not.toContain('Not carried yet');
  });

  test('after the last lesson they are for the findings', async () => {
    const notebook = await reviewed();
    await commit(notebook, [{ table: 'studies', row: 'study', fields: { status: 'finished' } }]);
    await opened(notebook);
    press('Add a point');
    const first = await field('Point 1');
    fireEvent.change(first, { target: { value: 'Try it in another topic' } });
    fireEvent.blur(first);

    await screen.findByText(/these points are for the findings/);
    expect(screen.queryByRole('button', { name: /^Carry/ })).toBeNull();
  });
});

describe('a tap that the tablet does not take', () => {
  /** Taps while the disk refuses: the words stand there then, and go with the next tap that is saved. */
  async function refuses(notebook: Notebook, tap: () => void) {
    const warned = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    const broken = vi.spyOn(notebook, 'transaction').mockRejectedValue(new Error('full'));
    act(tap);
    const said = await screen.findByRole('alert');
    expect(said.textContent).toContain('could not be saved on this tablet');
    broken.mockRestore();
    act(tap);
    await waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
    warned.mockRestore();
  }
  const click = (name: string) => () => screen.getByRole('button', { name }).click();
  const choose = (label: string, value: string) => () =>
    void fireEvent.change(screen.getByLabelText(label), { target: { value } });

  test('is told beside it: actions and who does them, points, items, who chairs, the time of an item', async () => {
    const notebook = await reviewed();
    await opened(notebook);

    await refuses(notebook, click('Add an action'));
    await field('Action 1');
    await refuses(notebook, choose('Who', 'nia'));
    await waitFor(() => expect(screen.getByLabelText<HTMLSelectElement>('Who').value).toBe('nia'));
    await refuses(notebook, click('Add a point'));
    await refuses(notebook, choose('Chair', 'sam'));
    press('What surprised us?');
    await refuses(notebook, click('Start the time for: What surprised us?'));
    await refuses(notebook, click('Add an item'));
  });

  test('leaves the date that was chosen in its field, and says that it is not saved', async () => {
    const notebook = await reviewed();
    await opened(notebook);
    press('Add an action');
    await field('Action 1');
    vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    vi.spyOn(notebook, 'transaction').mockRejectedValue(new Error('full'));

    const due = screen.getByLabelText<HTMLInputElement>('By');
    fireEvent.change(due, { target: { value: '2026-11-30' } });
    fireEvent.blur(due);

    await screen.findByText(/Your words are still here/);
    expect(due.value).toBe('2026-11-30');
  });
});
