import { deviceOfKeyBox, epochOfKeyBox, FIRST_EPOCH, keyBoxId } from '../domain/epoch.ts';
import type { DeviceId } from '../domain/ids.ts';
import { commit, type Write } from './commit.ts';
import type { Notebook } from './database.ts';
import { all, one } from './read.ts';
import { removedIds } from './removed-ids.ts';

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

/** A tablet that was not removed. */
export interface StayingTablet {
  readonly device: DeviceId;
  /** '' for one that has published none yet, because it has an older version or was not opened since. */
  readonly publicKey: string;
  /** The newest epoch that it had when it published its key; later ones it gets in boxes. */
  readonly keyEpoch: number;
}

export async function tabletsToStay(notebook: Notebook): Promise<readonly StayingTablet[]> {
  const [devices, removed] = await Promise.all([all(notebook, 'devices'), removedIds(notebook)]);
  const gone = new Set(removed);
  return devices
    .filter(({ id }) => !gone.has(id))
    .map(({ id, publicKey, keyEpoch }) => ({ device: id, publicKey, keyEpoch: keyEpoch ?? FIRST_EPOCH }));
}

/** Says to colleagues with which key they can seal for this tablet, once it has introduced itself. */
export async function publishKey(notebook: Notebook, publicKey: string, keyEpoch: number): Promise<void> {
  const { device } = notebook;
  const known = await one(notebook, 'devices', device);
  if (known === undefined || known.publicKey === publicKey) return;
  await commit(notebook, [{ table: 'devices', row: device, fields: { publicKey, keyEpoch } }]);
}
