// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { SHOW_ALL } from '../../../src/domain/note-filter.ts';
import { setFilter } from '../../../src/features/review/filter-store.ts';
import { turnNames } from '../../../src/features/review/names-off.ts';
import { ReviewScreen } from '../../../src/features/review/review-screen.tsx';
import { Marks } from '../../../src/features/review/timeline-marks.tsx';
import { SearchScreen } from '../../../src/features/review/search-screen.tsx';
import { commit, type Write } from '../../../src/notebook/commit.ts';
import type { Notebook } from '../../../src/notebook/database.ts';
import { OpenNotebookProvider } from '../../../src/notebook/notebook-context.tsx';
import { discussionRecord } from '../../../src/notebook/read-discussion.ts';
import { lessonRecord } from '../../../src/notebook/read-lesson.ts';
import { addMinutes } from '../../../src/notebook/write-minutes.ts';
import { ReadOnlyContext } from '../../../src/ui/read-only.ts';
import { newNotebook } from '../../support/tablet.ts';

const LESSON = 'study.1';

afterEach(() => {
  cleanup();
  setFilter(LESSON, SHOW_ALL);
  turnNames('on');
  history.replaceState(null, '', '/');
});

const note = (id: string, fields: object): Write => ({
  table: 'notes',
  row: `${LESSON}.${id}`,
  fields: { kind: 'did', pupil: 'A', stage: 'task', tags: [], ...fields },
});

async function watchedLesson(): Promise<Notebook> {
  const notebook = newNotebook();
  const member = (row: string, name: string): Write => ({ table: 'members', row, fields: { name } });
  const sitting = (of: string, startedAt: number): Write => ({
    table: 'sittings',
    row: `${LESSON}.sit-${of}`,
    fields: { member: of, device: 'd', startedAt, endedMs: 1_200_000 },
  });
  const match = (of: string, value: string): Write => ({
    table: 'matches',
    row: `${LESSON}.task.A.${of}`,
    fields: { value },
  });
  await commit(notebook, [
    { table: 'studies', row: 'study', fields: { title: 'Saying why' } },
    ...['Robin', 'Wren', 'Heron'].map((alias, at): Write => ({
      table: 'pupils',
      row: `study.${'ABC'[at]}`,
      fields: { alias },
    })),
    { table: 'lessons', row: LESSON, fields: { title: 'Which piece is bigger?' } },
    { table: 'stages', row: `${LESSON}.starter`, fields: { order: 1, name: 'Starter' } },
    { table: 'stages', row: `${LESSON}.task`, fields: { order: 2, name: 'Task' } },
    { table: 'predictions', row: `${LESSON}.task.A`, fields: { text: 'Robin answers by rule' } },
    { table: 'predictions', row: `${LESSON}.task.B`, fields: { text: 'Wren waits' } },
    member('maria', 'Maria Evans'),
    member('sam', 'Sam Dale'),
    sitting('maria', 1000),
    sitting('sam', 2000),
    match('maria', 'as'),
    match('sam', 'not'),
    note('n1', {
      observer: 'maria',
      sitting: 'sit-maria',
      atMs: 60_000,
      text: 'Robin lays strips',
      tags: ['talk'],
    }),
    note('n2', { observer: 'sam', sitting: 'sit-sam', atMs: 30_000, text: 'quarters first', kind: 'said' }),
    note('n3', {
      observer: 'sam',
      sitting: 'sit-sam',
      atMs: 90_000,
      text: 'waits',
      pupil: 'B',
      starred: true,
    }),
    note('n4', {
      observer: 'maria',
      sitting: 'sit-maria',
      atMs: 90_500,
      text: 'Does she see it?',
      pupil: 'C',
      kind: 'wonder',
    }),
  ]);
  return notebook;
}

async function open(notebook: Notebook, view = ''): Promise<void> {
  history.replaceState(null, '', `/studies/study/lessons/1/review${view}`);
  render(
    <OpenNotebookProvider value={{ notebook, me: 'maria', isDemo: false }}>
      <ReviewScreen lessonId={LESSON} />
    </OpenNotebookProvider>,
  );
  await screen.findByRole('heading', { level: 1 });
}

const press = (name: string) => act(() => screen.getByRole('button', { name }).click());
/** What a filter leaves out stays drawn. */
const inSight = (text: string) => screen.getByText(text).closest('[hidden]') === null;
const listed = async () =>
  within(await screen.findByRole('list', { name: 'Notes in lesson time' }))
    .getAllByRole('listitem')
    .map(({ textContent }) => textContent ?? '');

