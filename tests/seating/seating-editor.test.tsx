// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, test } from 'vitest';
import type { Notebook } from '../../src/notebook/database.ts';
import { OpenNotebookProvider } from '../../src/notebook/notebook-context.tsx';
import { seatingPlan } from '../../src/notebook/read-seating.ts';
import { addDesk, addSeat } from '../../src/notebook/write-seating.ts';
import { MAX_SEATS } from '../../src/seating/grid.ts';
import { SeatingEditor } from '../../src/seating/seating-editor.tsx';
import { classOfSix, press, seat, seatsOf } from './room.tsx';

afterEach(cleanup);

async function open(): Promise<Notebook> {
  const { notebook, overview } = await classOfSix();
  render(
    <OpenNotebookProvider value={{ notebook, me: 'maria', isDemo: false }}>
      <SeatingEditor overview={overview} />
    </OpenNotebookProvider>,
  );
  await screen.findByRole('button', { name: 'Rows' });
  return notebook;
}

async function where(notebook: Notebook, label: string) {
  const found = (await seatsOf(notebook)).find((each) => each.label === label);
  return found && [found.x, found.y];
}

describe('arranging the room', () => {
  test('one tap seats the whole class with numbers, another takes it back', async () => {
    const notebook = await open();
    screen.getByText(/Nobody is seated yet/);

    press('Groups of four');

    await screen.findByRole('button', { name: 'Seat 6' });
    expect(await seatsOf(notebook)).toHaveLength(6);
    expect((await seatingPlan(notebook, 'study')).desks).toHaveLength(2);
    press('Undo');
    await screen.findByText(/Nobody is seated yet/);
  });

  test('another arrangement moves the same seats', async () => {
    const notebook = await open();
    press('Rows');
    await screen.findByRole('button', { name: 'Seat 6' });
    const before = (await seatsOf(notebook)).map(({ id, label }) => [id, label]);

    press('Horseshoe');

    await waitFor(async () => expect((await seatingPlan(notebook, 'study')).desks).toEqual([]));
    expect((await seatsOf(notebook)).map(({ id, label }) => [id, label])).toEqual(before);
  });

  test('a seat is moved by arrow keys, past who sits in its way, and says where it is', async () => {
    const notebook = await open();
    await addSeat(notebook, 'study', { x: 20, y: 35, label: '1' });
    await addSeat(notebook, 'study', { x: 35, y: 35, label: '2' });
    await screen.findByRole('button', { name: 'Seat 2' });

    fireEvent.keyDown(seat('Seat 1'), { key: 'ArrowRight' });
    await waitFor(() => expect(seat('Seat 1').style.left).toBe('20%'));
    screen.getByText('Seat 1: 5 across, 7 down');
    fireEvent.keyDown(seat('Seat 1'), { key: 'ArrowRight' });
    await waitFor(() => expect(seat('Seat 1').style.left).toBe('40%'));
    fireEvent.keyDown(seat('Seat 1'), { key: 'ArrowDown' });

    await waitFor(async () => expect(await where(notebook, '1')).toEqual([45, 40]));
  });

  test('stays where it is at the wall, and says so', async () => {
    const notebook = await open();
    await addSeat(notebook, 'study', { x: 5, y: 35, label: '1' });
    await screen.findByRole('button', { name: 'Seat 1' });

    fireEvent.keyDown(seat('Seat 1'), { key: 'ArrowLeft' });

    await screen.findByText('Seat 1 stays: there is no free place that way');
    expect(await where(notebook, '1')).toEqual([5, 35]);
  });

  test('a table takes along who sits at it', async () => {
    const notebook = await open();
    await addDesk(notebook, 'study', { x: 30, y: 35, width: 20, height: 10 });
    await addSeat(notebook, 'study', { x: 25, y: 35, label: '1' });
    await addSeat(notebook, 'study', { x: 35, y: 35, label: '2' });
    await addSeat(notebook, 'study', { x: 65, y: 35, label: '3' });
    await screen.findByRole('button', { name: 'Seat 3' });

    fireEvent.keyDown(seat('Table'), { key: 'ArrowDown' });

    await waitFor(async () => expect(await where(notebook, '2')).toEqual([35, 40]));
    expect(await where(notebook, '1')).toEqual([25, 40]);
    expect(await where(notebook, '3')).toEqual([65, 35]);
  });

  test('a seat gets an alias and a focus pupil; who sits there shows with letter and alias', async () => {
    const notebook = await open();
    press('Add a seat');
    const added = await screen.findByRole('button', { name: 'Seat 1' });
    await waitFor(() => expect(document.activeElement).toBe(added));

    const field = screen.getByLabelText('Alias or seat number');
    fireEvent.change(field, { target: { value: 'Kestrel' } });
    fireEvent.blur(field);
    await screen.findByRole('button', { name: 'Kestrel' });
    press('B Wren');

    await waitFor(() => expect(screen.getAllByRole('button', { name: 'B Wren' })).toHaveLength(2));
    expect(await seatsOf(notebook)).toMatchObject([{ label: 'Kestrel', pupil: 'B' }]);
  });

  test('a table is turned, named and removed', async () => {
    const notebook = await open();
    press('Add a table');
    await screen.findByLabelText('Name of the table');
    press('Turn');
    await waitFor(async () =>
      expect((await seatingPlan(notebook, 'study')).desks).toMatchObject([{ width: 10, height: 20 }]),
    );

    press('Remove table');

    await waitFor(async () => expect((await seatingPlan(notebook, 'study')).desks).toEqual([]));
  });

  test('Delete takes a seat away, Undo brings it back with its alias', async () => {
    const notebook = await open();
    await addSeat(notebook, 'study', { x: 5, y: 35, label: 'Kestrel' });
    await screen.findByRole('button', { name: 'Kestrel' });

    fireEvent.keyDown(seat('Kestrel'), { key: 'Delete' });
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Kestrel' })).toBeNull());
    press('Undo');

    await screen.findByRole('button', { name: 'Kestrel' });
  });

  test('the keyboard goes on at a neighbour of what was taken away', async () => {
    const notebook = await open();
    await addDesk(notebook, 'study', { x: 30, y: 35, width: 20, height: 10 });
    await addSeat(notebook, 'study', { x: 5, y: 35, label: '1' });
    await addSeat(notebook, 'study', { x: 20, y: 35, label: '2' });
    await screen.findByRole('button', { name: 'Seat 2' });

    seat('Seat 1').focus();
    fireEvent.keyDown(seat('Seat 1'), { key: 'Delete' });
    await waitFor(() => expect(document.activeElement).toBe(seat('Seat 2')));
    press('Seat 2');
    const remove = screen.getByRole('button', { name: 'Remove seat' });
    remove.focus();
    press('Remove seat');

    await waitFor(() => expect(screen.queryByRole('button', { name: 'Seat 2' })).toBeNull());
    expect(document.activeElement).toBe(seat('Table'));
  });

  test('a room that is full says so and takes no more', async () => {
    const notebook = await open();
    for (let index = 0; index < MAX_SEATS; index++) {
      await addSeat(notebook, 'study', { x: 5, y: 15, label: String(index + 1) });
    }

    await screen.findByText(`The room is full with ${MAX_SEATS} seats.`);
    expect(screen.getByRole('button', { name: 'Add a seat' })).toHaveProperty('disabled', true);
  });

  test('says what is safe when a step could not be saved', async () => {
    const notebook = await open();
    notebook.rows('seats').hook('creating', () => {
      throw new DOMException('full', 'QuotaExceededError');
    });

    press('Rows');

    expect((await screen.findByRole('alert')).textContent).toMatch(/The plan is as it was/);
    await act(async () => undefined);
    expect(await seatsOf(notebook)).toEqual([]);
  });
});
