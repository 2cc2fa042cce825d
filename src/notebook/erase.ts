import type { Change } from '../domain/change.ts';
import {
  erasedBy,
  erasuresThatFollow,
  isErased,
  TELLING_TABLES,
  type Erased,
  type Telling,
} from '../domain/erasure.ts';
import { childId, isGuestDevice, studyOf, type MemberId } from '../domain/ids.ts';
import { rowOfChange } from '../domain/change.ts';
import { nextStamp } from '../domain/stamp.ts';
import { TABLE_NAMES, type TableName } from '../domain/tables.ts';
import { readClock } from './clock.ts';
import { commit, type Write } from './commit.ts';
import type { Notebook } from './database.ts';
import { packRow } from './stored-row.ts';

/** What was deleted for everyone, as far as this tablet has heard; undefined when nothing ever was. */
export async function readErased(notebook: Notebook): Promise<Erased | undefined> {
  return erasedBy(await erasureIds(notebook));
}

export async function erasureIds(notebook: Notebook): Promise<ReadonlySet<string>> {
  return new Set(await notebook.rows('erasures').toCollection().primaryKeys());
}

/**
 * Deletes a study, or everything about one pupil of it, for everyone and for good: on this tablet with this save, on the
 * others when they hear of it, in the log when the envelopes are rewritten. There is no way back.
 */
export async function eraseForEveryone(
  notebook: Notebook,
  { scope, erasedBy: member }: { scope: string; erasedBy: MemberId },
): Promise<void> {
  await notebook.allOrNothing(ALL_STORES, async () => {
    const fields = { scope, erasedBy: member, erasedAt: notebook.now() };
    await commit(notebook, [{ table: 'erasures', row: scope, fields }]);
    await sweep(notebook);
  });
  await sweepSpareDrafts(notebook);
}

/** What would be erased if this scope were as well. Reads only. */
export async function erasedWith(notebook: Notebook, scope: string): Promise<Erased> {
  const ids = new Set([...(await erasureIds(notebook)), scope]);
  const following = erasuresThatFollow(ids, await tellingOf(notebook, ids));
  return erasedBy([...ids, ...following]) ?? { byStudy: new Map() };
}

/** Everything of the notebook is in the transaction of who sweeps. */
export const ALL_STORES: readonly string[] = [
  ...TABLE_NAMES,
  'outbox',
  'history',
  'setAside',
  'undoSteps',
  'drafts',
  'pictures',
  'meta',
];

/**
 * Takes out of the notebook whatever is erased: rows, past wordings, set-aside changes, steps to undo, unsent changes,
 * drafts, pictures. Rows that turn out to be an erased pupil's are written down as such, so that tablets that never hear
 * what they said leave them out as well. `arriving` are changes that are about to be merged; those of them that are not
 * erased are answered. Call within a transaction over `ALL_STORES`.
 */
export async function sweep(
  notebook: Notebook,
  arriving: readonly Change[] = [],
): Promise<readonly Change[]> {
  const known = await erasureIds(notebook);
  const following = erasuresThatFollow(known, [...arriving, ...(await tellingOf(notebook, known))]);
  await writeDown(notebook, following);
  const erased = erasedBy([...known, ...following]);
  if (erased === undefined) return arriving;
  const isGone = (one: { table: string; row: string }) => isErased(erased, one);
  for (const study of erased.byStudy.keys()) await sweepStudy(notebook, study, isGone);
  await sweepLoose(notebook, erased);
  await notebook.meta.put({ key: SWEPT, value: known.size + following.length });
  return await leaveOut(notebook, erased, arriving);
}

const SWEPT = 'sweptErasures';

/**
 * `sweep` for each batch that arrives, in a study or ten from which something was erased long ago: what is here already
 * is gone through only when there is more to erase than the last time.
 */
export async function sweepArriving(
  notebook: Notebook,
  arriving: readonly Change[],
): Promise<readonly Change[]> {
  const [known, swept] = await Promise.all([erasureIds(notebook), notebook.meta.get(SWEPT)]);
  const erased = erasedBy(known);
  const isSwept = swept?.value === known.size && erasuresThatFollow(known, arriving).length === 0;
  if (!isSwept || erased === undefined) return await sweep(notebook, arriving);
  return await leaveOut(notebook, erased, arriving);
}

/** What of these is not erased, as far as is known. */
export async function leaveOutErased(
  notebook: Notebook,
  changes: readonly Change[],
): Promise<readonly Change[]> {
  const erased = changes.length > 0 ? await readErased(notebook) : undefined;
  return erased ? changes.filter((change) => !isErased(erased, change)) : changes;
}

/**
 * Before changes are sealed: true when some of them were written into what is erased (a field of a screen that was open,
 * another tab), and then they have been swept out of the notebook and its outbox.
 */
export async function sweepUnsent(notebook: Notebook, unsent: readonly Change[]): Promise<boolean> {
  const known = await erasureIds(notebook);
  const erased = erasedBy(known);
  if (erased === undefined) return false;
  const isStray =
    unsent.some((change) => isErased(erased, change)) || erasuresThatFollow(known, unsent).length > 0;
  if (isStray) await notebook.allOrNothing(ALL_STORES, async () => void (await sweep(notebook)));
  return isStray;
}

async function leaveOut(
  notebook: Notebook,
  erased: Erased,
  arriving: readonly Change[],
): Promise<readonly Change[]> {
  const gone = arriving.filter((change) => isErased(erased, change));
  const photos = gone.filter(({ table }) => table === 'photos');
  await rememberBlobs(
    notebook,
    photos.map(({ fields }) => fields['blob']),
  );
  return gone.length === 0 ? arriving : arriving.filter((change) => !isErased(erased, change));
}

