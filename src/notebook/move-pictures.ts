import { commit } from './commit.ts';
import type { Notebook, Picture } from './database.ts';
import { one } from './read.ts';
import type { StoredRow } from './stored-row.ts';
import type { Photo } from '../domain/note.ts';
import type { Stamp } from '../domain/stamp.ts';

/** A picture on its way between notebook and mailbox, with its photo's row as it was written, deleted or not. */
export interface MovingPicture {
  readonly picture: Picture;
  readonly row: Pick<Photo, 'id' | 'blob' | 'key'> & { readonly chunks: number };
  readonly isDeleted: boolean;
  /** When the row was written. */
  readonly at: Stamp;
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
    const row = stored[index] && soundRow(stored[index]);
    if (!picture || !row) return [];
    return [{ picture, row, isDeleted: present[index] === undefined, at: stored[index]!.at }];
  });
}

function soundRow({ id, fields }: StoredRow): MovingPicture['row'] | undefined {
  const { blob, key, chunks } = fields;
  const isSound = typeof blob === 'string' && typeof key === 'string' && typeof chunks === 'number';
  return isSound ? { id, blob, key, chunks } : undefined;
}

/** The row of a photo whose bytes this tablet does not have; undefined when it has them, or when there is no such photo. */
export async function photoWithoutBytes(
  notebook: Notebook,
  id: string,
): Promise<MovingPicture['row'] | undefined> {
  const [present, stored, picture] = await Promise.all([
    one(notebook, 'photos', id),
    notebook.rows('photos').get(id),
    notebook.pictures.get(id),
  ]);
  return present && stored && picture?.bytes === undefined ? soundRow(stored) : undefined;
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
