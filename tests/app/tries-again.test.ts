import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { keepKeys } from '../../src/app/keep-keys.ts';
import { recoveryContents } from '../../src/app/recovery-contents.ts';
import { makeSheet } from '../../src/crypto/recovery.ts';
import { recoveryOf } from '../../src/mailbox/recoveries.ts';
import { writeSheet } from '../../src/notebook/sheet.ts';
import { writeSheetRecord } from '../../src/protocol/sheet-record.ts';
import { keepRecovery } from '../../src/sealing/keep-recovery.ts';
import { maria, now, random, withThreeTablets } from './three-tablets.ts';

withThreeTablets();

const lost = new DOMException('Connection to Indexed Database server lost', 'UnknownError');
const onError = vi.fn();
let stop: () => void;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  stop();
  vi.useRealTimers();
  onError.mockReset();
});

test('[K4] keys that could not be settled once are settled later, though nothing changes meanwhile', async () => {
  const onSettled = vi.fn();
  const alone = vi.fn(async (work: () => Promise<void>) => {
    await work();
    onSettled();
  });
  alone.mockRejectedValueOnce(lost);
  stop = keepKeys({ ...maria.access, notebook: maria.notebook, epochs: maria.epochs, alone, onError });
  await vi.waitFor(() => expect(onError).toHaveBeenCalledWith(lost));

  await vi.advanceTimersByTimeAsync(60_000);

  await vi.waitFor(() => expect(onSettled).toHaveBeenCalled());
});

test('the box of a recovery sheet that could not be kept once is kept later, though nothing changes meanwhile', async () => {
  const { access, notebook, mailbox, entry } = maria;
  const contents = vi.fn(() => recoveryContents(access.keyring, entry, notebook));
  const { keys, box, filler } = await makeSheet(await contents(), random.bytes);
  const proofHash = new Uint8Array(await crypto.subtle.digest('SHA-256', keys.proof));
  const printed = {
    epoch: maria.epochs.epoch,
    printedIn: maria.epochs.epoch,
    printedAt: now(),
    printedBy: entry.me,
  };
  await writeSheet(notebook, writeSheetRecord({ id: keys.id, proofHash, box, filler, ...printed }));
  contents.mockRejectedValueOnce(lost);
  const countEpochs = () => Promise.resolve(1);
  const onNew = vi.fn();
  stop = keepRecovery({ notebook, mailbox, random: random.bytes, contents, countEpochs, onNew, onError });
  await vi.waitFor(() => expect(onError).toHaveBeenCalledWith(lost));

  await vi.advanceTimersByTimeAsync(60_000);

  await vi.waitFor(() => expect(onNew).toHaveBeenCalled());
  expect(await recoveryOf(mailbox, entry.team)).toBeDefined();
});