describe('filters', () => {
  test('stay when another view is opened', async () => {
    await open(await watchedLesson());
    await screen.findByText('Robin lays strips');
    press('Show only');
    press('Starred only');
    await screen.findByText('1 of 4 notes');
    expect(inSight('Robin lays strips')).toBe(false);
    expect(inSight('waits')).toBe(true);

    act(() => screen.getByRole('link', { name: 'All notes' }).click());

    expect(await listed()).toEqual([expect.stringContaining('waits')]);
  });

  test('leave the cells of the grid in which something was a surprise, or seen differently', async () => {
    await open(await watchedLesson());
    await screen.findByRole('group', { name: 'Wren in 2 Task' });

    press('Surprises only');

    expect(screen.queryByRole('group', { name: 'Wren in 2 Task' })).toBeNull();
    screen.getByRole('group', { name: 'Robin in 2 Task' });
    expect(screen.queryByRole('heading', { name: '1 Starter' })).toBeNull();
  });

  test('that were taken back bring everything back, as it was drawn before', async () => {
    await open(await watchedLesson());
    const before = await screen.findByText('Robin lays strips');

    press('Show only');
    press('Starred only');
    press('Show all');

    expect(inSight('Robin lays strips')).toBe(true);
    expect(screen.getByText('Robin lays strips')).toBe(before);
    screen.getByRole('heading', { name: '1 Starter' });
  });

  test('that were taken back leave the keyboard beside where the button was', async () => {
    await open(await watchedLesson());
    await screen.findByText('Robin lays strips');
    press('Surprises only');

    screen.getByRole('button', { name: 'Show all' }).focus();
    press('Show all');

    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Show only' }));
  });
});

describe('the timeline', () => {
  test('marks that would cover each other become one form without letters, and the others keep theirs', async () => {
    const record = await lessonRecord(await watchedLesson(), LESSON);
    const [first] = record.notes;
    const marks = [60_000, 600_000, 601_000, 602_000, 603_000, 604_000].map((atMs) => ({
      note: { ...first!, kind: 'work' as const },
      subject: 'A' as const,
      atMs,
      y: 20,
    }));

    render(
      <svg>
        <Marks marks={marks} width={1000} fromMs={0} toMs={1_200_000} />
      </svg>,
    );

    const [crowd, apart] = document.querySelectorAll('path');
    expect(crowd?.getAttribute('d')?.match(/M/g)).toHaveLength(5);
    expect(apart?.getAttribute('d')?.match(/M/g)).toHaveLength(1);
    expect(document.querySelector('text')?.textContent).toBe('A');
  });

  test('goes from note to note with the arrows, in time, and shows the two minutes around', async () => {
    await open(await watchedLesson(), '?view=timeline');
    const slider = await screen.findByRole('slider', { name: 'Notes along the lesson' });
    expect(slider.getAttribute('aria-valuetext')).toBe('No note chosen');

    fireEvent.keyDown(slider, { key: 'ArrowRight' });
    expect(slider.getAttribute('aria-valuetext')).toBe('0:30, Robin, Said, Sam Dale, 2 Task: quarters first');
    fireEvent.keyDown(slider, { key: 'ArrowRight' });

    expect(slider.getAttribute('aria-valuetext')).toContain('Robin lays strips · talk');
    const around = screen.getByRole('region', { name: /1:00 to 3:00/ });
    expect(within(around).getAllByRole('listitem')).toHaveLength(3);
    fireEvent.keyDown(slider, { key: 'Escape' });
    expect(slider.getAttribute('aria-valuetext')).toBe('No note chosen');
  });

  test('says in a list what it shows, and a filter counts for both', async () => {
    await open(await watchedLesson(), '?view=timeline');
    expect((await listed()).map((text) => /quarters|strips|waits|see it/.exec(text)?.[0])).toEqual([
      'quarters',
      'strips',
      'waits',
      'see it',
    ]);

    press('Surprises only');

    await waitFor(async () => expect(await listed()).toHaveLength(2));
    expect(screen.getByRole('slider').getAttribute('aria-valuemax')).toBe('2');
  });

  test('shifts an observer for everyone, in words, and takes it back', async () => {
    const notebook = await watchedLesson();
    await open(notebook, '?view=timeline');
    await screen.findByRole('slider');
    press('Shift an observer');
    const sam = within(screen.getByRole('group', { name: 'Sam Dale' }));
    sam.getByText('at own start');

    act(() => sam.getByRole('button', { name: '1 min later' }).click());
    await sam.findByText('1 min later');
    act(() => sam.getByRole('button', { name: '5 s later' }).click());
    await sam.findByText('1 min 5 s later');

    const order = async () => (await lessonRecord(notebook, LESSON)).notes.map(({ text }) => text);
    expect(await order()).toEqual(['Robin lays strips', 'Does she see it?', 'quarters first', 'waits']);
    await waitFor(async () => expect((await listed())[0]).toContain('Robin lays strips'));

    press('Undo shift');
    await sam.findByText('1 min later');
    press('Undo shift');
    await sam.findByText('at own start');
    expect((await order())[0]).toBe('quarters first');
  });
});

