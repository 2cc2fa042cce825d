import Dexie, { type EntityTable } from 'dexie';
import type { TeamId } from '../domain/ids.ts';
import { alive } from './alive.ts';

/**
 * Drafts while the notebook does not answer (another tab is upgrading it, or its connection is stuck): a small database of
 * their own, which nothing ever upgrades. Not the browser's simpler store, which a flat battery robs of its last seconds.
 * Each draft is taken out again as soon as the notebook has it. Stays on this tablet, and goes with its team. What freezes
 * the notebook's connection freezes this one as well, and whoever waits for it would write no draft any more.
 */
export class SpareDrafts extends Dexie {
  drafts!: EntityTable<{ key: string; value: unknown }, 'key'>;
  /** What this page knows to lie here, so that the others cost nothing. */
  readonly held = new Set<string>();

  constructor(team: TeamId) {
    super(spareName(team), { chromeTransactionDurability: 'strict' });
    this.version(1).stores({ drafts: 'key' });
  }
}

export function spareName(team: TeamId): string {
  return `threefold-spare-${team}`;
}

export async function keepSpare(spare: SpareDrafts, key: string, value: unknown): Promise<void> {
  spare.held.add(key);
  await alive(spare, () => spare.drafts.put({ key, value }));
}

export async function dropSpare(spare: SpareDrafts, key: string): Promise<void> {
  if (!spare.held.delete(key)) return;
  await alive(spare, () => spare.drafts.delete(key));
}

export async function readSpare(spare: SpareDrafts, key: string): Promise<unknown> {
  const kept = await alive(spare, () => spare.drafts.get(key));
  if (kept) spare.held.add(key);
  return kept?.value;
}

/** All whose key begins like this. */
export async function sparesBelow(spare: SpareDrafts, prefix: string) {
  const found = await alive(spare, () => spare.drafts.where('key').startsWith(prefix).toArray());
  for (const { key } of found) spare.held.add(key);
  return found;
}
