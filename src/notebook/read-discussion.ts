import { lastSegment, parentId, type LessonId } from '../domain/ids.ts';
import type { Action, AgendaItem, Citation, Discussion, Point } from '../domain/discussion.ts';
import { DELETED } from '../domain/row.ts';
import { byOrder } from '../domain/study.ts';
import type { Notebook } from './database.ts';
import { below, one } from './read.ts';
import { entityOf } from './stored-row.ts';

/** What the team writes about one lesson, without the minutes themselves. */
export interface DiscussionRecord {
  /** Undefined before anybody has chosen anything. */
  readonly discussion: Discussion | undefined;
  /** The running order. */
  readonly agenda: readonly AgendaItem[];
  /** Items that were taken away; shown again when somebody, not knowing that, wrote into them. */
  readonly removed: readonly AgendaItem[];
  /** Notes cited in an item, as they were cited, by the item's id. */
  readonly citations: ReadonlyMap<string, readonly Citation[]>;
  readonly actions: readonly Action[];
  readonly points: readonly Point[];
}

export async function discussionRecord(notebook: Notebook, lesson: LessonId): Promise<DiscussionRecord> {
  const [discussion, items, citations, actions, points] = await Promise.all([
    one(notebook, 'discussions', lesson),
    agendaRows(notebook, lesson),
    below(notebook, 'citations', lesson),
    below(notebook, 'actions', lesson),
    lessonPoints(notebook, lesson),
  ]);
  return {
    discussion,
    ...items,
    citations: citationsByItem(citations),
    actions: actions.toSorted(byOrder),
    points,
  };
}

/** What the review of a lesson wants changed in the next, in the team's order. */
export async function lessonPoints(notebook: Notebook, lesson: LessonId): Promise<readonly Point[]> {
  return (await below(notebook, 'points', lesson)).toSorted(byOrder);
}

/** Those of them that stand in the next lesson's plan. */
export async function carriedPoints(notebook: Notebook, lesson: LessonId): Promise<readonly Point[]> {
  return (await lessonPoints(notebook, lesson)).filter(({ carriedAt }) => carriedAt !== null);
}

async function agendaRows(notebook: Notebook, lesson: LessonId) {
  const agenda: AgendaItem[] = [];
  const removed: AgendaItem[] = [];
  for (const stored of await notebook.rows('agenda').where('id').startsWith(`${lesson}.`).toArray()) {
    const present = entityOf('agenda', stored);
    const asWritten =
      present ?? entityOf('agenda', { ...stored, fields: { ...stored.fields, [DELETED]: null } });
    if (asWritten !== undefined) (present ? agenda : removed).push(asWritten);
  }
  return { agenda: agenda.toSorted(byOrder), removed: removed.toSorted(byOrder) };
}

function citationsByItem(citations: readonly Citation[]): ReadonlyMap<string, readonly Citation[]> {
  const byItem = new Map<string, Citation[]>();
  const asCited = citations
    .filter(({ cites }) => cites)
    .toSorted((a, b) => (a.citedAt ?? 0) - (b.citedAt ?? 0) || (a.id < b.id ? -1 : 1));
  for (const citation of asCited) {
    const item = parentId(citation.id);
    byItem.set(item, [...(byItem.get(item) ?? []), citation]);
  }
  return byItem;
}

/** The note of a lesson that a citation means. */
export function isCited(citation: Citation, noteId: string): boolean {
  return lastSegment(citation.id) === lastSegment(noteId);
}
