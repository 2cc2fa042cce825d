import Dexie, { type EntityTable, type Table } from 'dexie';
import type { Change, ChangeProblem } from '../domain/change.ts';
import { newIdOf, type DeviceId, type RandomBytes, type TeamId } from '../domain/ids.ts';
import type { Stamp } from '../domain/stamp.ts';
import type { TableName } from '../domain/tables.ts';
import { alive } from './alive.ts';
import { SpareDrafts } from './spare-drafts.ts';
import type { StoredRow } from './stored-row.ts';

/** One save that is not yet in an envelope: everything that one transaction changed. */
export interface OutboxEntry {
  readonly at: Stamp;
  readonly changes: readonly Change[];
}

/** A wording that another replaced. Never deleted while its row lives: every wording a note had can be read again. */
export interface PastVersion {
  readonly table: string;
  readonly row: string;
  readonly field: string;
  readonly at: Stamp;
  readonly value: unknown;
}

/**
 * A change that is not applied: kept as it came, with the reason; `unknownTable` is tried again after an update, `removed`
 * when somebody takes it in.
 */
export interface Aside {
  readonly reason: ChangeProblem;
  readonly change: Change;
}

export interface SetAside extends Aside {
  readonly id: string;
}

/** What taking back one step of a lesson writes. Stays on this tablet. */
export interface UndoStep {
  readonly at: Stamp;
  readonly scope: string;
  readonly inverse: readonly { table: TableName; row: string; fields: Record<string, unknown> }[];
}

/** Half-written text and the like, by what it belongs to. Stays on this tablet and never travels. */
export interface Draft {
  readonly key: string;
  readonly value: unknown;
}

/**
 * A photo of work on this tablet: JPEG bytes, opened. `toSeal`: taken here and not yet in the mailbox. `sealed`: in the
 * mailbox, on its way. `kept`: here and at the server. `wanted`: looked at, but its bytes have not arrived.
 */
export interface Picture {
  readonly photo: string;
  readonly state: 'toSeal' | 'sealed' | 'kept' | 'wanted';
  readonly bytes?: Uint8Array<ArrayBuffer>;
}

export interface NotebookDeps {
  readonly team: TeamId;
  readonly device: DeviceId;
  readonly now: () => number;
  readonly random: RandomBytes;
  /** Nothing of this notebook is to outlive it, wherever else things are kept meanwhile. */
  readonly isPassing?: boolean;
}

/**
 * One team's notebook on this tablet. Readable, and therefore the page's alone: the service worker never opens it.
 * Leaving the team deletes the database.
 */
export class Notebook extends Dexie {
  outbox!: EntityTable<OutboxEntry, 'at'>;
  history!: Table<PastVersion, [table: string, row: string, field: string, at: string]>;
  setAside!: EntityTable<SetAside, 'id'>;
  undoSteps!: EntityTable<UndoStep, 'at'>;
  drafts!: EntityTable<Draft, 'key'>;
  pictures!: EntityTable<Picture, 'photo'>;
  /** `clock…`: see clock.ts. */
  meta!: EntityTable<{ key: string; value: unknown }, 'key'>;

  readonly team: TeamId;
  readonly device: DeviceId;
  /** The tablet's clock, corrected by what it knows of the server's; milliseconds since 1970. */
  readonly now: () => number;
  readonly newId: () => string;
  readonly random: RandomBytes;
  readonly isPassing: boolean;
  readonly spare: SpareDrafts;
  /** This opening of the notebook: one page, until it is closed or reloaded. */
  readonly page: string;
  /** The latest stamp this page has written or seen; undefined until it has read the tablet's clock. */
  latest: Stamp | undefined;

  constructor({ team, device, now, random, isPassing = false }: NotebookDeps) {
    super(notebookName(team), { chromeTransactionDurability: 'strict' });
    this.team = team;
    this.device = device;
    this.now = now;
    this.newId = () => newIdOf(device, random);
    this.random = random;
    this.isPassing = isPassing;
    this.spare = new SpareDrafts(team);
    this.page = this.newId();
    // Ids are paths, so "all notes of a lesson" is a range of primary keys: shared tables need no other index.
    // A published version is never edited; the next version() goes below.
    this.version(1).stores({
      ...keyedById(FIRST_TABLES),
      outbox: 'at',
      history: '[table+row+field+at]',
      setAside: 'id, reason',
      undoSteps: 'at, scope',
      drafts: 'key',
      meta: 'key',
    });
    this.version(2).stores({ ...keyedById(SECOND_TABLES), pictures: 'photo, state' });
    this.version(3).stores(keyedById(THIRD_TABLES));
    this.version(4).stores(keyedById(FOURTH_TABLES));
  }

  /**
   * Reads and writes in one transaction, on a connection that answers. The work may be done twice, when the end of the first
   * time was not heard of: random ids are made before it, and what it reads may be what it wrote.
   */
  async allOrNothing<T>(stores: readonly string[], work: () => Promise<T>): Promise<T> {
    return await alive(this, async () => await this.transaction('rw', stores, work));
  }

  rows(table: TableName): EntityTable<StoredRow, 'id'> {
    return this.table(table);
  }
}

const FIRST_TABLES = [
  'team',
  'members',
  'devices',
  'studies',
  'pupils',
  'lessons',
  'stages',
  'criteria',
  'predictions',
  'coverage',
  'sittings',
  'stageMarks',
  'notes',
  'matches',
  'verdicts',
] as const satisfies readonly TableName[];

const SECOND_TABLES = [
  'groundRules',
  'desks',
  'seats',
  'photos',
  'strokes',
  'interactions',
] as const satisfies readonly TableName[];

const THIRD_TABLES = [
  'prompts',
  'interviews',
  'answers',
  'discussions',
  'agenda',
  'minutes',
  'citations',
  'actions',
  'points',
  'comments',
  'findings',
  'evidence',
  'erasures',
] as const satisfies readonly TableName[];

const FOURTH_TABLES = ['removals', 'keyBoxes'] as const satisfies readonly TableName[];

function keyedById(tables: readonly TableName[]) {
  return Object.fromEntries(tables.map((name) => [name, 'id']));
}

export function notebookName(team: TeamId): string {
  return `threefold-notebook-${team}`;
}
