import { liveQuery } from 'dexie';
import { tabletKeysOf, type Keyring } from '../access/keyring.ts';
import type { TeamEpochs } from '../access/team-epochs.ts';
import { retrySetAside } from '../mailbox/incoming.ts';
import type { Mailbox } from '../mailbox/database.ts';
import { keyBoxes, publishKey, tabletsToStay, writeKeyBoxes } from '../notebook/key-rows.ts';
import type { Notebook } from '../notebook/database.ts';
import { removedIds } from '../notebook/removed-ids.ts';
import { toBase64Url } from '../protocol/bytes.ts';
import type { Alone } from '../sealing/keep-sealed.ts';

interface KeepKeysDeps {
  readonly notebook: Notebook;
  readonly keyring: Keyring;
  readonly mailbox: Mailbox;
  readonly epochs: TeamEpochs;
  readonly alone: Alone;
  readonly onError: (error: unknown) => void;
}

/** Colleagues wait for their boxes: what could not be done now is tried again, whether or not anything changes meanwhile. */
const AGAIN_AFTER_MS = 10_000;

/**
 * While the notebook is open: publishes this tablet's key, takes the secrets of new epochs from the boxes that are meant
 * for it, and makes the boxes that a colleague's tablet still lacks. The postman is told who was removed.
 */
export function keepKeys(deps: KeepKeysDeps): () => void {
  const { notebook, onError } = deps;
  const changed = liveQuery(async () => {
    const [boxes, tablets, removed] = await Promise.all([
      keyBoxes(notebook),
      tabletsToStay(notebook),
      removedIds(notebook),
    ]);
    return { boxes, tablets, removed };
  });
  let isStopped = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const settle = () => {
    if (isStopped) return;
    deps
      .alone(() => settleKeys(deps))
      .catch((error: unknown) => {
        onError(error);
        clearTimeout(timer);
        timer = setTimeout(settle, AGAIN_AFTER_MS);
      });
  };
  const subscription = changed.subscribe(settle, onError);
  return () => {
    isStopped = true;
    subscription.unsubscribe();
  };
}

/** One round of it, from what the notebook has now. One caller at a time per team. */
export async function settleKeys({
  notebook,
  keyring,
  mailbox,
  epochs,
}: Omit<KeepKeysDeps, 'alone' | 'onError'>) {
  const { team, device } = notebook;
  const { publicKey: own } = await tabletKeysOf(keyring, team);
  await publishKey(notebook, toBase64Url(own), epochs.epoch);
  if (await epochs.adopt(await keyBoxes(notebook))) await retrySetAside(mailbox, team);

  const removed = await removedIds(notebook);
  // A person without a tablet may have been removed, which begins an epoch too.
  if (removed.length === 0 && epochs.all().length === 1) return;
  const postbox = await mailbox.postboxes.get(team);
  if ((postbox?.removed?.length ?? 0) !== removed.length) await mailbox.postboxes.update(team, { removed });

  const held = new Set((await keyBoxes(notebook)).map((box) => `${box.epoch} ${box.device}`));
  const others = (await tabletsToStay(notebook)).filter(
    (tablet) => tablet.device !== device && tablet.publicKey !== '',
  );
  const lacking = others.flatMap((tablet) =>
    epochs
      .all()
      .filter((epoch) => epoch > tablet.keyEpoch && !held.has(`${epoch} ${tablet.device}`))
      .map((epoch) => ({ ...tablet, epoch })),
  );
  const boxes = await Promise.all(lacking.map((one) => epochs.boxFor(one.device, one.publicKey, one.epoch)));
  await writeKeyBoxes(
    notebook,
    boxes.filter((box) => box !== undefined),
  );
}
