import { deviceOfKeyBox, epochOfKeyBox, keyBoxId } from '../domain/epoch.ts';
import type { DeviceId } from '../domain/ids.ts';
import { commit, type Write } from './commit.ts';
import type { Notebook } from './database.ts';
import { all, one } from './read.ts';

/** The secret of an epoch, sealed for one tablet. */
export interface KeyBoxRow {
  readonly epoch: number;
  readonly device: DeviceId;
  readonly box: string;
}

export async function keyBoxes(notebook: Notebook): Promise<readonly KeyBoxRow[]> {
  const rows = await all(notebook, 'keyBoxes');
  return rows.map(({ id, box }) => ({ epoch: epochOfKeyBox(id), device: deviceOfKeyBox(id), box }));
}

export function keyBoxWrite({ epoch, device, box }: KeyBoxRow) {
  return { table: 'keyBoxes', row: keyBoxId(epoch, device), fields: { box } } as const satisfies Write;
}

export async function writeKeyBoxes(notebook: Notebook, boxes: readonly KeyBoxRow[]): Promise<void> {
  if (boxes.length > 0) await commit(notebook, boxes.map(keyBoxWrite));
}

/**
 * The team's tablets that were not removed, with the key that each has published; '' for one that has not yet, because it
 * has an older version or was not opened since.
 */
export async function tabletsToStay(notebook: Notebook): Promise<ReadonlyMap<DeviceId, string>> {
  const [devices, removed] = await Promise.all([
    all(notebook, 'devices'),
    notebook.rows('removals').toCollection().primaryKeys(),
  ]);
  const gone = new Set(removed);
  return new Map(devices.filter(({ id }) => !gone.has(id)).map(({ id, publicKey }) => [id, publicKey]));
}

/** Says to colleagues with which key they can seal for this tablet, once it has introduced itself. */
export async function publishKey(notebook: Notebook, publicKey: string): Promise<void> {
  const { device } = notebook;
  const known = await one(notebook, 'devices', device);
  if (known === undefined || known.publicKey === publicKey) return;
  await commit(notebook, [{ table: 'devices', row: device, fields: { publicKey } }]);
}
