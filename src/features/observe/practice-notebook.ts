import { m } from '../../i18n/paraglide/messages.js';
import { commit, type Write } from '../../notebook/commit.ts';
import { Notebook } from '../../notebook/database.ts';
import { DEFAULT_GAP_MINUTES, TEAM_ROW } from '../../notebook/read-team.ts';
import { PRACTICE_FLAG } from './practice-flag.ts';

/** A notebook of its own, which no key, envelope or colleague ever sees, and which goes when practice ends. */
const PRACTICE = 'practice';
export const PRACTICE_LESSON = 'practice.1';
export const PRACTICE_MEMBER = 'practice-me';
const LOCK = 'threefold-practice';
/** A start that is clearing up is done long before; only another tab's practice takes longer. */
const PATIENCE_MS = 3000;

export interface Practice {
  readonly notebook: Notebook;
  /** Takes everything away again. */
  readonly leave: () => Promise<void>;
}

/** Opens an empty practice notebook with a pretend plan; 'elsewhere' while another tab of this tablet practises. */
export async function openPractice(now: () => number): Promise<Practice | 'elsewhere'> {
  const letGo = await holdLock(AbortSignal.timeout(PATIENCE_MS));
  if (letGo === undefined) return 'elsewhere';
  try {
    await forgetNotebook();
    localStorage.setItem(PRACTICE_FLAG, 'open');
    const notebook = practiceNotebook(now);
    await commit(notebook, planWrites());
    return {
      notebook,
      leave: async () => {
        // Whatever still wants to write to it fails from here on: nothing can bring it back.
        notebook.close();
        await forgetNotebook();
        letGo();
      },
    };
  } catch (error) {
    letGo();
    throw error;
  }
}

/** At the start of the page: clears up after a practice whose tab was closed in the middle, unless one is going on. */
export async function clearUpPractice(): Promise<void> {
  if (localStorage.getItem(PRACTICE_FLAG) === null) return;
  const letGo = await holdLock(AbortSignal.timeout(PATIENCE_MS));
  if (letGo === undefined) return;
  await forgetNotebook();
  letGo();
}

async function forgetNotebook(): Promise<void> {
  await practiceNotebook(() => 0).delete();
  localStorage.removeItem(PRACTICE_FLAG);
}

function practiceNotebook(now: () => number): Notebook {
  const random = (count: number) => crypto.getRandomValues(new Uint8Array(count));
  return new Notebook({ team: PRACTICE, device: 'dpractice', now, random, isPassing: true });
}

/** Answers how to let go, or undefined when somebody else holds it. Pages without locks (plain http) go on without. */
async function holdLock(signal: AbortSignal): Promise<(() => void) | undefined> {
  const locks = navigator.locks as LockManager | undefined;
  if (locks === undefined) return () => undefined;
  return await new Promise((answer) => {
    locks
      .request(LOCK, { signal }, () => new Promise<void>((done) => answer(done)))
      .catch(() => answer(undefined));
  });
}

/** A lesson that exists nowhere, in the reader's language. */
function planWrites(): readonly Write[] {
  const stage = (id: string, order: number, name: string, minutes: number | null): Write => ({
    table: 'stages',
    row: `${PRACTICE_LESSON}.${id}`,
    fields: { order, name, minutes },
  });
  const predicted = (letter: string, text: string): Write => ({
    table: 'predictions',
    row: `${PRACTICE_LESSON}.first.${letter}`,
    fields: { text },
  });
  const pupil = (letter: string, alias: string): Write => ({
    table: 'pupils',
    row: `practice.${letter}`,
    fields: { alias },
  });
  return [
    {
      table: 'team',
      row: TEAM_ROW,
      fields: {
        name: m.observe_practice_title(),
        tags: [m.observe_practice_tag_waits(), m.observe_practice_tag_explains()],
        gapMinutes: DEFAULT_GAP_MINUTES,
      },
    },
    { table: 'studies', row: PRACTICE, fields: { title: m.observe_practice_title() } },
    pupil('A', m.observe_practice_pupil_a()),
    pupil('B', m.observe_practice_pupil_b()),
    pupil('C', m.observe_practice_pupil_c()),
    { table: 'lessons', row: PRACTICE_LESSON, fields: { title: m.observe_practice_title() } },
    stage('first', 1, m.observe_practice_stage_first(), 1),
    stage('second', 2, m.observe_practice_stage_second(), null),
    predicted('A', m.observe_practice_predicted_a()),
    predicted('B', m.observe_practice_predicted_b()),
    predicted('C', m.observe_practice_predicted_c()),
  ];
}
