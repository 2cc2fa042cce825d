/**
 * A JPEG without its APP1 to APP15 segments and comments: no EXIF, so no position, time or tablet; no XMP, no colour
 * profile, no thumbnail. Some browsers write a few of these when they make a picture. Answers undefined for what is not
 * built like a JPEG: that is not kept.
 */
export function stripMetadata(jpeg: Uint8Array): Uint8Array<ArrayBuffer> | undefined {
  if (jpeg[0] !== 0xff || jpeg[1] !== START) return undefined;
  const kept: Uint8Array[] = [jpeg.subarray(0, 2)];
  let at = 2;
  for (;;) {
    const marker = jpeg[at + 1];
    if (jpeg[at] !== 0xff || marker === undefined) return undefined;
    if (marker === SCAN) break;
    const length = ((jpeg[at + 2] ?? 0) << 8) | (jpeg[at + 3] ?? 0);
    const end = at + 2 + length;
    if (length < 2 || end > jpeg.length) return undefined;
    if (!isMetadata(marker)) kept.push(jpeg.subarray(at, end));
    at = end;
  }
  // From the first scan on there is picture, and nothing after its end.
  const end = jpeg.findLastIndex((byte, index) => byte === END && jpeg[index - 1] === 0xff) + 1;
  if (end <= at) return undefined;
  kept.push(jpeg.subarray(at, end));
  return joined(kept);
}

const START = 0xd8;
const SCAN = 0xda;
const END = 0xd9;

function isMetadata(marker: number): boolean {
  return (marker >= 0xe1 && marker <= 0xef) || marker === 0xfe;
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}
