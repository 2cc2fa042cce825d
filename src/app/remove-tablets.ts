import { askRemoval } from '../access/ask-removal.ts';
import type { KeyringEntry } from '../access/keyring.ts';
import type { AccessDeps } from '../access/start-and-join.ts';
import type { AccessOutcome, AccessProblem, TabletsToRemove } from '../access/team-access.ts';
import { openEpochs, type TeamEpochs } from '../access/team-epochs.ts';
import { seal } from '../crypto/seal.ts';
import { nextEpoch } from '../domain/epoch.ts';
import type { DeviceId, MemberId } from '../domain/ids.ts';
import { takeDeviceSeq } from '../mailbox/outgoing.ts';
import type { Notebook } from '../notebook/database.ts';
import { tabletsToStay, type StayingTablet } from '../notebook/key-rows.ts';
import { members } from '../notebook/read-team.ts';
import { removedIds } from '../notebook/removed-ids.ts';
import { removalChanges } from '../notebook/write-removals.ts';
import { packBlock } from '../protocol/block.ts';
import { encodeEnvelope } from '../protocol/envelope.ts';
import { openMail } from '../sealing/open-mail.ts';
import type { Alone } from '../sealing/keep-sealed.ts';
import type { SyncOutcome } from '../sync/sync-once.ts';
import { settleKeys } from './keep-keys.ts';
import { syncProblem } from './sync-problem.ts';

export interface RemoveDeps extends AccessDeps {
  readonly notebook: Notebook;
  readonly sync: (team: string) => Promise<SyncOutcome>;
  readonly alone: Alone;
}

/** In a lively lesson somebody may write between reading and asking; each time there is less to read. */
const TRIES = 8;

/**
 * Removes tablets, and a person who goes with them or has none: reads all there is, so that what they sent up to now
 * stays; seals the removal and the next epoch's secret for each tablet that stays; and has the server end the tablets and
 * take that envelope in one step. Nothing is written here before it comes back from the log, so a removal that was not
 * taken never was. Answers with the tablets that get the new secret later, because they have published no key yet.
 */
export async function removeTablets(
  deps: RemoveDeps,
  entry: KeyringEntry,
  which: TabletsToRemove,
): Promise<AccessOutcome<readonly DeviceId[]>> {
  const epochs = await openEpochs(deps, entry);
  for (let tries = 0; tries < TRIES; tries++) {
    const problem = await readAll(deps, entry, epochs);
    if (problem) return { kind: 'failed', problem };
    const removed = new Set(await removedIds(deps.notebook));
    const staying = await tabletsToStay(deps.notebook);
    // Also after an answer that was lost on the way: the log says that it is done.
    const tablets = which.tablets.filter((tablet) => !removed.has(tablet));
    const isPersonThere = await isThere(deps.notebook, which.person);
    if (tablets.length === 0 && !isPersonThere) return { kind: 'done', value: withoutKey(staying) };
    // A person without a tablet goes alone: what they may have kept of the team's secrets ends now.
    const asked = await ask(deps, entry, epochs, { ...which, tablets });
    if (asked !== 'done' && asked !== 'behind') return { kind: 'failed', problem: asked };
  }
  return { kind: 'failed', problem: 'busy' };
}

async function isThere(notebook: Notebook, person: MemberId | undefined): Promise<boolean> {
  return (await members(notebook)).some(({ id, removed }) => id === person && !removed);
}

function withoutKey(staying: readonly StayingTablet[]): readonly DeviceId[] {
  return staying.filter(({ publicKey }) => publicKey === '').map(({ device }) => device);
}

async function readAll(
  deps: RemoveDeps,
  { team }: KeyringEntry,
  epochs: TeamEpochs,
): Promise<AccessProblem | undefined> {
  const { notebook, mailbox, random } = deps;
  const problem = syncProblem(await deps.sync(team));
  if (problem !== undefined) return problem;
  await deps.alone(async () => {
    await openMail({ notebook, mailbox, keys: epochs, random });
    await settleKeys({ ...deps, epochs });
    // A new epoch's key may have come with what was just opened.
    await openMail({ notebook, mailbox, keys: epochs, random });
  });
  return undefined;
}

async function ask(
  deps: RemoveDeps,
  { team, me, device }: KeyringEntry,
  epochs: TeamEpochs,
  { tablets, person }: TabletsToRemove,
): Promise<'done' | 'behind' | AccessProblem> {
  const { notebook, mailbox, random } = deps;
  const epoch = nextEpoch(epochs.epoch, random);
  const secret = new Uint8Array(random(32));
  const staying = (await tabletsToStay(notebook)).filter((tablet) => !tablets.includes(tablet.device));
  const boxes = await Promise.all(
    staying.map((tablet) => epochs.boxFor(tablet.device, tablet.publicKey, epoch, secret)),
  );
  const notice = { tablets, person, removedBy: me, epoch, boxes: boxes.filter((box) => box !== undefined) };
  const changes = await removalChanges(notebook, notice);
  // Read before the envelope is made: what came in since is noticed by the server.
  const after = (await mailbox.postboxes.get(team))?.seq ?? 0;
  const key = epochs.keyOf(epochs.epoch);
  if (key === undefined) return 'unavailable';
  const deviceSeq = await takeDeviceSeq(mailbox, team);
  const request = { team, device, deviceSeq, epoch: epochs.epoch, text: packBlock(changes) };
  const envelope = encodeEnvelope(await seal(key, request, random));
  return await askRemoval(deps, team, { tablets, epoch, secret, envelope, after });
}
