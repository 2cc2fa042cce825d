import { createStore, type StoreApi } from 'zustand/vanilla';
import type { LessonId, MemberId } from '../../../domain/ids.ts';
import type { PresenceLine } from '../../../worker-link/presence.ts';

/** A colleague's page that has this discussion open, as it said last. */
export interface Colleague {
  readonly page: string;
  readonly member: MemberId;
  /** The item they type in; '' when they only read. */
  readonly item: string;
  /** Where in its text, as the text itself counts places. */
  readonly caret: unknown;
}

export interface Company {
  readonly colleagues: StoreApi<readonly Colleague[]>;
  /** Where this page's own caret is now; without an item it is only here. */
  readonly moveTo: (item: string, caret: unknown) => void;
  readonly leave: () => void;
}

/** Somebody silent for this long has gone; a tablet that is shut says nothing any more. */
const GONE_AFTER_MS = 15_000;
const SAY_AGAIN_EVERY_MS = 5_000;
/** Keys come faster than anybody reads them. */
const SAY_AT_MOST_EVERY_MS = 500;

/** How much this page has said so far; it counts on when the discussion is closed and opened again. */
let saidSoFar = 0;

interface Said extends Colleague {
  readonly lesson: LessonId;
  /** Counts what a page says, so that an older word that comes later changes nothing. */
  readonly count: number;
  readonly isLeaving?: boolean;
}

/**
 * Who has a discussion open at this moment, as far as the network tells. Kept in memory only: with no network there is
 * nobody, and everything else works as it does with them.
 */
export function keepCompany(
  line: PresenceLine,
  { lesson, member, page }: { lesson: LessonId; member: MemberId; page: string },
): Company {
  const colleagues = createStore<readonly Colleague[]>(() => []);
  const heard = new Map<string, { readonly said: Said; readonly at: number }>();
  let here: Pick<Colleague, 'item' | 'caret'> = { item: '', caret: null };
  let soon: ReturnType<typeof setTimeout> | undefined;
  let lastSaid = -Infinity;

  const say = (isLeaving = false) => {
    clearTimeout(soon);
    soon = undefined;
    lastSaid = performance.now();
    saidSoFar += 1;
    const said: Said = { page, member, lesson, count: saidSoFar, ...here, ...(isLeaving && { isLeaving }) };
    line.say(JSON.stringify(said));
  };
  const saySoon = () => {
    soon ??= setTimeout(say, Math.max(0, lastSaid + SAY_AT_MOST_EVERY_MS - performance.now()));
  };
  const show = () => {
    const present = [...heard.values()].filter(({ said }) => said.isLeaving !== true);
    colleagues.setState(
      present.map(({ said }) => said),
      true,
    );
  };
  const stopHearing = line.hear((words) => {
    const said = readSaid(words);
    if (said === undefined || said.lesson !== lesson || said.page === page) return;
    const before = heard.get(said.page);
    if (before && before.said.count >= said.count) return;
    heard.set(said.page, { said, at: performance.now() });
    show();
    // Whoever has just come does not wait for the next round to see who is here.
    if (before === undefined) saySoon();
  });
  const round = setInterval(() => {
    const before = heard.size;
    for (const [other, { at }] of heard) if (performance.now() - at > GONE_AFTER_MS) heard.delete(other);
    if (heard.size !== before) show();
    if (document.visibilityState === 'visible') say();
  }, SAY_AGAIN_EVERY_MS);
  say();

  return {
    colleagues,
    moveTo(item, caret) {
      const isSame = item === here.item && JSON.stringify(caret) === JSON.stringify(here.caret);
      here = { item, caret };
      if (!isSame) saySoon();
    },
    leave() {
      clearInterval(round);
      stopHearing();
      say(true);
    },
  };
}

/** What came opened with the team's key, and may still be of a newer version. */
function readSaid(words: string): Said | undefined {
  let said: unknown;
  try {
    said = JSON.parse(words);
  } catch {
    return undefined;
  }
  if (typeof said !== 'object' || said === null) return undefined;
  const { page, member, lesson, item, count, caret, isLeaving } = said as Record<string, unknown>;
  const isText = [page, member, lesson, item].every((value) => typeof value === 'string');
  if (!isText || typeof count !== 'number') return undefined;
  return { page, member, lesson, item, count, caret, isLeaving: isLeaving === true } as Said;
}
