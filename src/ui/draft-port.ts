import { createContext } from 'react';

/** Words that stand in a field and are not saved yet, and the wordings they were written over. */
export interface FieldDraft {
  readonly text: string;
  readonly over: readonly string[];
}

/** Where fields keep what is half typed, so that a reload or a flat battery does not take it. Each field has a key of its own. */
export interface DraftPort {
  readonly read: (key: string) => Promise<FieldDraft | undefined>;
  readonly keep: (key: string, draft: FieldDraft) => Promise<void>;
  /** Called instead, and at once, while the draft before this one is still on its way to the notebook. */
  readonly aside: (key: string, draft: FieldDraft) => void;
  readonly forget: (key: string) => Promise<void>;
}

/** Without a notebook around it a field keeps nothing but what it saves. */
export const DraftPortContext = createContext<DraftPort>({
  read: async () => undefined,
  keep: async () => undefined,
  aside: () => undefined,
  forget: async () => undefined,
});
