import { liveQuery } from 'dexie';
import { Keyring, newPerson } from '../../../src/access/keyring.ts';
import { invite, joinTeam, startTeam, type AccessDeps } from '../../../src/access/start-and-join.ts';
import { openTeam, type OpenTeam } from '../../../src/app/open-team.ts';
import { childId, lastSegment } from '../../../src/domain/ids.ts';
import { Mailbox, type Mail, type Postbox } from '../../../src/mailbox/database.ts';
import { commit, type Write } from '../../../src/notebook/commit.ts';
import type { Notebook } from '../../../src/notebook/database.ts';
import { lessonRecord } from '../../../src/notebook/read-lesson.ts';
import { addNote, endSitting, newNoteId, startSitting } from '../../../src/notebook/write-lesson.ts';
import { addStage, createStudy, setPrediction } from '../../../src/notebook/write-plan.ts';
import { writeTeam } from '../../../src/notebook/write-team.ts';
import { browserLock } from '../../../src/protocol/lock.ts';
import { createSyncer } from '../../../src/sync/syncer.ts';
import { linkWorker } from '../../../src/worker-link/worker.ts';
import { classroomNotes, type ClassroomNote } from '../classroom-text.ts';
import { writeReviewStudy } from './review-study.ts';
import { epochMs, pause, within, writeAtPace, type LiveTimes } from './pace.ts';

/** The page of the app without its screens: the same parts put together as in `main.tsx`, driven by the bench. */

const WITHIN_MS = 120_000;

const mailbox = new Mailbox();
const keyring = new Keyring();
const withLock = browserLock(navigator.locks);
const fetchFromServer: typeof fetch = (input, init) => fetch(input, init);
const now = () => Date.now();
const random = (count: number) => crypto.getRandomValues(new Uint8Array(count));
const sync = createSyncer(
  { mailbox, fetch: fetchFromServer, now, isOnline: () => navigator.onLine, chance: () => Math.random() },
  withLock,
);
const worker = linkWorker({
  container: navigator.serviceWorker,
  scriptUrl: '/sw.js',
  reload: () => undefined,
  isLessonRunning: () => true,
});
const access: AccessDeps = { keyring, mailbox, fetch: fetchFromServer, random, origin: location.origin };

/** When the page last asked the worker for a sync since this was set to undefined. */
let firstAskedAt: number | undefined;
function requestSync(team: string) {
  firstAskedAt ??= performance.now();
  if (!worker.tell({ type: 'syncNow', team })) throw new Error('The worker is not in charge of this page.');
}

interface Place {
  readonly team: string;
  readonly me: string;
  readonly lesson: string;
  readonly sitting: string;
  readonly stages: readonly string[];
}

let opened: OpenTeam | undefined;
let place: Place | undefined;
let remembered: { mail: readonly Mail[]; postbox: Postbox; unsent: number } | undefined;

function here(): { notebook: Notebook; place: Place } {
  if (opened === undefined || place === undefined) throw new Error('No team is open.');
  return { notebook: opened.notebook, place };
}

async function openIt(team: string): Promise<OpenTeam> {
  const entry = await keyring.teams.get(team);
  if (entry === undefined) throw new Error('The team is not in the keyring.');
  return await openTeam(
    {
      keyring,
      mailbox,
      window,
      fetch: fetchFromServer,
      random,
      now,
      withLock,
      requestSync,
      onStatus: () => undefined,
      onPresence: () => undefined,
      onError: (error) => console.error(error),
      onBlocked: () => console.error('The notebook is held by another tab.'),
    },
    entry,
  );
}

/** A lesson of six stages with its predictions, and this tablet's own running sitting in it. */
async function prepareLesson(notebook: Notebook, team: string, me: string): Promise<Place> {
  const study = await createStudy(notebook, {
    fields: { focusQuestion: 'Can they say why?' },
    createdBy: me,
  });
  const aliases = { A: 'Robin', B: 'Wren', C: 'Heron' };
  await commit(
    notebook,
    Object.entries(aliases).map(([letter, alias]): Write => ({
      table: 'pupils',
      row: childId(study, letter),
      fields: { alias, photosAllowed: true },
    })),
  );
  const lesson = childId(study, '1');
  const stages: string[] = [];
  for (const [index, name] of ['Starter', 'Model', 'Task', 'Talk', 'Share', 'End'].entries()) {
    const stage = await addStage(notebook, lesson, { order: index + 1, name, minutes: 8 });
    stages.push(stage);
    for (const letter of ['A', 'B', 'C'] as const) {
      await setPrediction(notebook, stage, letter, 'Compares two pieces and says which is the longer one.');
    }
  }
  const sitting = await startSitting(notebook, { lesson, member: me, firstStage: stages[0] });
  return { team, me, lesson, sitting, stages };
}

