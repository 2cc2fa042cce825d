import * as v from 'valibot';
import { fromBase64Url, fromCbor, toBase64Url, toCbor } from './bytes.ts';
import { MAX_BOX_BYTES } from './limits.ts';

/**
 * What every tablet of the team knows of the printed recovery sheet, as one text in the team's row: enough to give the box to
 * a server that has lost it and to fill it again for a new epoch; not the code, which is on the paper only.
 */
export interface SheetRecord {
  readonly id: Uint8Array;
  readonly proofHash: Uint8Array;
  readonly box: Uint8Array;
  /** Lets a tablet fill the box, and not open it. */
  readonly filler: Uint8Array;
  /** The newest epoch whose secret is in the box. */
  readonly epoch: number;
  /** The team's epoch when the paper was printed; a later one began because somebody, or a tablet, was removed. */
  readonly printedIn: number;
  readonly printedAt: number;
  /** The member who printed it. */
  readonly printedBy: string;
}

const bytesOf = (length: number) =>
  v.pipe(
    v.custom<Uint8Array>((value) => value instanceof Uint8Array),
    v.check((bytes) => bytes.length === length),
  );
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const RecordShape = v.tuple([
  v.literal(1),
  bytesOf(16),
  bytesOf(32),
  v.pipe(
    v.custom<Uint8Array>((value) => value instanceof Uint8Array),
    v.check((box) => box.length <= MAX_BOX_BYTES),
  ),
  bytesOf(32),
  count,
  count,
  count,
  v.string(),
]);

export function writeSheetRecord(record: SheetRecord): string {
  const { id, proofHash, box, filler, epoch, printedIn, printedAt, printedBy } = record;
  return toBase64Url(toCbor([1, id, proofHash, box, filler, epoch, printedIn, printedAt, printedBy]));
}

/** Undefined where there is none, and for one of a newer version, which this tablet leaves alone. */
export function readSheetRecord(text: string): SheetRecord | undefined {
  if (text === '') return undefined;
  try {
    const result = v.safeParse(RecordShape, fromCbor(fromBase64Url(text)));
    if (!result.success) return undefined;
    const [, id, proofHash, box, filler, epoch, printedIn, printedAt, printedBy] = result.output;
    return { id, proofHash, box, filler, epoch, printedIn, printedAt, printedBy };
  } catch {
    return undefined;
  }
}