test('a glance names every stage in which a pupil was not seen, or only wondered about', async () => {
  await open(await watchedLesson(), '?view=glance');

  await screen.findByRole('heading', { name: '4 gaps in the evidence' });
  screen.getByText(/Heron in 2 Task: Only “I wonder”/);
  screen.getByText(/Robin in 1 Starter: No notes here/);
  const table = screen.getByRole('table', { name: 'Number of notes by stage, pupil and kind' });
  const [task] = within(table).getAllByRole('row', { name: /2 Task/ });
  expect(task?.textContent).toMatch(/2 notes1 Did1 Said/);
});

test('names off hides aliases and observers, also in the words of notes and predictions, and says so', async () => {
  const notebook = await watchedLesson();
  await open(notebook);
  await screen.findByText('Robin lays strips');

  press('Names off');

  await screen.findByText('Pupil A lays strips');
  screen.getByText(/Names are off/);
  screen.getByText('Pupil A answers by rule');
  expect(document.body.textContent).not.toMatch(/Robin|Wren|Heron|Maria|Sam Dale/);
  expect(screen.getAllByRole('img', { name: 'Observer 1' }).length).toBeGreaterThan(0);
  expect((await lessonRecord(notebook, LESSON)).notes.some(({ text }) => text === 'Robin lays strips')).toBe(
    true,
  );
  press('Names off');
  await screen.findByText('Robin lays strips');
});

test('names off holds for who may only read, too: what the team agreed is without them', async () => {
  const notebook = await watchedLesson();
  await commit(notebook, [
    { table: 'verdicts', row: `${LESSON}.task.A`, fields: { value: 'not', remark: 'Robin went further' } },
  ]);
  turnNames('off');
  render(
    <OpenNotebookProvider value={{ notebook, me: 'maria', isDemo: false }}>
      <ReadOnlyContext value={true}>
        <ReviewScreen lessonId={LESSON} />
      </ReadOnlyContext>
    </OpenNotebookProvider>,
  );

  await screen.findByText(/Pupil A went further/);
  expect(document.body.textContent).not.toMatch(/Robin/);
});

test('names off hides them in stages, the title, the questions of the discussion and the lists of people, too', async () => {
  const notebook = await watchedLesson();
  await commit(notebook, [
    { table: 'lessons', row: LESSON, fields: { title: 'Robin’s lesson' } },
    { table: 'stages', row: `${LESSON}.task`, fields: { name: 'Wren shows' } },
    { table: 'discussions', row: LESSON, fields: { preset: 'pupils', chair: 'maria' } },
    { table: 'agenda', row: `${LESSON}.pupils1`, fields: { order: 1, title: 'What did Robin learn?' } },
    { table: 'actions', row: `${LESSON}.act`, fields: { order: 1, text: 'Cut strips', owner: 'sam' } },
  ]);
  turnNames('off');
  await open(notebook, '?view=discussion');
  await screen.findByRole('button', { name: 'What did Pupil A learn?' });
  screen.getByText('Chair Observer 1');
  expect(document.body.textContent).not.toMatch(/Robin|Maria|Sam Dale/);
  cleanup();

  await open(notebook, '?view=journeys');

  await screen.findByText('Pupil A’s lesson');
  expect((await screen.findAllByText(/Pupil B shows/)).length).toBeGreaterThan(0);
  expect(document.body.textContent).not.toMatch(/Robin|Wren|Maria|Sam Dale/);
});

