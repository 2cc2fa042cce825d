// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { cleanup, render, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, test } from 'vitest';
import { lastSegment } from '../../src/domain/ids.ts';
import type { Note } from '../../src/domain/note.ts';
import { OpenNotebookProvider } from '../../src/notebook/notebook-context.tsx';
import { TEACHER } from '../../src/notebook/read-seating.ts';
import { addInteraction } from '../../src/notebook/write-lesson.ts';
import { addSeat, removeFromRoom, seatPupil } from '../../src/notebook/write-seating.ts';
import { SeatingReview } from '../../src/seating/seating-review.tsx';
import { talkOf } from '../../src/seating/talk.ts';
import { classOfSix, press, seatsOf } from './room.tsx';

afterEach(cleanup);

const OBSERVERS = [
  { id: 'maria', name: 'Maria Evans' },
  { id: 'sam', name: 'Sam Dale' },
];

async function open({
  notes = [],
  talk = [],
}: {
  notes?: readonly { seat: string; observer: string }[];
  talk?: readonly { from: string; to: string; observer: string }[];
} = {}) {
  const { notebook, overview } = await classOfSix();
  const [robin = '', kestrel = ''] = [
    await addSeat(notebook, 'study', { x: 5, y: 35, label: '1' }),
    await addSeat(notebook, 'study', { x: 35, y: 35, label: 'Kestrel' }),
  ].map(lastSegment);
  await seatPupil(notebook, 'study', { seats: await seatsOf(notebook) }, `study.${robin}`, 'A');
  const place: Record<string, string> = { robin, kestrel, teacher: TEACHER, gone: 'gone' };
  for (const { from, to, observer } of talk) {
    await addInteraction(notebook, {
      lesson: 'study.1',
      sitting: `study.1.${observer}`,
      observer,
      stage: undefined,
      from: place[from] ?? '',
      to: place[to] ?? '',
      atMs: 1000,
    });
  }
  const rows = notes.map(
    ({ seat, observer }, index) =>
      ({ id: `study.1.${index}`, seat: place[seat] ?? '', observer, text: `note ${index}` }) as Note,
  );
  render(
    <OpenNotebookProvider value={{ notebook, me: 'maria', isDemo: false }}>
      <SeatingReview
        study="study"
        lesson="study.1"
        pupils={overview.pupils}
        notes={rows}
        observers={OBSERVERS}
      >
        {(shown) => <p>{shown.map(({ text }) => text).join(', ')}</p>}
      </SeatingReview>
    </OpenNotebookProvider>,
  );
  await screen.findByRole('table', { name: 'Who spoke to whom' });
  return { notebook, kestrel };
}

const rowsOf = (name: string) =>
  within(screen.getByRole('table', { name }))
    .getAllByRole('row')
    .slice(1)
    .map((each) =>
      within(each)
        .getAllByRole('cell')
        .map((cell) => cell.textContent),
    );

describe('the seating plan in review', () => {
  test('says who spoke to whom how often, most often first, and how many notes each seat has', async () => {
    await open({
      notes: [
        { seat: 'kestrel', observer: 'maria' },
        { seat: 'robin', observer: 'sam' },
        { seat: 'robin', observer: 'maria' },
        { seat: '', observer: 'maria' },
      ],
      talk: [
        { from: 'kestrel', to: 'robin', observer: 'maria' },
        { from: 'robin', to: 'kestrel', observer: 'maria' },
        { from: 'robin', to: 'kestrel', observer: 'sam' },
        { from: 'robin', to: 'teacher', observer: 'sam' },
      ],
    });

    screen.getByText('3 notes at seats · 4 times somebody spoke to somebody');
    expect(rowsOf('Who spoke to whom')[0]).toEqual(['A Robin', 'Kestrel', '2']);
    expect(rowsOf('Who spoke to whom')).toContainEqual(['A Robin', 'Teacher', '1']);
    expect(rowsOf('Notes by seat')).toEqual([
      ['A Robin', '2'],
      ['Kestrel', '1'],
    ]);
    screen.getByRole('button', { name: 'A Robin, 2 notes' });
    expect(document.querySelectorAll('svg g path:first-child')).toHaveLength(3);
  });

  test('follows the observer who is chosen, in the picture and in the tables', async () => {
    await open({
      notes: [{ seat: 'robin', observer: 'sam' }],
      talk: [
        { from: 'kestrel', to: 'robin', observer: 'maria' },
        { from: 'robin', to: 'teacher', observer: 'sam' },
      ],
    });

    press('Maria Evans');

    expect(rowsOf('Who spoke to whom')).toEqual([['Kestrel', 'A Robin', '1']]);
    screen.getByText('No note was made at a seat.');
    press('Everybody');
    expect(rowsOf('Who spoke to whom')).toHaveLength(2);
  });

  test('shows the notes of the seat that is tapped', async () => {
    await open({
      notes: [
        { seat: 'robin', observer: 'sam' },
        { seat: 'kestrel', observer: 'sam' },
      ],
    });

    press('Kestrel, 1 note');
    screen.getByText('note 1');
    press('Teacher');

    screen.getByText('No notes at this seat.');
  });

  test('still counts what was recorded at a seat that has left the plan since', async () => {
    const { notebook, kestrel } = await open({
      notes: [{ seat: 'kestrel', observer: 'sam' }],
      talk: [{ from: 'robin', to: 'kestrel', observer: 'sam' }],
    });

    await removeFromRoom(notebook, 'study', { table: 'seats', id: `study.${kestrel}` });

    await screen.findAllByText('A seat no longer in the plan');
    expect(rowsOf('Who spoke to whom')).toEqual([['A Robin', 'A seat no longer in the plan', '1']]);
    expect(rowsOf('Notes by seat')).toEqual([['A seat no longer in the plan', '1']]);
  });
});

test('talk is counted one way and the other apart', () => {
  const [both, one] = [
    { from: 'a', to: 'b' },
    { from: 'b', to: 'a' },
  ];

  expect(talkOf([both, one, both])).toEqual([
    { ...both, count: 2 },
    { ...one, count: 1 },
  ]);
});