async function write(note: ClassroomNote, index: number): Promise<void> {
  const { notebook, place } = here();
  await addNote(notebook, {
    ...note,
    id: newNoteId(notebook, place.lesson),
    sitting: place.sitting,
    observer: place.me,
    stage: place.stages[index % place.stages.length],
    atMs: 1_000_000 + index * 137,
    tags: [],
  });
}

/** Resolves as soon as a live read, run again after every change, finds what was wanted. */
async function untilRead(what: string, read: () => Promise<boolean>): Promise<number> {
  const found = new Promise<number>((done, fail) => {
    const subscription = liveQuery(read).subscribe((isThere) => {
      if (!isThere) return;
      setTimeout(() => subscription.unsubscribe());
      done(performance.now());
    }, fail);
  });
  return await within(WITHIN_MS, what, found);
}

const unsentCount = (team: string) =>
  mailbox.mail
    .where('[team+sending]')
    .anyOf([
      [team, 'waiting'],
      [team, 'tried'],
    ])
    .count();

const ours = {
  /** Starts a team that the server knows and opens it with a lesson that is running. */
  async start(): Promise<Place> {
    const { team, me, device } = await startTeam(access, 'Bench');
    const outcome = await sync(team);
    if (outcome.kind !== 'synced') throw new Error(`The team could not be claimed: ${outcome.kind}.`);
    opened = await openIt(team);
    const { notebook } = opened;
    const lead = { member: me, name: 'Maria', role: 'lead', device, deviceLabel: 'Bench' } as const;
    await keyring.persons.put(newPerson({ team, member: me, name: lead.name }));
    await writeTeam(notebook, { name: 'Bench', tags: ['talk', 'reason', 'stuck', 'help'], lead });
    place = await prepareLesson(notebook, team, me);
    localStorage.setItem('threefold-open', team);
    await ours.settle();
    return place;
  },

  async invitation(): Promise<string> {
    const outcome = await invite(access, here().place.team, { isGuest: false });
    if (outcome.kind === 'failed') throw new Error(`No invitation: ${outcome.problem}.`);
    return outcome.value.code;
  },

  /** Takes the team's key and a token; fetches nothing yet. */
  async accept(code: string): Promise<{ team: string; me: string }> {
    const outcome = await joinTeam(access, code);
    if (outcome.kind === 'failed') throw new Error(`Could not join: ${outcome.problem}.`);
    return outcome.value;
  },

  /**
   * Notes written one by one. After so many (one, but for long backlogs) each is left the time that it has when people
   * write: until it is sealed, and the sync that this asks for is over.
   */
  async writeNotes(count: number, seed: number, together: number): Promise<void> {
    for (const [index, note] of classroomNotes(count, seed).entries()) {
      await write(note, index);
      if (index % together < together - 1) continue;
      await ours.untilSealed();
      do await pause(3);
      while (!(await ours.isQuiet()));
    }
  },

  /** Lessons of earlier studies, each with notes of its own: what has gathered on a tablet over years. */
  async earlierLessons(lessons: number, notesEach: number): Promise<void> {
    const { notebook, place } = here();
    for (let index = 0; index < lessons; index++) {
      const fields = { focusQuestion: `An earlier question, ${index}` };
      const study = await createStudy(notebook, { fields, createdBy: place.me });
      const lesson = childId(study, '1');
      const sitting = await startSitting(notebook, { lesson, member: place.me, firstStage: undefined });
      await commit(
        notebook,
        classroomNotes(notesEach, 100 + index).map((note, at): Write => ({
          table: 'notes',
          row: newNoteId(notebook, lesson),
          fields: { ...note, sitting: lastSegment(sitting), observer: place.me, atMs: at * 20_000 },
        })),
      );
      await endSitting(notebook, sitting, notesEach * 20_000);
    }
    await ours.settle();
  },

  /** A study that three observers have finished, so many notes each and lesson, and all of it at the server. */
  async reviewStudy(notesEach: number): Promise<{ study: string; members: readonly string[] }> {
    const written = await writeReviewStudy(here().notebook, notesEach);
    await ours.settle();
    return written;
  },

  /** A colleague's tablet that has everything there is. */
  async joinReview(team: string, notes: number): Promise<void> {
    opened = await openIt(team);
    const rows = opened.notebook.rows('notes');
    await untilRead('Joining', async () => (await rows.count()) >= notes);
    await pause(1_000);
  },

  /** The colleague adds notes to a lesson, one at a time; when each was durable, in milliseconds since 1970. */
  async tell(lesson: string, observer: string, count: number, everyMs: number): Promise<readonly number[]> {
    if (opened === undefined) throw new Error('No team is open.');
    const { notebook } = opened;
    const saved: number[] = [];
    for (let index = 0; index < count; index++) {
      await addNote(notebook, {
        id: newNoteId(notebook, lesson),
        sitting: undefined,
        observer,
        pupil: 'A',
        stage: childId(lesson, 'stage0'),
        atMs: index,
        kind: 'did',
        text: `live ${index} of a colleague`,
        tags: [],
      });
      saved.push(epochMs());
      await pause(everyMs);
    }
    return saved;
  },

  /** Everything written is in an envelope. */
  async untilSealed(): Promise<void> {
    const { notebook } = here();
    await untilRead('Sealing', async () => (await notebook.outbox.count()) === 0);
  },

  /** Everything written is at the server. */
  async settle(): Promise<void> {
    const { team } = here().place;
    await ours.untilSealed();
    await untilRead('Sending', async () => (await unsentCount(team)) === 0);
  },

  /** Keeps the mailbox as it is while there is no network, so that the same reconnect can be measured again. */
  async rememberMailbox(): Promise<{ waiting: number; tried: number }> {
    const { team } = here().place;
    const postbox = await mailbox.postboxes.get(team);
    if (postbox === undefined) throw new Error('No postbox.');
    const mail = await mailbox.mail.toArray();
    remembered = { mail, postbox, unsent: await unsentCount(team) };
    const count = (wanted: Mail['sending']) => mail.filter(({ sending }) => sending === wanted).length;
    return { waiting: count('waiting'), tried: count('tried') };
  },

  async restoreMailbox(): Promise<void> {
    if (remembered === undefined) throw new Error('Nothing was remembered.');
    const { mail, postbox } = remembered;
    await mailbox.transaction('rw', mailbox.mail, mailbox.postboxes, async () => {
      await mailbox.mail.clear();
      await mailbox.mail.bulkAdd(mail);
      await mailbox.postboxes.put(postbox);
    });
  },

  /** No sync is under way. */
  async isQuiet(): Promise<boolean> {
    const { held = [], pending = [] } = await navigator.locks.query();
    return ![...held, ...pending].some(({ name }) => name === 'threefold-sync');
  },

  /**
   * From the network being back, which makes the page ask for a sync, to the last envelope being acknowledged here.
   * Null when the tablet had found the server by itself a moment before.
   */
  async push(): Promise<number | null> {
    const { team } = here().place;
    const [unsent, isQuiet] = await Promise.all([unsentCount(team), ours.isQuiet()]);
    if (!isQuiet || unsent !== remembered?.unsent) return null;
    const start = performance.now();
    window.dispatchEvent(new Event('online'));
    const end = await untilRead('The push', async () => (await unsentCount(team)) === 0);
    return end - start;
  },

  /** The same, however long it takes. */
  async sendAll(): Promise<void> {
    window.dispatchEvent(new Event('online'));
    await ours.settle();
  },

  /** From the first asking for a sync to `lessonRecord` answering with all notes. */
  async join(team: string, me: string, lesson: string, count: number): Promise<number> {
    firstAskedAt = undefined;
    opened = await openIt(team);
    const { notebook } = opened;
    const notes = notebook.rows('notes');
    const sittings = notebook.rows('sittings');
    await untilRead('Joining', async () => (await notes.count()) >= count && (await sittings.count()) > 0);
    const record = await lessonRecord(notebook, lesson);
    const end = performance.now();
    if (record.notes.length !== count) throw new Error(`${record.notes.length} of ${count} notes came.`);
    place = { team, me, lesson, sitting: record.sittings[0]?.id ?? '', stages: [] };
    if (firstAskedAt === undefined) throw new Error('Nobody asked for a sync.');
    return end - firstAskedAt;
  },

  /** A colleague who has joined starts watching the same lesson. */
  async sitDown(): Promise<void> {
    const { notebook, place: before } = here();
    const { team, me, lesson } = before;
    const sitting = await startSitting(notebook, { lesson, member: me, firstStage: undefined });
    place = { team, me, lesson, sitting, stages: [] };
    await ours.settle();
  },

  async live(plan: { startAt: number; everyMs: number; count: number; total: number; seed: number }) {
    const { notebook } = here();
    const rows = notebook.rows('notes');
    const notes = classroomNotes(plan.count, plan.seed);
    const all = untilRead('The live lesson', async () => (await rows.count()) >= plan.total);
    const lastWriteAt = await writeAtPace(plan, (index) => write(notes[index] as ClassroomNote, index));
    await all;
    return { lastWriteAt, allAt: performance.timeOrigin + (await all) } satisfies LiveTimes;
  },
};

export type Ours = typeof ours;
Object.assign(window, { ours, epochMs });
