import Dexie from 'dexie';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import type { Change } from '../../src/domain/change.ts';
import { newDeviceId } from '../../src/domain/ids.ts';
import type { TeamKeys } from '../../src/crypto/team-key.ts';
import { Mailbox } from '../../src/mailbox/database.ts';
import { newPostbox } from '../../src/mailbox/new-postbox.ts';
import { Notebook } from '../../src/notebook/database.ts';
import { eraseMail } from '../../src/sealing/erase-mail.ts';
import { openMail } from '../../src/sealing/open-mail.ts';
import { sealOutbox, type SealingDeps } from '../../src/sealing/seal-outbox.ts';
import { syncOnce, type SyncOutcome } from '../../src/sync/sync-once.ts';
import type { seededRandom } from '../support/tablet.ts';
import { readSealed } from './read-sealed.ts';

export const TEAM = 'simulated-team';

export interface SimulatedTabletDeps {
  readonly keys: TeamKeys;
  readonly random: ReturnType<typeof seededRandom>;
  /** The true time, milliseconds since 1970. */
  readonly time: () => number;
  readonly fetch: typeof globalThis.fetch;
}

/** One tablet of the simulation: the real notebook, sealing, mailbox and sync over databases of its own. */
export class SimulatedTablet {
  readonly notebook: Notebook;
  readonly mailbox: Mailbox;
  /** Stamps of all changes that have reached this tablet. */
  readonly known = new Set<string>();
  /** How far this tablet's clock is off, in milliseconds; may jump. */
  clockErrorMs = 0;
  isOnline = true;
  readonly sealing: SealingDeps;
  private readonly readMails = new Set<string>();

  private readonly keys: TeamKeys;
  private readonly random: ReturnType<typeof seededRandom>;
  private readonly time: () => number;
  private readonly fetch: typeof globalThis.fetch;

  constructor({ keys, random, time, fetch }: SimulatedTabletDeps) {
    this.keys = keys;
    this.random = random;
    this.time = time;
    this.fetch = fetch;
    // Each tablet has its own disk.
    Object.assign(Dexie.dependencies, { indexedDB: new IDBFactory(), IDBKeyRange });
    const device = newDeviceId(random.bytes);
    this.notebook = new Notebook({ team: TEAM, device, now: this.now, random: random.bytes });
    this.mailbox = new Mailbox();
    this.sealing = {
      notebook: this.notebook,
      mailbox: this.mailbox,
      keys: { epoch: 1, oldest: 1, keyOf: () => keys.sealKey },
      random: random.bytes,
    };
  }

  readonly now = () => this.time() + this.clockErrorMs;

  async settleIn(): Promise<void> {
    const { device } = this.notebook;
    const { proof } = this.keys;
    const token = this.random.bytes(32);
    await this.mailbox.postboxes.put(newPostbox({ team: TEAM, device, token, proof, isClaimed: false }));
  }

  /** The changes that a piece of work left in the outbox. */
  async write(work: () => Promise<unknown>): Promise<readonly Change[]> {
    const before = new Set(await this.notebook.outbox.toCollection().primaryKeys());
    await work();
    const entries = (await this.notebook.outbox.toArray()).filter((entry) => !before.has(entry.at));
    const changes = entries.flatMap((entry) => entry.changes);
    for (const change of changes) this.known.add(change.at);
    return changes;
  }

  async seal(): Promise<void> {
    await sealOutbox(this.sealing);
  }

  /** Killed between putting the envelope into the mailbox and clearing the outbox. */
  async sealAndDie(): Promise<void> {
    const entries = await this.notebook.outbox.toArray();
    await sealOutbox(this.sealing);
    await this.notebook.outbox.bulkPut(entries);
  }

  async sync(): Promise<SyncOutcome> {
    return await syncOnce(
      {
        mailbox: this.mailbox,
        fetch: this.fetch,
        now: this.now,
        isOnline: () => this.isOnline,
        chance: this.random.chance,
      },
      TEAM,
    );
  }

  /** Takes what was deleted for everyone out of the envelopes; as the page does after each of its other works. */
  async erase(): Promise<void> {
    await eraseMail(this.sealing);
  }

  async open(): Promise<void> {
    await openMail(this.sealing);
    for (const mail of await this.mailbox.mail.where({ team: TEAM }).toArray()) {
      const isRead = mail.reading === 'opened' || mail.reading === 'toErase';
      if (!isRead || this.readMails.has(mail.id)) continue;
      this.readMails.add(mail.id);
      for (const change of await this.read(mail.bytes)) this.known.add(change.at);
    }
  }

  /** Where everything stands that syncing moves. */
  async standing(): Promise<unknown> {
    const { log, seq, erasures } = (await this.mailbox.postboxes.get(TEAM))!;
    const mails = await this.mailbox.mail.toArray();
    const states = mails.map(({ id, seq: place, sending, reading }) => [id, place, sending, reading]);
    return [log, seq, erasures, await this.notebook.outbox.count(), states];
  }

  /** Every change that lies sealed on this tablet. */
  async sealedChanges(): Promise<readonly Change[]> {
    const mails = await this.mailbox.mail.toArray();
    return (await Promise.all(mails.map(({ bytes }) => this.read(bytes)))).flat();
  }

  async read(bytes: Uint8Array): Promise<readonly Change[]> {
    return await readSealed(this.keys, TEAM, bytes);
  }

  close(): void {
    this.notebook.close();
    this.mailbox.close();
  }
}
