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

/** What could not be done now is tried again, whether or not anything changes meanwhile. */
const AGAIN_AFTER_MS = 10_000;

/**
 * While the notebook is open: keeps pictures moving between it and the mailbox, whichever program moved last. What moves
 * them is fetched with the first that has a way to go.
 */
export function keepPictures(deps: KeepPicturesDeps): () => void {
  const { notebook, mailbox } = deps;
  let isRunning = false;
  let isWanted = false;
  let isStopped = false;
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
      // A picture that found no room on the disk stays where it is.
      deps.onError(error);
      setTimeout(again, AGAIN_AFTER_MS);
    } finally {
      isRunning = false;
    }
  };
  const again = () => {
    isWanted = true;
    if (!isRunning && !isStopped) void run();
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
    if (isWork) again();
  }, deps.onError);
  return () => {
    isStopped = true;
    subscription.unsubscribe();
  };
}
