import { lessonOf, type LessonId, type MemberId } from '../domain/ids.ts';
import type { Notebook } from '../notebook/database.ts';
import type { PhotoToTake } from './photo-panel.tsx';
import type { OpenedPicture, PictureEditor, PictureEdits } from './picture-edits.ts';

/** A picture on its way to a note, as far as it was cropped and blurred. */
export interface PhotoBehindLock extends PhotoToTake {
  readonly picture: OpenedPicture;
  readonly editor: Promise<PictureEditor>;
  readonly edits: PictureEdits;
}

/**
 * Pictures that the tablet's lock took off the screen, for whoever took them to go on with. In this page's memory and
 * nowhere else: nothing of a picture is kept before Save.
 */
const behindLock = new WeakMap<Notebook, Map<MemberId, PhotoBehindLock>>();

export function holdPhoto(notebook: Notebook, member: MemberId, photo: PhotoBehindLock): void {
  if (behindLock.get(notebook)?.get(member)?.editor !== photo.editor) letGoOfPhoto(notebook, member);
  behindLock.set(notebook, (behindLock.get(notebook) ?? new Map()).set(member, photo));
}

export function heldPhoto(
  notebook: Notebook,
  member: MemberId,
  lesson: LessonId,
): PhotoBehindLock | undefined {
  const held = behindLock.get(notebook)?.get(member);
  return held && lessonOf(held.note) === lesson ? held : undefined;
}

/** It was saved, or put away. */
export function letGoOfPhoto(notebook: Notebook, member: MemberId): void {
  const held = behindLock.get(notebook)?.get(member);
  behindLock.get(notebook)?.delete(member);
  void held?.editor.then((editor) => editor.close());
}
