import type { PostgresDatabase, Statement } from './database.postgres.ts';
import type { Poke } from './line-payload.ts';
import { StorageUnavailable } from './store.ts';
import { watchersByTeam } from './watchers.ts';

export interface Pokes {
  /** This process has committed something of this team. */
  tell(team: string, seq: number): void;
  watch(team: string, onGrown: (seq: number) => void): () => void;
}

const selectHeads: Statement = {
  name: 'watched-heads',
  text: 'SELECT team, seq, erasures FROM team WHERE team = ANY($1)',
};

/**
 * Who is told of a team's commits: by this process for its own, by the line for those of others, and because what goes over
 * the line may be lost, by looking at the heads of the watched teams every few seconds. That is one statement, however
 * many they are, and none while nobody watches.
 */
export function postgresPokes(
  database: PostgresDatabase,
  options: { readonly tellOthers: (poke: Poke) => void; readonly pollEveryMs: number },
) {
  const watchers = watchersByTeam();
  let seen = new Map<string, { told: number; erasures: number }>();
  let isLooking = false;
  const timer = setInterval(() => void look(), options.pollEveryMs).unref();

  async function look() {
    const teams = watchers.teams();
    if (isLooking || teams.length === 0) return;
    isLooking = true;
    try {
      const heads = await database.query<{ team: string; seq: number; erasures: number }>(selectHeads, [
        teams,
      ]);
      const before = seen;
      seen = new Map(heads.map(({ team, seq, erasures }) => [team, { told: seq, erasures }]));
      for (const { team, seq, erasures } of heads) {
        const known = before.get(team);
        if (!known || known.told < seq || known.erasures !== erasures) watchers.tell(team, seq);
      }
    } catch (error) {
      if (!(error instanceof StorageUnavailable)) throw error;
    } finally {
      isLooking = false;
    }
  }

  function tell(team: string, seq: number) {
    const known = seen.get(team);
    if (known) seen.set(team, { ...known, told: Math.max(known.told, seq) });
    watchers.tell(team, seq);
  }

  return {
    watch: (team: string, onGrown: (seq: number) => void) => watchers.watch(team, onGrown),
    tell(team: string, seq: number) {
      tell(team, seq);
      options.tellOthers({ team, seq });
    },
    heard: ({ team, seq }: Poke) => tell(team, seq),
    look,
    stop: () => clearInterval(timer),
  };
}
