import type { Change } from '../domain/change.ts';
import type { RandomBytes } from '../domain/ids.ts';
import type { Stamp } from '../domain/stamp.ts';
import { open, seal } from '../crypto/seal.ts';
import type { Mail, Mailbox } from '../mailbox/database.ts';
import { nextPlace, postMail } from '../mailbox/outgoing.ts';
import type { Notebook } from '../notebook/database.ts';
import { hasErasures } from '../notebook/has-erasures.ts';
import { packBlock, parseBlock } from '../protocol/block.ts';
import { encodeEnvelope, envelopeId, parseEnvelope } from '../protocol/envelope.ts';
import { MAX_BLOCK_BYTES, MAX_BLOCK_CHANGES } from '../protocol/limits.ts';

/** The keys that this tablet has now; a new epoch's come while the notebook is open. */
export interface EnvelopeKeys {
  /** The epoch that new envelopes are sealed in. */
  readonly epoch: number;
  /** The epoch that every tablet of the team has. */
  readonly oldest: number;
  /** The key of an epoch, if this tablet has it. */
  readonly keyOf: (epoch: number) => CryptoKey | undefined;
}

export interface SealingDeps {
  readonly notebook: Notebook;
  readonly mailbox: Mailbox;
  readonly keys: EnvelopeKeys;
  readonly random: RandomBytes;
}

const ENTRIES_AT_ONCE = 1000;

/**
 * Moves what the outbox holds into sealed envelopes in the mailbox. An envelope that was never tried is replaced by a
 * fuller one, so a lesson written offline travels as a few well-compressed blocks. Sealing happens outside transactions;
 * stopped between mailbox and outbox, the same changes are sealed again and merging ignores the repeat. `onSealed` is told
 * as soon as there is something for the postman. One caller at a time per team.
 */
export async function sealOutbox(
  deps: SealingDeps,
  onSealed?: (entries: ReadonlySet<Stamp>) => void,
): Promise<void> {
  const { notebook, mailbox } = deps;
  for (;;) {
    const [entries, isErasing] = await notebook.transaction('r', ['outbox', 'erasures'], () =>
      Promise.all([notebook.outbox.orderBy('at').limit(ENTRIES_AT_ONCE).toArray(), hasErasures(notebook)]),
    );
    if (entries.length === 0) return;
    const fresh = entries.flatMap((entry) => entry.changes);
    const erasing = isErasing ? await import('../notebook/erase.ts') : undefined;
    if (await erasing?.sweepUnsent(notebook, fresh)) continue;
    const { waiting, seq } = await nextPlace(mailbox, notebook.team);
    const opened = waiting && (await changesOf(deps, waiting));
    const earlier = opened && erasing ? await erasing.leaveOutErased(notebook, opened) : opened;
    const replaced = waiting && earlier && isRoomFor(earlier) ? waiting : undefined;
    const boxes = fresh.filter(isKeyBox);
    const rest = fresh.filter((change) => !isKeyBox(change));
    const blocks = [
      ...inBlocks(replaced && earlier ? [...earlier, ...rest] : rest),
      // Not with anything else: who lacks the newest key must be able to open them.
      ...inBlocks(boxes),
    ];
    const mails = await Promise.all(blocks.map((block, index) => mailOf(deps, block, seq + index)));
    const isPosted = await postMail(mailbox, notebook.team, { seq, replaced, mails });
    // The worker took the waiting envelope meanwhile: once more, without it.
    if (!isPosted) continue;
    const sealed = entries.map((entry) => entry.at);
    onSealed?.(new Set(sealed));
    await notebook.outbox.bulkDelete(sealed);
    // What was written meanwhile brings its own call.
    if (entries.length < ENTRIES_AT_ONCE) return;
  }
}

/** An envelope of this tablet, new and not yet tried. */
export async function mailOf(
  deps: SealingDeps,
  changes: readonly Change[],
  deviceSeq: number,
): Promise<Mail> {
  const { team, device } = deps.notebook;
  const epoch = changes.every(isKeyBox) ? deps.keys.oldest : deps.keys.epoch;
  const key = deps.keys.keyOf(epoch);
  if (key === undefined) throw new Error('This tablet has no key for the current epoch of the team.');
  const request = { team, device, deviceSeq, epoch, text: packBlock(changes) };
  const envelope = await seal(key, request, deps.random);
  const notes = new Set(changes.flatMap((change) => (change.table === 'notes' ? [change.row] : [])));
  return {
    team,
    id: envelopeId(envelope.header),
    bytes: encodeEnvelope(envelope),
    seq: 0,
    notes: [...notes],
    sending: 'waiting',
    reading: 'own',
  };
}

function isKeyBox({ table }: Change): boolean {
  return table === 'keyBoxes';
}

async function changesOf(deps: SealingDeps, mail: Mail): Promise<readonly Change[] | undefined> {
  const envelope = parseEnvelope(mail.bytes);
  if (!envelope.ok) return undefined;
  const { epoch } = envelope.value.header;
  const key = deps.keys.keyOf(epoch);
  // One of an epoch that is over stays as it is and goes as it is.
  if (key === undefined || epoch !== deps.keys.epoch) return undefined;
  const text = await open(key, mail.team, envelope.value);
  if (!text.ok) return undefined;
  const changes = parseBlock(text.value);
  return changes.ok ? changes.value : undefined;
}

function isRoomFor(changes: readonly Change[]): boolean {
  return (
    changes.length < MAX_BLOCK_CHANGES &&
    changes.reduce((sum, change) => sum + sizeOf(change), 0) < MAX_BLOCK_BYTES
  );
}

/** Cuts at 200 changes or 64 KB, whichever comes first; one change alone may be larger. */
export function inBlocks(changes: readonly Change[]): readonly (readonly Change[])[] {
  const blocks: Change[][] = [];
  let size = 0;
  for (const change of changes) {
    const block = blocks.at(-1);
    const length = sizeOf(change);
    if (block === undefined || block.length >= MAX_BLOCK_CHANGES || size + length > MAX_BLOCK_BYTES) {
      blocks.push([change]);
      size = length;
    } else {
      block.push(change);
      size += length;
    }
  }
  return blocks;
}

function sizeOf(change: Change): number {
  return JSON.stringify(change).length;
}
