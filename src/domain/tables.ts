import { isDeviceId } from './ids.ts';
import { DELETED, type Seen } from './row.ts';
import { isStamp } from './stamp.ts';

/**
 * Every table a team shares, with the sort of each field. `prose` keeps crossed edits beside each other;
 * the other sorts let the later write win. Fields are only ever added: an older tablet keeps those it does not know.
 */
export const TABLES = {
  team: { name: 'prose', tags: 'texts', gapMinutes: 'number', createdAt: 'number', recovery: 'text' },
  members: { name: 'text', role: 'text', removed: 'flag', removedIn: 'number' },
  devices: {
    member: 'text',
    label: 'text',
    joinedAt: 'number',
    publicKey: 'text',
    keyEpoch: 'number',
    alsoUsedBy: 'texts',
    unsent: 'number',
    unsentAt: 'number',
  },
  studies: {
    title: 'prose',
    school: 'text',
    className: 'text',
    yearGroup: 'text',
    subject: 'text',
    grouping: 'text',
    pupilsInClass: 'number',
    focusQuestion: 'prose',
    hypothesis: 'prose',
    known: 'prose',
    priority: 'prose',
    status: 'text',
    startsOn: 'text',
    endsOn: 'text',
    reviewOn: 'text',
    createdAt: 'number',
    createdBy: 'text',
  },
  groundRules: { order: 'number', text: 'prose' },
  desks: { x: 'number', y: 'number', width: 'number', height: 'number', label: 'text' },
  seats: { x: 'number', y: 'number', label: 'text', pupil: 'text' },
  pupils: { alias: 'text', represents: 'prose', startingPoint: 'prose', photosAllowed: 'flag' },
  lessons: {
    title: 'prose',
    date: 'text',
    time: 'text',
    zone: 'text',
    room: 'text',
    teacher: 'text',
    aim: 'prose',
    successCriteria: 'prose',
    changed: 'prose',
    resources: 'prose',
    createdAt: 'number',
  },
  stages: { order: 'number', name: 'text', minutes: 'number', grouping: 'text', teacherDoes: 'prose' },
  criteria: { text: 'prose' },
  predictions: { text: 'prose' },
  coverage: { watches: 'flag' },
  sittings: { member: 'text', device: 'text', startedAt: 'number', endedMs: 'number', nudgeMs: 'number' },
  stageMarks: { sitting: 'text', stage: 'text', atMs: 'number' },
  notes: {
    sitting: 'text',
    observer: 'text',
    pupil: 'text',
    stage: 'text',
    atMs: 'number',
    kind: 'text',
    text: 'prose',
    tags: 'texts',
    starred: 'flag',
    afterLesson: 'flag',
    isStageSet: 'flag',
    seat: 'text',
    writtenAt: 'number',
  },
  photos: {
    blob: 'text',
    key: 'text',
    chunks: 'number',
    bytes: 'number',
    width: 'number',
    height: 'number',
    takenAt: 'number',
    atServer: 'flag',
  },
  strokes: { photo: 'text', ink: 'text', points: 'text', drawnAt: 'number' },
  interactions: {
    sitting: 'text',
    observer: 'text',
    stage: 'text',
    from: 'text',
    to: 'text',
    atMs: 'number',
  },
  matches: { value: 'text' },
  verdicts: { value: 'text', remark: 'prose' },
  prompts: { order: 'number', text: 'prose' },
  interviews: { interviewer: 'text', heldAt: 'number', elapsedMs: 'number' },
  answers: { question: 'text', order: 'number', text: 'prose', writtenAt: 'number' },
  discussions: { preset: 'text', chair: 'text', scribe: 'text' },
  agenda: { order: 'number', title: 'prose', minutes: 'number', startedAt: 'number', spentMs: 'number' },
  minutes: { update: 'text' },
  citations: { cites: 'flag', citedAt: 'number' },
  actions: { order: 'number', text: 'prose', owner: 'text', due: 'text', done: 'flag' },
  points: { order: 'number', text: 'prose', carriedAt: 'number' },
  comments: { about: 'text', text: 'prose', author: 'text', writtenAt: 'number' },
  findings: {
    order: 'number',
    claim: 'prose',
    limits: 'prose',
    nextStep: 'prose',
    agreedAt: 'number',
    createdAt: 'number',
    createdBy: 'text',
  },
  evidence: { kind: 'text', row: 'text', addedAt: 'number' },
  erasures: { scope: 'text', erasedBy: 'text', erasedAt: 'number' },
  removals: {
    member: 'text',
    removedBy: 'text',
    removedAt: 'number',
    epoch: 'number',
    cut: 'text',
    takenIn: 'flag',
    leftOut: 'flag',
    decidedBy: 'text',
    decidedAt: 'number',
  },
  keyBoxes: { box: 'text' },
} as const satisfies Record<string, Record<string, FieldSort>>;

/** `text`: short, later wins. `prose`: crossed edits are kept. `texts`: a list of short texts as one value. */
export type FieldSort = 'text' | 'prose' | 'texts' | 'number' | 'flag';
export type TableName = keyof typeof TABLES;
export const TABLE_NAMES = Object.keys(TABLES) as readonly TableName[];

type ValueOf<Sort> = Sort extends 'text' | 'prose'
  ? string
  : Sort extends 'texts'
    ? readonly string[]
    : Sort extends 'number'
      ? number | null
      : boolean;

/** The values of a table's row as written; any may be missing, null clears a number. */
export type Fields<T extends TableName> = {
  -readonly [F in keyof (typeof TABLES)[T]]?: ValueOf<(typeof TABLES)[T][F]>;
};

/** A row as screens read it: missing values stand as '', [], null or false. */
export type Entity<T extends TableName> = {
  readonly [F in keyof (typeof TABLES)[T]]: ValueOf<(typeof TABLES)[T][F]>;
} & {
  readonly id: string;
  /** Other wordings that crossed with the one shown, by field, newest first. */
  readonly beside?: Readonly<Record<string, readonly { value: string; at: string }[]>>;
  /** Deleted by someone who had not seen an edit of it, and therefore back. */
  readonly restored?: boolean;
};

export function isTableName(name: string): name is TableName {
  return Object.hasOwn(TABLES, name);
}

export function sortOf(table: TableName, field: string): FieldSort | undefined {
  const fields: Record<string, FieldSort> = TABLES[table];
  return Object.hasOwn(fields, field) ? fields[field] : undefined;
}

export function isProse(table: TableName, field: string): boolean {
  return sortOf(table, field) === 'prose';
}

/** Whether a value that came from outside may stand in this field. Unknown fields may hold anything: they are a newer tablet's. */
export function isFieldValue(table: TableName, field: string, value: unknown): boolean {
  if (field === DELETED) return value === null || isSeenValue(value);
  const sort = sortOf(table, field);
  switch (sort) {
    case undefined:
      return true;
    case 'text':
    case 'prose':
      return typeof value === 'string';
    case 'texts':
      return Array.isArray(value) && value.every((item) => typeof item === 'string');
    case 'number':
      return value === null || (typeof value === 'number' && Number.isFinite(value));
    case 'flag':
      return typeof value === 'boolean';
    default:
      return sort satisfies never;
  }
}

function isSeenValue(value: unknown): value is Seen {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.entries(value).every(([device, at]) => isDeviceId(device) && isStamp(at))
  );
}
