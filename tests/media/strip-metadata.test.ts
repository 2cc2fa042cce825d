import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stripMetadata } from '../../src/media/strip-metadata.ts';
import { withMetadata } from '../support/pictures.ts';

const segment = (marker: number, body: readonly number[]) => [0xff, marker, 0, body.length + 2, ...body];
/** The frame of a JPEG: tables, head, a scan of a few bytes, end. */
const PLAIN = Buffer.from([
  0xff,
  0xd8,
  ...segment(0xe0, [...Buffer.from('JFIF\0'), 1, 1]),
  ...segment(0xdb, [1, 2, 3]),
  ...segment(0xc0, [8, 0, 2, 0, 3, 1, 1, 0x11, 0]),
  ...segment(0xda, [1, 1, 0]),
  ...[0x12, 0xff, 0x00, 0x34],
  ...[0xff, 0xd9],
]);

describe('taking the metadata out of a JPEG', () => {
  test('leaves a plain one as it is', () => {
    expect(Buffer.from(stripMetadata(PLAIN)!)).toEqual(PLAIN);
  });

  test('takes out EXIF with its position, XMP, colour profile, comment and whatever stands behind the end', () => {
    const stripped = stripMetadata(withMetadata(PLAIN, 'Zwarthaan'));

    expect(Buffer.from(stripped!)).toEqual(PLAIN);
  });

  test('knows nothing that is not built like a JPEG', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        const stripped = stripMetadata(bytes);

        if (stripped) expect([...stripped.slice(0, 2)]).toEqual([0xff, 0xd8]);
      }),
    );
    expect(stripMetadata(PLAIN.subarray(0, 20))).toBeUndefined();
    expect(stripMetadata(new Uint8Array())).toBeUndefined();
  });
});