/** Rows and past wordings of the studies in which a pupil was erased, where they tell whose they are. */
async function tellingOf(notebook: Notebook, ids: ReadonlySet<string>): Promise<readonly Telling[]> {
  const told: Telling[] = [];
  for (const [study, scope] of erasedBy(ids)?.byStudy ?? []) {
    if (scope === 'whole') continue;
    for (const table of TELLING_TABLES) {
      const rows = await notebook.rows(table).where('id').startsWith(`${study}.`).toArray();
      told.push(...rows.map(({ id, fields }) => ({ table, row: id, fields })));
      const past = await pastOf(notebook, table, study).toArray();
      told.push(...past.map(({ row, field, value }) => ({ table, row, fields: { [field]: value } })));
    }
    const aside = await notebook.setAside.where('reason').equals('removed').toArray();
    told.push(...aside.map(({ change }) => change).filter(({ row }) => studyOf(row) === study));
  }
  return told;
}

async function writeDown(notebook: Notebook, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const writes = ids.map((id): Write => ({ table: 'erasures', row: id, fields: { scope: id } }));
  if (!isGuestDevice(notebook.device)) return void (await commit(notebook, writes));
  // Nobody takes a guest's word for it; the others find out for themselves, and this tablet has swept.
  const at = nextStamp(await readClock(notebook), notebook.now(), notebook.device);
  const rows = writes.map(({ table, row, fields = {} }) =>
    packRow(row, rowOfChange({ table, row, at, fields })),
  );
  await notebook.rows('erasures').bulkPut(rows);
}

type IsGone = (one: { table: string; row: string }) => boolean;

async function sweepStudy(notebook: Notebook, study: string, isGone: IsGone): Promise<void> {
  for (const table of TABLE_NAMES) {
    const rows = notebook.rows(table);
    const below = await rows.where('id').startsWith(childId(study, '')).primaryKeys();
    const gone = [study, ...below].filter((row) => isGone({ table, row }));
    if (table === 'photos') {
      const photos = await rows.bulkGet(gone);
      await rememberBlobs(
        notebook,
        photos.map((photo) => photo?.fields['blob']),
      );
      await notebook.pictures.bulkDelete(gone);
    }
    await rows.bulkDelete(gone);
    await pastOf(notebook, table, study)
      .filter(({ row }) => isGone({ table, row }))
      .delete();
  }
}

function pastOf(notebook: Notebook, table: TableName, study: string) {
  return notebook.history
    .where('[table+row+field+at]')
    .between([table, study], [table, `${study}.\uffff`], true, true);
}

/** What is not kept by the row it belongs to. */
async function sweepLoose(notebook: Notebook, erased: Erased): Promise<void> {
  const isGone: IsGone = (one) => isErased(erased, one);
  await notebook.setAside.filter(({ change }) => isGone(change)).delete();
  for (const entry of await notebook.outbox.toArray()) {
    const changes = entry.changes.filter((change) => !isGone(change));
    if (changes.length === 0) await notebook.outbox.delete(entry.at);
    else if (changes.length < entry.changes.length) await notebook.outbox.put({ ...entry, changes });
  }
  for (const step of await notebook.undoSteps.toArray()) {
    const inverse = step.inverse.filter((one) => !isGone(one));
    if (inverse.length === 0) await notebook.undoSteps.delete(step.at);
    else if (inverse.length < step.inverse.length) await notebook.undoSteps.put({ ...step, inverse });
  }
  await notebook.drafts.filter(({ key, value }) => isDraftOf(erased, key, value)).delete();
}

/** The spare drafts are a database of their own. */
export async function sweepSpareDrafts(notebook: Notebook): Promise<void> {
  const erased = await readErased(notebook);
  if (erased === undefined || notebook.isPassing) return;
  await notebook.spare.drafts.filter(({ key, value }) => isDraftOf(erased, key, value)).delete();
}

/** Drafts are keyed by what they belong to; what is being written in a lesson names its pupil inside. */
function isDraftOf({ byStudy }: Erased, key: string, value: unknown): boolean {
  const segments = new Set(key.split(/[./:]/));
  for (const [study, scope] of byStudy) {
    if (!segments.has(study)) continue;
    if (scope === 'whole') return true;
    const words = JSON.stringify(value) ?? '';
    if ([...scope].some((segment) => segments.has(segment) || words.includes(`"pupil":"${segment}"`))) {
      return true;
    }
  }
  return false;
}

const BLOB = 'eraseBlob:';

/** Sealed photos at the server are to go as well: remembered until the mailbox knows. */
async function rememberBlobs(notebook: Notebook, blobs: readonly unknown[]): Promise<void> {
  const named = blobs.filter((blob) => typeof blob === 'string' && blob !== '');
  await notebook.meta.bulkPut(named.map((blob) => ({ key: `${BLOB}${blob as string}`, value: blob })));
}

export async function blobsToErase(notebook: Notebook): Promise<readonly string[]> {
  const found = await notebook.meta.where('key').startsWith(BLOB).toArray();
  return found.map(({ value }) => value as string);
}

export async function forgetBlobs(notebook: Notebook, blobs: readonly string[]): Promise<void> {
  await notebook.meta.bulkDelete(blobs.map((blob) => `${BLOB}${blob}`));
}
