import type { Notebook } from './database.ts';
import { movingPictures, type MovingPicture } from './move-pictures.ts';
import { picturesIn } from './read-photos.ts';

export interface PhotoToCopy {
  readonly row: MovingPicture['row'];
  readonly isUnsent: boolean;
}

/** Pictures read at a time: their bytes come with them. */
const PICTURES_AT_ONCE = 8;

/**
 * Photos whose bytes are on this tablet, for a sealed copy: all that no server has, and of the others, the newest first,
 * as many as fit into `maxSentBytes`; `left` counts those that did not.
 */
export async function photosToCopy(
  notebook: Notebook,
  {
    isUnsent,
    maxSentBytes,
  }: {
    isUnsent: (photo: { readonly blob: string; readonly isSealed: boolean }) => boolean;
    maxSentBytes: number;
  },
): Promise<{ readonly photos: readonly PhotoToCopy[]; readonly left: number }> {
  const ids = await picturesIn(notebook, 'toSeal', 'sealed', 'kept');
  const found: (PhotoToCopy & { readonly bytes: number; readonly at: string })[] = [];
  for (let from = 0; from < ids.length; from += PICTURES_AT_ONCE) {
    for (const moving of await movingPictures(notebook, ids.slice(from, from + PICTURES_AT_ONCE))) {
      const { picture, row, isDeleted, at } = moving;
      if (isDeleted || picture.bytes === undefined) continue;
      const isSealed = picture.state !== 'toSeal';
      found.push({
        row,
        isUnsent: isUnsent({ blob: row.blob, isSealed }),
        bytes: picture.bytes.length,
        at,
      });
    }
  }
  const sent = found.filter((photo) => !photo.isUnsent).toSorted((a, b) => (a.at < b.at ? 1 : -1));
  const photos: PhotoToCopy[] = found.filter((photo) => photo.isUnsent);
  let room = maxSentBytes;
  for (const photo of sent) {
    if (photo.bytes > room) continue;
    photos.push(photo);
    room -= photo.bytes;
  }
  return { photos, left: found.length - photos.length };
}
