import encodeQR from 'qr';
import { decodeQR } from 'qr/decode.js';
import { expect, test } from 'vitest';
import { pathOf } from '../../../src/features/team/qr-picture.tsx';

const LINK = 'https://school.example/join#K7QF3MVX9T2H4RWD';
const SCALE = 4;

test('the path draws the code that a camera reads', () => {
  const rows = encodeQR(LINK, 'raw', { ecc: 'medium', border: 4 });

  expect(decodeQR(painted(pathOf(rows), rows.length)).toString()).toBe(LINK);
});

/** Fills the rectangles of the path as a browser would. */
function painted(path: string, size: number) {
  const width = size * SCALE;
  const pixels = new Uint8Array(width * width * 4).fill(255);
  for (const [, x, y, run] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
    for (let row = Number(y) * SCALE; row < (Number(y) + 1) * SCALE; row++) {
      for (let column = Number(x) * SCALE; column < (Number(x) + Number(run)) * SCALE; column++) {
        pixels.set([0, 0, 0], (row * width + column) * 4);
      }
    }
  }
  return { width, height: width, data: pixels };
}
