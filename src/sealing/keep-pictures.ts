import { liveQuery } from 'dexie';
import { blobsIn } from '../mailbox/chunks.ts';
import { picturesIn } from '../notebook/read-photos.ts';
import type { PictureDeps } from './carry-pictures.ts';

interface KeepPicturesDeps extends PictureDeps {
  /** Runs the work when no other page of this tablet does it for this team. */
  readonly alone: (work: () => Promise<void>) => Promise<void>;
  /** There is something for the postman. */
  readonly onSealed: () => void;
  readonly onError: (error: unknown) => void;
}

/**
 * While the notebook is open: keeps pictures moving between it and the mailbox, whichever program moved last. What moves
 * them is fetched with the first that has a way to go.
 */
export function keepPictures(deps: KeepPicturesDeps): () => void {
  const { notebook, mailbox } = deps;
  let isRunning = false;
  let isWanted = false;
  const run = async () => {
    isRunning = true;
    try {
      const { carryPictures } = await import('./carry-pictures.ts');
      while (isWanted) {
        isWanted = false;
        await deps.alone(async () => {
          if (await carryPictures(deps)) deps.onSealed();
        });
      }
    } catch (error) {
      // Tried again with the next change: a picture that found no room on the disk stays in the mailbox.
      deps.onError(error);
    } finally {
      isRunning = false;
    }
  };
  const changes = liveQuery(async () => {
    const moving = await picturesIn(notebook, 'toSeal', 'sealed', 'wanted');
    // Undo and Delete take a photo off its way and put it back.
    await notebook.rows('photos').bulkGet([...moving]);
    if (moving.length > 0) await blobsIn(mailbox, notebook.team, 'stored');
    const incoming = await blobsIn(mailbox, notebook.team, 'arrived', 'lacking');
    return moving.length + incoming.size > 0;
  });
  const subscription = changes.subscribe((isWork) => {
    if (!isWork) return;
    isWanted = true;
    if (!isRunning) void run();
  }, deps.onError);
  return () => subscription.unsubscribe();
}
