import 'fake-indexeddb/auto';
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, vi } from 'vitest';
import { ClockSourceProvider } from '../../../src/ui/clock-source.ts';
// What a lesson fetches only when it is wanted is here already: a test waits for people, not for scripts.
import '../../../src/features/observe/edit-note.tsx';
import '../../../src/features/observe/end-card.tsx';
import '../../../src/features/observe/shortcuts-panel.tsx';
import '../../../src/features/observe/stage-marks-panel.tsx';
import { ObserveScreen } from '../../../src/features/observe/observe-screen.tsx';
import type { Fields } from '../../../src/domain/tables.ts';
import { commit } from '../../../src/notebook/commit.ts';
import type { Notebook } from '../../../src/notebook/database.ts';
import { OpenNotebookProvider } from '../../../src/notebook/notebook-context.tsx';
import { lessonNotes, lessonRecord } from '../../../src/notebook/read-lesson.ts';
import { NOTHING_TO_SEND, SyncStatusContext, type SyncStatus } from '../../../src/worker-link/sync-status.ts';
import { newNotebook } from '../../support/tablet.ts';

export const MINUTE = 60_000;
export const LESSON = 'study.1';
export const MARIA = 'maria';

/** A lesson of two stages with the pupils Robin, Wren and Heron, planned by Maria's team. */
export async function plannedLesson(notebook: Notebook = newNotebook()): Promise<Notebook> {
  const pupil = (letter: string, alias: string) =>
    ({ table: 'pupils', row: `study.${letter}`, fields: { alias } }) as const;
  const stage = (id: string, fields: Fields<'stages'>) =>
    ({ table: 'stages', row: `${LESSON}.${id}`, fields }) as const;
  await commit(notebook, [
    { table: 'team', row: 'team', fields: { tags: ['waits', 'explains', 'rule', 'counts'], gapMinutes: 5 } },
    { table: 'members', row: MARIA, fields: { name: 'Maria Evans', role: 'lead' } },
    { table: 'studies', row: 'study', fields: { className: 'P5', subject: 'Maths' } },
    pupil('A', 'Robin'),
    pupil('B', 'Wren'),
    pupil('C', 'Heron'),
    { table: 'lessons', row: LESSON, fields: { title: 'Which piece is bigger?' } },
    stage('starter', { order: 1, name: 'Starter', minutes: 5 }),
    stage('task', { order: 2, name: 'Task', minutes: 15 }),
    { table: 'predictions', row: `${LESSON}.starter.A`, fields: { text: 'Answers by rule' } },
    { table: 'predictions', row: `${LESSON}.task.A`, fields: { text: 'Asks Wren' } },
  ]);
  return notebook;
}

/** The two clocks of a tablet, turned by hand. */
export function handClock() {
  let elapsed = 0;
  let asleep = 0;
  return {
    source: { monotonicMs: () => 5000 + elapsed, wallMs: () => 1_700_000_000_000 + elapsed + asleep },
    pass: (ms: number) => {
      elapsed += ms;
    },
    /** The tablet is asleep, and its monotonic clock stands still. */
    sleep: (ms: number) => {
      asleep += ms;
    },
  };
}

export async function openObserve(
  notebook: Notebook,
  {
    clock = handClock(),
    status = NOTHING_TO_SEND,
    lesson = LESSON,
  }: { clock?: ReturnType<typeof handClock>; status?: SyncStatus; lesson?: string } = {},
) {
  render(
    <SyncStatusContext value={status}>
      <OpenNotebookProvider value={{ notebook, me: MARIA, isDemo: false }}>
        <ClockSourceProvider value={clock.source}>
          <ObserveScreen lessonId={lesson} />
        </ClockSourceProvider>
      </OpenNotebookProvider>
    </SyncStatusContext>,
  );
  await act(async () => undefined);
  return clock;
}

/** Maria has pressed Start lesson; the clock stands at 0:00 until the test lets time pass. */
export async function startedLesson(notebook?: Notebook) {
  const opened = await plannedLesson(notebook);
  const clock = await openObserve(opened);
  (await screen.findByRole('button', { name: 'Start lesson' })).click();
  await screen.findByLabelText('Note');
  await act(async () => undefined);
  return { notebook: opened, clock };
}

/**
 * The page is killed and another opens on the same tablet: what lay on its disk at that moment lies on the disk that is
 * answered, and nothing that a page does when it is left in peace.
 */
export async function reopen(
  notebook: Notebook,
  clock: ReturnType<typeof handClock>,
  lesson = LESSON,
): Promise<Notebook> {
  const disk = newNotebook({ device: notebook.device });
  for (const { name } of notebook.tables)
    await disk.table(name).bulkAdd(await notebook.table(name).toArray());
  cleanup();
  await openObserve(disk, { clock, lesson });
  return disk;
}

export function tap(name: string | RegExp) {
  act(() => screen.getByRole('button', { name }).click());
}

export const noteField = () => screen.getByLabelText<HTMLTextAreaElement>('Note');

export async function savedNotes(notebook: Notebook, count: number) {
  return await waitFor(async () => {
    const notes = await lessonNotes(notebook, LESSON);
    if (notes.length !== count) throw new Error(`${notes.length} notes instead of ${count}`);
    return notes;
  });
}

export const type = (text: string) => fireEvent.change(noteField(), { target: { value: text } });
export const pressEnter = () => fireEvent.keyDown(noteField(), { key: 'Enter' });

export async function sittingId(notebook: Notebook): Promise<string> {
  return (await lessonRecord(notebook, LESSON)).sittings[0]?.id ?? '';
}

/** Each test starts and ends with an empty page and a tablet that remembers nothing. */
export function tidyUp() {
  beforeEach(() => {
    vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  });
  afterEach(() => {
    cleanup();
    vi.restoreAllMocks();
    localStorage.clear();
    window.history.replaceState(null, '', '/');
  });
}
