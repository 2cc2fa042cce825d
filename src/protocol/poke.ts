import * as v from 'valibot';
import { fromBase64Url } from './bytes.ts';
import { MAX_PRESENCE_BYTES } from './limits.ts';
import { parsed, refused, type Parsed } from './outcome.ts';

const seq = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/**
 * One line of `GET /api/teams/:team/events`: "there is something up to n", and how many erasures there have been. JSON after `data: `. Lines of the event
 * `presence` carry what another tablet of the team has just said, as base64url; who does not know them passes over them.
 */
const PokeShape = v.object({ seq, erased: v.optional(seq) });
export type Poke = v.InferOutput<typeof PokeShape>;

export function parsePoke(json: string): Parsed<Poke> {
  try {
    const result = v.safeParse(PokeShape, JSON.parse(json));
    return result.success ? parsed(result.output) : refused('malformed');
  } catch {
    return refused('malformed');
  }
}

/** The sealed bytes of a line of the event `presence`. */
export function parsePresenceLine(text: string): Parsed<Uint8Array> {
  try {
    const said = fromBase64Url(text);
    return said.length > 0 && said.length <= MAX_PRESENCE_BYTES ? parsed(said) : refused('malformed');
  } catch {
    return refused('malformed');
  }
}
