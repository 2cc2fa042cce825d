import * as v from 'valibot';
import { toBase64Url } from '../protocol/bytes.ts';
import type { Said } from './other-processes.ts';

export interface Poke {
  readonly team: string;
  readonly seq: number;
}

export interface LineMessage {
  readonly sender: string;
  readonly pokes: readonly Poke[];
  readonly sayings: readonly Said[];
}

/** PostgreSQL takes notifications below 8000 bytes. */
const MAX_PAYLOAD_BYTES = 7_900;

const PayloadShape = v.tuple([
  v.string(),
  v.array(v.union([v.tuple([v.string(), v.number()]), v.tuple([v.string(), v.string(), v.string()])])),
]);

/** As few payloads as hold it all: `[sender, [[team, seq] or [team, device, bytes], …]]`. */
export function packPayloads({ sender, pokes, sayings }: LineMessage): string[] {
  const entries = [
    ...pokes.map(({ team, seq }) => [team, seq]),
    ...sayings.map(({ team, device, bytes }) => [team, device, toBase64Url(bytes)]),
  ];
  const groups: string[][] = [];
  let size = Infinity;
  for (const entry of entries.map((one) => JSON.stringify(one))) {
    size += Buffer.byteLength(entry) + 1;
    if (size > MAX_PAYLOAD_BYTES) {
      groups.push([]);
      size = Buffer.byteLength(entry) + sender.length + 10;
    }
    groups.at(-1)!.push(entry);
  }
  return groups.map((group) => `[${JSON.stringify(sender)},[${group.join()}]]`);
}

/** Whoever may use the database can notify; what no server of ours said says nothing. */
export function unpackPayload(payload: string): LineMessage {
  const read = v.safeParse(v.pipe(v.string(), v.parseJson(), PayloadShape), payload);
  const [sender, entries] = read.success ? read.output : ['', []];
  const pokes: Poke[] = [];
  const sayings: Said[] = [];
  for (const [team, second, third] of entries) {
    if (typeof second === 'number') pokes.push({ team, seq: second });
    else if (third !== undefined)
      sayings.push({ team, device: second, bytes: Buffer.from(third, 'base64url') });
  }
  return { sender, pokes, sayings };
}