describe('what is written in the discussion', () => {
  async function talkedOver() {
    const notebook = await watchedLesson();
    const minutes = new Y.Doc();
    minutes.getText('text').insert(0, 'Robin said why');
    await commit(notebook, [
      { table: 'discussions', row: LESSON, fields: { preset: 'pupils' } },
      { table: 'agenda', row: `${LESSON}.pupils1`, fields: { order: 1, title: 'What did Robin learn?' } },
      { table: 'actions', row: `${LESSON}.act`, fields: { order: 1, text: 'Ask Robin again' } },
      { table: 'points', row: `${LESSON}.point`, fields: { order: 1, text: 'Robin starts' } },
    ]);
    await addMinutes(notebook, `${LESSON}.pupils1.step`, Y.encodeStateAsUpdate(minutes));
    turnNames('off');
    return notebook;
  }
  const fieldWith = (words: string) =>
    screen.getAllByRole<HTMLTextAreaElement>('textbox').some(({ value }) => value === words);
  const everything = () =>
    [document.body, ...document.querySelectorAll('textarea')]
      .map((each) => (each instanceof HTMLTextAreaElement ? each.value : each.textContent))
      .join('\n');

  test('is shown without names while they are off, and as it was written to whoever asks to write there', async () => {
    const notebook = await talkedOver();
    await open(notebook, '?view=discussion');
    await screen.findByText('Pupil A said why');
    screen.getByText('Ask Pupil A again');
    screen.getByText('Pupil A starts');
    expect(everything()).not.toContain('Robin');

    press('Write here, with names showing');

    await waitFor(() => expect(fieldWith('Robin said why')).toBe(true));
    expect(fieldWith('Ask Robin again')).toBe(true);
    expect(fieldWith('Robin starts')).toBe(true);
    press('Hide names here, too');
    await screen.findByText('Ask Pupil A again');
    expect(everything()).not.toContain('Robin');
    const { actions, points } = await discussionRecord(notebook, LESSON);
    expect([...actions, ...points].map(({ text }) => text)).toEqual(['Ask Robin again', 'Robin starts']);
  });

  test('is shown to a guest without names, and nothing offers them', async () => {
    const notebook = await talkedOver();
    history.replaceState(null, '', '/studies/study/lessons/1/review?view=discussion');
    render(
      <OpenNotebookProvider value={{ notebook, me: 'maria', isDemo: false }}>
        <ReadOnlyContext value={true}>
          <ReviewScreen lessonId={LESSON} />
        </ReadOnlyContext>
      </OpenNotebookProvider>,
    );

    await screen.findByText('Pupil A said why');
    expect(everything()).not.toContain('Robin');
    expect(screen.queryByRole('button', { name: /names showing/ })).toBeNull();
  });

  test('is hidden again when names are turned off another time', async () => {
    await open(await talkedOver(), '?view=discussion');
    await screen.findByText('Pupil A said why');
    press('Write here, with names showing');
    await waitFor(() => expect(fieldWith('Robin said why')).toBe(true));

    press('Names off');
    await waitFor(() => expect(screen.queryByText(/Names are off/)).toBeNull());
    press('Names off');

    await screen.findByText('Pupil A said why');
    expect(everything()).not.toContain('Robin');
  });
});

test('a cited note that the filter hides is shown when it is asked for', async () => {
  const notebook = await watchedLesson();
  await commit(notebook, [
    { table: 'discussions', row: LESSON, fields: { preset: 'pupils' } },
    { table: 'agenda', row: `${LESSON}.pupils1`, fields: { order: 1, title: 'What did Robin learn?' } },
    { table: 'citations', row: `${LESSON}.pupils1.n1`, fields: { cites: true, citedAt: 1 } },
  ]);
  setFilter(LESSON, { ...SHOW_ALL, starred: true });
  await open(notebook, '?view=discussion');
  const cited = within(await screen.findByRole('list', { name: 'Cited notes' }));

  act(() => cited.getByRole('button', { name: /^Maria/ }).click());

  await waitFor(() => expect(document.activeElement?.textContent).toContain('Robin lays strips'));
  expect(inSight('Robin lays strips')).toBe(true);
});

