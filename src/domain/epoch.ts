import { childId, type DeviceId, type RandomBytes } from './ids.ts';

export const FIRST_EPOCH = 1;

/**
 * Epochs are numbered so that a later one is greater, and so that two which begin apart (at a server that forgot the one
 * meanwhile) do not share a number: the count stands in the upper digits, chance in the lower six.
 */
const CHANCES = 1_000_000;

export function nextEpoch(newest: number, random: RandomBytes): number {
  const [a = 0, b = 0, c = 0] = random(3);
  return (Math.floor(newest / CHANCES) + 1) * CHANCES + (((a << 16) | (b << 8) | c) % CHANCES);
}

/** The row that holds the secret of an epoch, sealed for one tablet. */
export function keyBoxId(epoch: number, device: DeviceId): string {
  return childId(String(epoch), device);
}

export function epochOfKeyBox(id: string): number {
  return Number(id.split('.')[0]);
}

export function deviceOfKeyBox(id: string): DeviceId {
  return id.split('.')[1] ?? '';
}
