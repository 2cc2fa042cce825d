/** Not longer than a tablet may go unseen in the list of tablets, which is kept to the minute. */
const REMEMBERED_MS = 60_000;
/** As many as the limits count; the least recent is forgotten first, so memory is bounded. */
const MOST = 5_000;

/**
 * Whose token it was within the last minute. It lets nobody in: whoever goes by it has the token looked at again where
 * something is done with it.
 */
export function recentTablets(now: () => number) {
  const byToken = new Map<string, { readonly device: string; readonly until: number }>();

  return {
    deviceOf(team: string, tokenHash: Uint8Array): string | null {
      const known = byToken.get(keyOf(team, tokenHash));
      return known && now() < known.until ? known.device : null;
    },
    remember(team: string, tokenHash: Uint8Array, device: string) {
      const key = keyOf(team, tokenHash);
      byToken.delete(key);
      byToken.set(key, { device, until: now() + REMEMBERED_MS });
      const [oldest] = byToken.keys();
      if (byToken.size > MOST && oldest !== undefined) byToken.delete(oldest);
    },
    forget: (team: string, tokenHash: Uint8Array) => void byToken.delete(keyOf(team, tokenHash)),
  };
}

export type RecentTablets = ReturnType<typeof recentTablets>;

function keyOf(team: string, tokenHash: Uint8Array): string {
  return `${team}/${Buffer.from(tokenHash.buffer, tokenHash.byteOffset, tokenHash.length).toString('latin1')}`;
}
