import Dexie from 'dexie';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { Keyring, type KeyringEntry } from '../../src/access/keyring.ts';
import { invite, joinTeam, startTeam, type AccessDeps } from '../../src/access/start-and-join.ts';
import type { TabletsToRemove, TeamOnTablet } from '../../src/access/team-access.ts';
import { openEpochs, type TeamEpochs } from '../../src/access/team-epochs.ts';
import { settleKeys } from '../../src/app/keep-keys.ts';
import { removeTablets } from '../../src/app/remove-tablets.ts';
import { Mailbox } from '../../src/mailbox/database.ts';
import { retrySetAside } from '../../src/mailbox/incoming.ts';
import { commit } from '../../src/notebook/commit.ts';
import { Notebook } from '../../src/notebook/database.ts';
import { all } from '../../src/notebook/read.ts';
import { introduce, writeTeam } from '../../src/notebook/write-team.ts';
import { eraseMail } from '../../src/sealing/erase-mail.ts';
import { openMail } from '../../src/sealing/open-mail.ts';
import { sealOutbox } from '../../src/sealing/seal-outbox.ts';
import { syncOnce, type SyncOutcome } from '../../src/sync/sync-once.ts';
import type { seededRandom } from './tablet.ts';

export interface TeamTabletDeps {
  readonly fetch: typeof globalThis.fetch;
  readonly random: ReturnType<typeof seededRandom>;
  readonly time: () => number;
}

/** A tablet with everything but its screens: it starts or joins a team, writes, syncs, removes, and is removed. */
export class TeamTablet {
  readonly access: AccessDeps;
  readonly name: string;
  private readonly deps: TeamTabletDeps;
  private readonly disk = new IDBFactory();
  entry!: KeyringEntry;
  notebook!: Notebook;
  epochs!: TeamEpochs;

  constructor(name: string, deps: TeamTabletDeps) {
    this.useOwnDisk();
    this.name = name;
    this.deps = deps;
    const { fetch, random } = deps;
    const origin = 'https://school.example';
    this.access = { keyring: new Keyring(), mailbox: new Mailbox(), fetch, random: random.bytes, origin };
  }

  get device() {
    return this.entry.device;
  }

  get mailbox() {
    return this.access.mailbox;
  }

  async start(): Promise<void> {
    const team = await startTeam(this.access, 'P5 Maths triad');
    await this.open(team);
    await writeTeam(this.notebook, { name: team.name, tags: [], lead: this.person('lead') });
    await this.round();
  }

  async inviteCode({ isGuest = false } = {}): Promise<string> {
    const made = await invite(this.access, this.entry.team, { isGuest });
    if (made.kind === 'failed') throw new Error(made.problem);
    return made.value.code;
  }

  /** Also for who comes back after a removal. */
  async join(code: string): Promise<void> {
    const joined = await joinTeam(this.access, code);
    if (joined.kind === 'failed') throw new Error(joined.problem);
    await this.open(joined.value);
    await introduce(this.notebook, this.person(joined.value.isGuest ? 'guest' : 'member'));
    await this.round();
  }

  private async open({ team }: TeamOnTablet): Promise<void> {
    const { time, random } = this.deps;
    this.entry = (await this.access.keyring.teams.get(team))!;
    const { device } = this.entry;
    this.notebook?.close();
    this.useOwnDisk();
    this.notebook = new Notebook({ team, device, now: time, random: random.bytes });
    await this.reopenKeys();
  }

  /** Databases that are made from now on lie on this tablet. */
  private useOwnDisk(): void {
    Object.assign(Dexie.dependencies, { indexedDB: this.disk, IDBKeyRange });
  }

  async reopenKeys(): Promise<void> {
    this.epochs = await openEpochs(this.access, this.entry);
    // As the page does whenever it opens: a key may have come with an invitation.
    await retrySetAside(this.mailbox, this.entry.team);
  }

  private person(role: 'lead' | 'member' | 'guest') {
    const { me: member, device } = this.entry;
    return { member, name: this.name, role, device, deviceLabel: `${this.name}’s tablet` } as const;
  }

  get sealing() {
    const { notebook, mailbox, epochs } = this;
    return { notebook, mailbox, keys: epochs, random: this.deps.random.bytes };
  }

  async note(id: string, text: string): Promise<void> {
    const fields = { text, pupil: 'A', observer: this.entry.me };
    await commit(this.notebook, [{ table: 'notes', row: `oak.1.${id}`, fields }]);
  }

  async notes(): Promise<readonly string[]> {
    return (await all(this.notebook, 'notes')).map(({ text }) => text).toSorted();
  }

  async sync(): Promise<SyncOutcome> {
    const { time: now, random } = this.deps;
    const deps = { ...this.access, now, isOnline: () => true, chance: random.chance };
    return await syncOnce(deps, this.entry.team);
  }

  async openAll(): Promise<void> {
    await openMail(this.sealing);
    await settleKeys({ ...this.access, notebook: this.notebook, epochs: this.epochs });
    await openMail(this.sealing);
  }

  /** What an open app does by itself, until it has nothing more to do. */
  async round(): Promise<SyncOutcome> {
    await this.openAll();
    await sealOutbox(this.sealing);
    await this.sync();
    await this.openAll();
    await sealOutbox(this.sealing);
    await eraseMail(this.sealing);
    return await this.sync();
  }

  async remove(which: TabletsToRemove) {
    const { notebook } = this;
    const deps = {
      ...this.access,
      notebook,
      sync: () => this.sync(),
      alone: (work: () => Promise<void>) => work(),
    };
    const outcome = await removeTablets(deps, this.entry, which);
    // The page hears of it through the log and opens the new key from its own box.
    await this.openAll();
    return outcome;
  }

  close(): void {
    this.notebook?.close();
    this.access.mailbox.close();
    this.access.keyring.close();
  }
}
