import Dexie, { type EntityTable } from 'dexie';
import { classroomNotes } from '../classroom-text.ts';
import { epochMs, pause, within, writeAtPace, type LiveTimes } from './pace.ts';

/** About 298 bytes as JSON with 200 characters of text: less than a note of the app knows. */
interface FloorRow {
  readonly id: string;
  readonly by: string;
  readonly pupil: string;
  readonly stage: string;
  readonly atMs: number;
  readonly kind: string;
  readonly text: string;
}
type SavedRow = FloorRow & { readonly sent: 0 | 1 };

const LIVE_EVERY_MS = 50;
const LIVE_WITHIN_MS = 60_000;

/** What the machine allows without encryption, merging or retries; architecture.md section 7. */
const db = new Dexie('bench-floor', { chromeTransactionDurability: 'strict' }) as Dexie & {
  rows: EntityTable<SavedRow, 'id'>;
};
db.version(1).stores({ rows: 'id, sent' });

function rowsOf(count: number, seed: number): readonly FloorRow[] {
  const by = idOf(crypto.getRandomValues(new Uint8Array(9)));
  return classroomNotes(count, seed).map(({ pupil, kind, text }, index) => ({
    id: idOf(crypto.getRandomValues(new Uint8Array(9))),
    by,
    pupil,
    stage: String(1 + (index % 6)),
    atMs: 1_000_000 + index * 137,
    kind,
    text,
  }));
}

/** 12 characters, as the app's own ids. */
function idOf(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}

function asSent({ id, by, pupil, stage, atMs, kind, text }: SavedRow): FloorRow {
  return { id, by, pupil, stage, atMs, kind, text };
}

async function sendUnsent(): Promise<number> {
  const unsent = await db.rows.where('sent').equals(0).toArray();
  if (unsent.length === 0) return 0;
  const body = JSON.stringify(unsent.map(asSent));
  const answer = await fetch('/rows', { method: 'POST', body });
  if (!answer.ok) throw new Error(`The floor server answered ${answer.status}.`);
  await answer.text();
  await db.rows.bulkPut(unsent.map((row) => ({ ...row, sent: 1 })));
  return body.length;
}

async function fetchAfter(after: number): Promise<number> {
  const answer = await fetch(`/rows?after=${after}`);
  const { head, rows } = (await answer.json()) as { head: number; rows: readonly FloorRow[] };
  if (rows.length > 0) await db.rows.bulkPut(rows.map((row) => ({ ...row, sent: 1 })));
  return head;
}

const floor = {
  open: () => db.open().then(() => undefined),

  /** Unsent rows in the database, as after a lesson without Wi-Fi. */
  async fill(count: number, seed: number): Promise<void> {
    await db.rows.clear();
    await db.rows.bulkAdd(rowsOf(count, seed).map((row) => ({ ...row, sent: 0 })));
  },

  async offerAgain(): Promise<void> {
    await db.rows.toCollection().modify({ sent: 0 });
  },

  async push(): Promise<{ ms: number; bytes: number }> {
    const start = performance.now();
    const bytes = await sendUnsent();
    return { ms: performance.now() - start, bytes };
  },

  /** One note more goes to the server; this tablet forgets it again. */
  async pushOneMore(): Promise<void> {
    const more = rowsOf(1, 2);
    await db.rows.bulkAdd(more.map((row) => ({ ...row, sent: 0 })));
    await sendUnsent();
    await db.rows.bulkDelete(more.map(({ id }) => id));
  },

  async join(count: number): Promise<number> {
    const start = performance.now();
    await fetchAfter(0);
    const ms = performance.now() - start;
    const found = await db.rows.count();
    if (found !== count) throw new Error(`The floor has ${found} of ${count} rows.`);
    return ms;
  },

  async live(plan: { startAt: number; everyMs: number; count: number; total: number; seed: number }) {
    const rows = rowsOf(plan.count, plan.seed);
    let isDone = false;
    let head = 0;
    const exchange = async (): Promise<number> => {
      for (;;) {
        const start = performance.now();
        await sendUnsent();
        head = await fetchAfter(head);
        // What came in the meantime must still reach the others.
        const hasAll = isDone && (await db.rows.count()) >= plan.total;
        if (hasAll && (await db.rows.where('sent').equals(0).count()) === 0) return epochMs();
        await pause(Math.max(0, LIVE_EVERY_MS - (performance.now() - start)));
      }
    };
    const exchanging = within(LIVE_WITHIN_MS, 'The live floor', exchange());
    const lastWriteAt = await writeAtPace(plan, async (index) => {
      await db.rows.add({ ...(rows[index] as FloorRow), sent: 0 });
    });
    isDone = true;
    return { lastWriteAt, allAt: await exchanging } satisfies LiveTimes;
  },

  /** One bare durable put after another, a moment apart, as Enter after Enter. */
  async puts(count: number): Promise<readonly number[]> {
    const rows = rowsOf(count, 5);
    const times: number[] = [];
    for (const row of rows) {
      await pause(30);
      const start = performance.now();
      await db.rows.put({ ...row, sent: 0 });
      times.push(performance.now() - start);
    }
    return times;
  },
};

export type Floor = typeof floor;
Object.assign(window, { floor });
