import { startServerProcess } from '../support/server.ts';
import { aClaimedTablet, anEnvelope, aTablet, done, type Tablet } from './tablet.ts';

type Person = Pick<Tablet, 'team' | 'device' | 'token' | 'proof'>;

/** What a team was told is stored, by number, since it was last looked at; and where that was. */
interface Account {
  readonly people: readonly Person[];
  readonly acked: Map<number, string>;
  seen: number;
}

export interface Killed {
  readonly acked: number;
  /** Envelopes that were acknowledged and are not there, or not in their place. */
  readonly lost: readonly string[];
}

const TABLETS = 8;

/**
 * Starts a server, lets tablets of several teams push as fast as they can, kills it at a random moment, and looks, with
 * the next one, whether everything that was acknowledged is in its place; so many times.
 */
export async function killUnderLoad(
  dataDir: string,
  kills: number,
  chance: () => number,
  onKilled: (round: number) => void = () => undefined,
): Promise<Killed> {
  const accounts: Account[] = [];
  const lost: string[] = [];
  let ackedInAll = 0;

  for (let round = 0; round <= kills; round++) {
    const server = await startServerProcess({ dataDir, env: { PUSHES_PER_MINUTE: '1000000' } });
    for (const account of accounts) {
      ackedInAll += account.acked.size;
      lost.push(...(await missing(server.url, account)));
    }
    if (round === kills) {
      await server.kill();
      break;
    }
    if (accounts.length < 4) accounts.push(await newTeam(server.url));
    const writing = Array.from({ length: TABLETS }, (_, index) => {
      const account = accounts[index % accounts.length]!;
      const person = account.people[Math.floor(index / accounts.length) % account.people.length];
      return writeUntilCut(aTablet(server.url, person), account.acked);
    });
    const enough = Math.floor(chance() * 60);
    const count = () => accounts.reduce((sum, { acked }) => sum + acked.size, 0);
    while (count() < enough) await new Promise((resolve) => setImmediate(resolve));
    // Not only right behind an answer: somewhere between two.
    await new Promise((resolve) => setTimeout(resolve, chance() * 8));
    await server.kill();
    await Promise.all(writing);
    onKilled(round + 1);
  }
  return { acked: ackedInAll, lost };
}

async function newTeam(url: string): Promise<Account> {
  const first = await aClaimedTablet(url);
  const second = await aClaimedTablet(url, { team: first.team, proof: first.proof });
  return { people: [first, second], acked: new Map(), seen: 0 };
}

/** Remembers what was acknowledged under which number; ends when the connection does. */
async function writeUntilCut(tablet: Tablet, acked: Map<number, string>): Promise<void> {
  for (;;) {
    const envelopes = [anEnvelope(), anEnvelope({ size: 3_000 })];
    const answer = await tablet.push(envelopes);
    if (answer.kind === 'offline') return;
    for (const [index, seq] of done(answer).results.entries()) acked.set(Number(seq), hex(envelopes[index]!));
  }
}

/** Reads on from where it last looked, and clears the account. */
async function missing(url: string, account: Account): Promise<readonly string[]> {
  const tablet = aTablet(url, account.people[0]);
  const held = new Map<number, string>();
  const from = account.seen;
  for (;;) {
    const page = done(await tablet.pull(account.seen));
    for (const one of page.envelopes) held.set(++account.seen, one instanceof Uint8Array ? hex(one) : '');
    if (account.seen >= page.head.seq) break;
  }
  const gone = [...account.acked].filter(([seq, envelope]) => held.get(seq) !== envelope);
  account.acked.clear();
  return gone.map(([seq]) => `number ${seq} of a log read from ${from} to ${account.seen}`);
}

function hex(envelope: Uint8Array): string {
  return Buffer.from(envelope).toString('hex');
}
