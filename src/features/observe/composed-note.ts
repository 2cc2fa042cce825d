import * as v from 'valibot';
import { KINDS } from '../../domain/note.ts';

/** A note while it is being written. Time and stage were fixed by the tap on the pupil (or the first character). */
const ComposedNoteShape = v.object({
  id: v.string(),
  pupil: v.picklist(['A', 'B', 'C', 'class']),
  kind: v.picklist(KINDS),
  text: v.string(),
  tags: v.array(v.string()),
  stage: v.optional(v.string()),
  seat: v.optional(v.string()),
  atMs: v.number(),
  /** Something besides words is on its way or there: a drawing, a photo. It is a row although it may have no words yet. */
  isHeld: v.optional(v.boolean()),
});
export type ComposedNote = Readonly<v.InferOutput<typeof ComposedNoteShape>>;

/** What the drafts of a sitting hold: the note in the composer, and notes handed over whose save has not resolved. */
const ComposerDraftShape = v.object({
  subject: v.picklist(['A', 'B', 'C', 'class']),
  seat: v.optional(v.string()),
  note: v.optional(ComposedNoteShape),
  pending: v.array(ComposedNoteShape),
});
export type ComposerDraft = v.InferOutput<typeof ComposerDraftShape>;

export function draftKey(sitting: string): string {
  return `note:${sitting}`;
}

export function parseComposerDraft(value: unknown): ComposerDraft | undefined {
  const parsed = v.safeParse(ComposerDraftShape, value);
  return parsed.success ? parsed.output : undefined;
}

/** A note may be tags only; with neither text nor tags there are no words to save. */
export function hasContent(note: Pick<ComposedNote, 'text' | 'tags'> | undefined): boolean {
  return note !== undefined && (note.text.trim() !== '' || note.tags.length > 0);
}
