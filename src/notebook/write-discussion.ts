import { childId, type LessonId, type MemberId } from '../domain/ids.ts';
import { isPresetItem, presetItemId, spentOn, type AgendaItem, type Preset } from '../domain/discussion.ts';
import { afterMoving } from '../domain/study.ts';
import { commit, type Replaces, type Write } from './commit.ts';
import type { Notebook } from './database.ts';
import { below } from './read.ts';
import { discussionRecord } from './read-discussion.ts';

export interface PresetItem {
  readonly title: string;
  readonly minutes: number;
}

/** The items of a preset in their places, as they are where nothing was written before. A place may be empty. */
export function presetWrites(
  lesson: LessonId,
  preset: Preset,
  items: readonly (PresetItem | undefined)[],
): Write[] {
  return [
    { table: 'discussions', row: lesson, fields: { preset } },
    ...items.flatMap((item, index): Write[] =>
      item === undefined
        ? []
        : [
            {
              table: 'agenda',
              row: presetItemId(lesson, preset, index),
              fields: { order: index + 1, title: item.title, minutes: item.minutes },
            },
          ],
    ),
  ];
}

/**
 * Takes up a running order. Items of another preset go when nothing was written to them; those with words or cited notes
 * stay behind it, and so do the team's own. Chosen again it brings its items back as they had been reworded.
 */
export async function choosePreset(
  notebook: Notebook,
  lesson: LessonId,
  preset: Preset,
  items: readonly (PresetItem | undefined)[],
): Promise<void> {
  const tables = ['discussions', 'agenda', 'minutes', 'citations', 'actions', 'points'];
  const stores = [...tables, 'outbox', 'history', 'undoSteps', 'meta'];
  await notebook.allOrNothing(stores, async () => {
    const { agenda, removed, citations } = await discussionRecord(notebook, lesson);
    const known = new Set([...agenda, ...removed].map(({ id }) => id));
    const chosen = new Set(
      items.flatMap((item, index) => (item === undefined ? [] : [presetItemId(lesson, preset, index)])),
    );
    const others = agenda.filter(({ id }) => !chosen.has(id));
    const hasMinutes = await itemsWithMinutes(notebook, others);
    const isKept = ({ id }: AgendaItem) => !isPresetItem(id) || hasMinutes.has(id) || citations.has(id);
    const kept = others.filter(isKept);
    await commit(notebook, [
      ...presetWrites(lesson, preset, items).map((write): Write => {
        if (write.table !== 'agenda' || !known.has(write.row)) return write;
        const { order = null } = write.fields ?? {};
        return { table: 'agenda', row: write.row, fields: { order }, deleted: false };
      }),
      ...kept.map(({ id }, index): Write => ({
        table: 'agenda',
        row: id,
        fields: { order: items.length + index + 1 },
      })),
      ...others
        .filter((item) => !isKept(item))
        .map(({ id }): Write => ({ table: 'agenda', row: id, deleted: true })),
    ]);
  });
}

async function itemsWithMinutes(notebook: Notebook, items: readonly AgendaItem[]) {
  const counts = await Promise.all(
    items.map(({ id }) => notebook.rows('minutes').where('id').startsWith(`${id}.`).count()),
  );
  return new Set(items.filter((_, index) => (counts[index] ?? 0) > 0).map(({ id }) => id));
}

/** Who chairs and who writes; '' for nobody. */
export async function setDiscussionRoles(
  notebook: Notebook,
  lesson: LessonId,
  fields: { readonly chair?: MemberId; readonly scribe?: MemberId },
): Promise<void> {
  await commit(notebook, [{ table: 'discussions', row: lesson, fields }]);
}

export async function addAgendaItem(notebook: Notebook, lesson: LessonId, title: string): Promise<string> {
  const orders = (await below(notebook, 'agenda', lesson)).map(({ order }) => order ?? 0);
  const id = childId(lesson, notebook.newId());
  await commit(notebook, [
    { table: 'agenda', row: id, fields: { order: Math.max(0, ...orders) + 1, title, minutes: null } },
  ]);
  return id;
}

export async function updateAgendaItem(
  notebook: Notebook,
  id: string,
  fields: { readonly title?: string; readonly minutes?: number | null },
  replaces?: Replaces,
): Promise<void> {
  await commit(notebook, [{ table: 'agenda', row: id, fields, ...(replaces && { replaces }) }]);
}

/** The item goes from the running order; what was written to it stays and brings it back on every screen. */
export async function removeAgendaItem(notebook: Notebook, id: string): Promise<void> {
  await commit(notebook, [{ table: 'agenda', row: id, deleted: true }]);
}

export async function bringAgendaItemBack(notebook: Notebook, id: string): Promise<void> {
  await commit(notebook, [{ table: 'agenda', row: id, deleted: false }]);
}

export async function moveAgendaItem(
  notebook: Notebook,
  agenda: readonly AgendaItem[],
  id: string,
  direction: 'earlier' | 'later',
): Promise<void> {
  const moved = afterMoving(agenda, id, direction);
  if (moved.length === 0) return;
  await commit(
    notebook,
    moved.map(({ id: row, order }): Write => ({ table: 'agenda', row, fields: { order } })),
  );
}

/** From now on this item is discussed, on every tablet; the one before it stops counting in the same save. */
export async function startAgendaItem(
  notebook: Notebook,
  agenda: readonly AgendaItem[],
  id: string,
): Promise<void> {
  const now = notebook.now();
  const running = agenda.filter((item) => item.startedAt !== null && item.id !== id);
  await commit(notebook, [
    ...running.map((item) => stopped(item, now)),
    { table: 'agenda', row: id, fields: { startedAt: now } },
  ]);
}

export async function stopAgendaItem(notebook: Notebook, item: AgendaItem): Promise<void> {
  await commit(notebook, [stopped(item, notebook.now())]);
}

function stopped(item: AgendaItem, now: number): Write {
  return {
    table: 'agenda',
    row: item.id,
    fields: { startedAt: null, spentMs: Math.round(spentOn(item, now)) },
  };
}
