// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, test } from 'vitest';
import { lastSegment } from '../../../src/domain/ids.ts';
import type { Notebook } from '../../../src/notebook/database.ts';
import { lessonInteractions, TEACHER } from '../../../src/notebook/read-seating.ts';
import { addSeat, seatPupil } from '../../../src/notebook/write-seating.ts';
import { newNotebook } from '../../support/tablet.ts';
import { LESSON, MARIA, noteField, reopen, savedNotes, startedLesson, tap } from './lesson.tsx';

afterEach(cleanup);

/** Robin at the first seat, Kestrel at the second, the lesson running and its map open. */
async function lessonWithSeats() {
  const notebook = newNotebook();
  const robin = await addSeat(notebook, 'study', { x: 5, y: 35, label: '1' });
  const kestrel = await addSeat(notebook, 'study', { x: 35, y: 35, label: 'Kestrel' });
  await seatPupil(notebook, 'study', { seats: [] }, robin, 'A');
  const { clock } = await startedLesson(notebook);
  await openMap();
  return { notebook, clock, robin: lastSegment(robin), kestrel: lastSegment(kestrel) };
}

async function openMap() {
  (await screen.findByRole('button', { name: 'Seats' })).click();
  await screen.findByRole('button', { name: 'Kestrel' });
}

async function spoken(notebook: Notebook, count: number) {
  return await waitFor(async () => {
    const found = await lessonInteractions(notebook, LESSON);
    if (found.length !== count) throw new Error(`${found.length} instead of ${count}`);
    return found;
  });
}

const seatOf = (name: string) =>
  screen.getAllByRole('button', { name }).find((each) => each.dataset['place'] !== undefined) as HTMLElement;
const tapSeat = (name: string) => act(() => seatOf(name).click());

describe('seats in a lesson', () => {
  test('are offered only where a study has a seating plan', async () => {
    await startedLesson();

    expect(screen.queryByRole('button', { name: 'Seats' })).toBeNull();
  });

  test('a tap begins a note at that place, about the focus pupil who sits there', async () => {
    const { notebook, clock, robin, kestrel } = await lessonWithSeats();
    clock.pass(61_000);
    tapSeat('A Robin');
    expect(document.activeElement).toBe(noteField());
    clock.pass(5_000);
    fireEvent.change(noteField(), { target: { value: 'folds the strip' } });

    clock.pass(5_000);
    tapSeat('Kestrel');
    fireEvent.change(noteField(), { target: { value: 'looks out of the window' } });
    expect(seatOf('Kestrel').getAttribute('aria-pressed')).toBe('true');
    clock.pass(5_000);
    tap('B Wren');
    fireEvent.change(noteField(), { target: { value: 'no seat' } });
    fireEvent.keyDown(noteField(), { key: 'Enter' });

    const notes = await savedNotes(notebook, 3);
    expect(notes.map(({ text, pupil, seat }) => [text, pupil, seat])).toEqual([
      ['folds the strip', 'A', robin],
      ['looks out of the window', 'class', kestrel],
      ['no seat', 'B', ''],
    ]);
    expect(notes[0]).toMatchObject({ atMs: 61_000, stage: 'starter' });
  });

  test('[N2] a half-written note at a seat is there with its seat when the page comes back', async () => {
    const { notebook, clock, kestrel } = await lessonWithSeats();
    tapSeat('Kestrel');
    fireEvent.change(noteField(), { target: { value: 'half a' } });
    await waitFor(async () => expect(JSON.stringify(await notebook.drafts.toArray())).toContain('half a'));

    const again = await reopen(notebook, clock);
    await waitFor(() => expect(noteField().value).toBe('half a'));
    fireEvent.keyDown(noteField(), { key: 'Enter' });

    expect(await savedNotes(again, 1)).toMatchObject([{ text: 'half a', seat: kestrel }]);
  });

  test('two taps record who spoke to whom, with time and stage, and Undo takes it back', async () => {
    const { notebook, clock, robin } = await lessonWithSeats();
    tap('Who speaks to whom');
    clock.pass(125_000);
    tapSeat('Teacher');
    screen.getByText('Teacher speaks to… tap who');
    tapSeat('A Robin');

    expect(await spoken(notebook, 1)).toMatchObject([
      { from: TEACHER, to: robin, atMs: 125_000, stage: 'starter', observer: MARIA },
    ]);
    await screen.findByText('Saved: 2:05 Teacher to A Robin · 1 so far');
    await waitFor(() =>
      expect(screen.getByRole('button', { name: 'Undo' })).toHaveProperty('disabled', false),
    );
    tap('Undo');

    await spoken(notebook, 0);
    await screen.findByText(/Tap who speaks/);
  });

  test('a second tap on the one who speaks takes the first back, and nothing is recorded', async () => {
    const { notebook } = await lessonWithSeats();
    tap('Who speaks to whom');

    tapSeat('Kestrel');
    tapSeat('Kestrel');

    screen.getByText(/Tap who speaks/);
    expect(await lessonInteractions(notebook, LESSON)).toEqual([]);
  });

  test('recording who speaks leaves a note that is being written alone', async () => {
    const { notebook } = await lessonWithSeats();
    tapSeat('Kestrel');
    fireEvent.change(noteField(), { target: { value: 'not finished' } });
    tap('Who speaks to whom');

    tapSeat('Kestrel');
    tapSeat('Teacher');

    await spoken(notebook, 1);
    expect(noteField().value).toBe('not finished');
  });
});
