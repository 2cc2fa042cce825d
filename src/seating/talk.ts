import type { Interaction } from '../domain/note.ts';

/** How often one place spoke to another; most often first. */
export interface Talk {
  readonly from: string;
  readonly to: string;
  readonly count: number;
}

export function talkOf(interactions: readonly Pick<Interaction, 'from' | 'to'>[]): readonly Talk[] {
  const counts = new Map<string, Talk>();
  for (const { from, to } of interactions) {
    const key = `${from} ${to}`;
    counts.set(key, { from, to, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  return [...counts.values()].toSorted((a, b) => b.count - a.count || (a.from < b.from ? -1 : 1));
}
