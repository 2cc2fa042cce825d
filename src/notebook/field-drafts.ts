import type { MemberId } from '../domain/ids.ts';
import type { Notebook } from './database.ts';
import { forgetDraft, readDraft, saveDraft, spareDraft } from './drafts.ts';
import { sparesBelow } from './spare-drafts.ts';

interface FieldDraft {
  readonly text: string;
  readonly over: readonly string[];
}

const PREFIX = 'field:';
/** Before a tablet could have several people there was nothing of the kind; such words are for whoever finds them. */
const SOMEBODYS = `${PREFIX}@`;
const ownPrefix = (me: MemberId) => `${SOMEBODYS}${me}:`;

/** Where the draft of a field lies, for a save that is to take it out. */
export function fieldDraftKey(me: MemberId, key: string): string {
  return ownPrefix(me) + key;
}

/**
 * Half-typed words of the fields that save by themselves, kept on this tablet only, for each of its people apart. All that
 * the last page left is read at once: a plan has a hundred fields, and nearly always nothing is found.
 */
export function fieldDrafts(notebook: Notebook, me: MemberId) {
  const prefix = ownPrefix(me);
  let left: Promise<Map<string, FieldDraft>> | undefined;
  /** Kept by this page: the map knows them best. Of the others, another tab may have saved the words since. */
  const own = new Set<string>();
  const kept = () => (left ??= draftsLeft(notebook, prefix).catch(askAgain));
  // Of a disk that did not answer once, the next field asks again; else nothing more would be kept on this page.
  const askAgain = (error: unknown): never => {
    left = undefined;
    throw error;
  };
  return {
    async read(key: string): Promise<FieldDraft | undefined> {
      const found = (await kept()).get(key);
      if (found === undefined || own.has(key)) return found;
      const draft = (await readDraft(notebook, prefix + key)) ?? (await readDraft(notebook, PREFIX + key));
      return isFieldDraft(draft) ? draft : undefined;
    },
    async keep(key: string, draft: FieldDraft): Promise<void> {
      own.add(key);
      (await kept()).set(key, draft);
      await saveDraft(notebook, prefix + key, draft);
    },
    aside(key: string, draft: FieldDraft): void {
      own.add(key);
      left?.then(
        (all) => all.set(key, draft),
        () => undefined,
      );
      spareDraft(notebook, prefix + key, draft);
    },
    async forget(key: string): Promise<void> {
      // Most fields are saved before anything was kept of them.
      if (!(await kept()).delete(key)) return;
      await forgetDraft(notebook, prefix + key);
      await forgetDraft(notebook, PREFIX + key);
    },
  };
}

async function draftsLeft(notebook: Notebook, own: string): Promise<Map<string, FieldDraft>> {
  const [kept, spare] = await Promise.all([
    notebook.drafts.where('key').startsWith(PREFIX).toArray(),
    notebook.isPassing ? [] : sparesBelow(notebook.spare, PREFIX),
  ]);
  // A spare one is there only while the notebook's is older.
  const all = [...kept, ...spare];
  const below = (prefix: string) =>
    all.flatMap(({ key, value }): [string, FieldDraft][] =>
      key.startsWith(prefix) && isFieldDraft(value) ? [[key.slice(prefix.length), value]] : [],
    );
  const anybodys = below(PREFIX).filter(([key]) => !`${PREFIX}${key}`.startsWith(SOMEBODYS));
  return new Map([...anybodys, ...below(own)]);
}

function isFieldDraft(value: unknown): value is FieldDraft {
  if (typeof value !== 'object' || value === null || !('text' in value && 'over' in value)) return false;
  const { text, over } = value;
  return typeof text === 'string' && Array.isArray(over) && over.every((words) => typeof words === 'string');
}
