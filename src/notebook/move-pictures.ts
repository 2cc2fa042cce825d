import { commit } from './commit.ts';
import type { Notebook, Picture } from './database.ts';
import { one } from './read.ts';
import type { Photo } from '../domain/note.ts';

/** A picture on its way between notebook and mailbox, with its photo's row as it was written, deleted or not. */
export interface MovingPicture {
  readonly picture: Picture;
  readonly row: Pick<Photo, 'id' | 'blob' | 'key'> & { readonly chunks: number };
  readonly isDeleted: boolean;
}

/** Pictures in these states whose rows are sound; a row that a faulty tablet wrote leads nowhere and is left out. */
export async function movingPictures(
  notebook: Notebook,
  photos: readonly string[],
): Promise<readonly MovingPicture[]> {
  const [pictures, stored, present] = await Promise.all([
    notebook.pictures.bulkGet([...photos]),
    notebook.rows('photos').bulkGet([...photos]),
    Promise.all(photos.map((id) => one(notebook, 'photos', id))),
  ]);
  return photos.flatMap((id, index) => {
    const picture = pictures[index];
    const { blob, key, chunks } = stored[index]?.fields ?? {};
    if (!picture || typeof blob !== 'string' || typeof key !== 'string' || typeof chunks !== 'number')
      return [];
    return [{ picture, row: { id, blob, key, chunks }, isDeleted: present[index] === undefined }];
  });
}

export async function markPicture(notebook: Notebook, photo: string, state: Picture['state']): Promise<void> {
  await notebook.pictures.update(photo, { state });
}

/** The bytes of a colleague's photo are here. */
export async function keepPicture(
  notebook: Notebook,
  photo: string,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<void> {
  await notebook.pictures.put({ photo, state: 'kept', bytes });
}

/**
 * The server has all of a photo that was taken here. Colleagues learn it with the next words, and so does the log: a
 * server that is restored to a moment before this photo is thereby found to be restored.
 */
export async function announcePhoto(notebook: Notebook, photo: string): Promise<void> {
  await commit(notebook, [{ table: 'photos', row: photo, fields: { atServer: true } }]);
  await markPicture(notebook, photo, 'kept');
}
