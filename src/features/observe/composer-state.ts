import type { LessonId, MemberId, NoteId, SittingId, StageId } from '../../domain/ids.ts';
import type { Kind } from '../../domain/note.ts';
import type { Subject } from '../../domain/study.ts';
import type { Notebook } from '../../notebook/database.ts';
import type { ComposedNote } from './composed-note.ts';

export interface ComposerState {
  /** Chosen last; who a note is about when typing starts without a tap. */
  readonly subject: Subject;
  /** The place in the seating plan chosen last, if that was how; the last segment of a seat, or `TEACHER`. */
  readonly seat: string | undefined;
  /** For the next note; a note being written has its own. */
  readonly kind: Kind;
  /** Undefined until a pupil is tapped or something is typed: only then do time and stage stand. */
  readonly note: ComposedNote | undefined;
  /** Handed over, but the notebook has not said "saved" yet. */
  readonly pending: readonly ComposedNote[];
  /** `note`: a note could not be saved. `tap`: a stage, mark or undo could not. `slow`: no answer for 1.5 s. */
  readonly trouble: 'none' | 'slow' | 'note' | 'tap';
  /** The note whose pen page is open: the one in the composer, or an earlier one. */
  readonly drawing: NoteId | undefined;
  /** The stage tapped last; counts before the notebook has answered, so that the next note is in it. */
  readonly tappedStage: { readonly stage: StageId; readonly atMs: number } | undefined;
}

export interface KeeperDeps {
  readonly notebook: Notebook;
  readonly lesson: LessonId;
  readonly sitting: SittingId;
  readonly member: MemberId;
  readonly elapsedMs: () => number;
  /** The stage the notebook knows for a lesson time. */
  readonly stageAt: (atMs: number) => StageId | undefined;
}