describe('the search', () => {
  async function search(notebook: Notebook, typed: string) {
    render(
      <OpenNotebookProvider value={{ notebook, me: 'maria', isDemo: false }}>
        <SearchScreen studyId="study" />
      </OpenNotebookProvider>,
    );
    fireEvent.change(await screen.findByRole('searchbox'), { target: { value: typed } });
  }
  const hits = () => within(screen.getByRole('list', { name: 'Places found' })).queryAllByRole('link');

  test('finds notes, predictions, answers, points and findings, says where, and leads there', async () => {
    const notebook = await watchedLesson();
    await commit(notebook, [
      {
        table: 'answers',
        row: `${LESSON}.A.p1`,
        fields: { question: 'What helped?', text: 'The strips did' },
      },
      { table: 'points', row: `${LESSON}.x`, fields: { text: 'Strips for everyone' } },
      { table: 'findings', row: 'study.f', fields: { claim: 'Strips make the rule visible' } },
      { table: 'predictions', row: `${LESSON}.task.C`, fields: { text: 'Moves the strip' } },
    ]);

    await search(notebook, 'STRIP');

    await screen.findByText('Found in 5 places');
    expect(hits().map((hit) => [hit.getAttribute('href'), hit.textContent])).toEqual([
      ['/studies/study/findings', expect.stringContaining('Finding')],
      ['/studies/study/lessons/1/review', expect.stringMatching(/Point carried forward · Lesson 1/)],
      [
        '/studies/study/lessons/1/review?row=task',
        expect.stringMatching(/Prediction · Lesson 1 · Heron · 2 Task/),
      ],
      [
        '/studies/study/lessons/1/review?view=notes&note=n1',
        expect.stringMatching(/Note · Lesson 1 · 1:00 · Robin · Did · 2 Task · Maria Evans/),
      ],
      [
        '/studies/study/lessons/1/review?view=interviews',
        expect.stringMatching(/Interview · Lesson 1 · Robin/),
      ],
    ]);
    expect(hits()[4]?.querySelector('mark')?.textContent).toBe('strip');
  });

  test('shows fifty places and then more, and finds a note that arrives meanwhile', async () => {
    const notebook = await watchedLesson();
    await commit(
      notebook,
      Array.from({ length: 70 }, (_, at) =>
        note(`many${at}`, { observer: 'sam', atMs: at, text: `many ${at}` }),
      ),
    );
    await search(notebook, 'many');
    await waitFor(() => expect(hits()).toHaveLength(50));

    press('Show 20 more');
    await waitFor(() => expect(hits()).toHaveLength(70));
    await commit(notebook, [note('late', { observer: 'sam', atMs: 99_000, text: 'one of many' })]);

    await screen.findByText('Found in 71 places');
  });

  test('says what to do when nothing is found, and finds by hidden names while names are off', async () => {
    turnNames('off');
    await search(await watchedLesson(), 'robin');

    await screen.findByText(/Nothing holds all these words/);
    fireEvent.change(screen.getByRole('searchbox'), { target: { value: 'pupil lays' } });

    await screen.findByText('Found in 1 place');
  });
});

test('a note that was come for is drawn, stands out and is not filtered away', async () => {
  setFilter(LESSON, { ...SHOW_ALL, starred: true });

  await open(await watchedLesson(), '?view=notes&note=n1');

  const row = (await screen.findByText('Robin lays strips')).closest('li');
  await waitFor(() => expect(document.activeElement).toBe(row));
});

test('a long list draws its first notes, and after a filter never leaves out some in the middle', async () => {
  const notebook = await watchedLesson();
  const many = Array.from({ length: 60 }, (_, at) =>
    note(`long${at}`, {
      observer: 'maria',
      sitting: 'sit-maria',
      atMs: 100_000 + at * 1000,
      text: `number ${at}`,
      starred: at >= 40,
    }),
  );
  await commit(notebook, many);
  await open(notebook, '?view=notes');
  const numbers = async () => (await listed()).flatMap((text) => /number (\d+)/.exec(text)?.slice(1) ?? []);
  await waitFor(async () => expect((await numbers()).slice(0, 2)).toEqual(['0', '1']));
  const first = await numbers();

  press('Starred only');
  expect((await numbers()).slice(0, 3)).toEqual(['40', '41', '42']);
  press('Show all');

  expect(await numbers()).toEqual(first);
  act(() => screen.getByRole('button', { name: /^Show .* more/ }).click());
  expect((await numbers()).map(Number)).toEqual(
    Array.from({ length: (await numbers()).length }, (_, at) => at),
  );
});
