import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { WHOLE, type Region } from '../../src/media/picture-edits.ts';
import { blurBox, cropBox } from '../../src/media/picture-places.ts';

const PICTURE = { width: 3200, height: 2400 };
const rightHalf: Region = { x: 0.5, y: 0, width: 0.5, height: 1 };

const fraction = fc.double({ min: 0, max: 1, noNaN: true });
const region = fc
  .tuple(fraction, fraction, fraction, fraction)
  .map(([x, y, width, height]): Region => ({ x, y, width: width * (1 - x), height: height * (1 - y) }));
const size = fc.record({
  width: fc.integer({ min: 1, max: 3200 }),
  height: fc.integer({ min: 1, max: 3200 }),
});

describe('a blurred part of a picture', () => {
  test('lies where it was put when all of the picture is kept, smaller', () => {
    const blur = { x: 0.25, y: 0.5, width: 0.25, height: 0.1 };

    const box = blurBox(blur, PICTURE, cropBox(WHOLE, PICTURE), { width: 1600, height: 1200 });

    expect(box).toEqual({ x: 400, y: 600, width: 400, height: 120 });
  });

  test('keeps its place on the picture when the picture is cropped, before or after', () => {
    const blur = { x: 0.75, y: 0.5, width: 0.125, height: 0.25 };

    const box = blurBox(blur, PICTURE, cropBox(rightHalf, PICTURE), { width: 1600, height: 2400 });

    expect(box).toEqual({ x: 800, y: 1200, width: 400, height: 600 });
  });

  test('is blurred as far as it is shown where the crop cuts it', () => {
    const blur = { x: 0.4375, y: 0.875, width: 0.125, height: 0.125 };

    const box = blurBox(blur, PICTURE, cropBox(rightHalf, PICTURE), { width: 800, height: 1200 });

    expect(box).toEqual({ x: 0, y: 1050, width: 100, height: 150 });
  });

  test('is nowhere where the crop leaves it away', () => {
    const blur = { x: 0.1, y: 0.1, width: 0.2, height: 0.2 };

    const box = blurBox(blur, PICTURE, cropBox(rightHalf, PICTURE), { width: 800, height: 1200 });

    expect(box).toBeUndefined();
  });

  test('lies on the picture as it stands when it was turned: sides are those of the upright picture', () => {
    const upright = { width: 2400, height: 3200 };
    const blur = { x: 0.5, y: 0.75, width: 0.25, height: 0.125 };

    const box = blurBox(blur, upright, cropBox(WHOLE, upright), { width: 1200, height: 1600 });

    expect(box).toEqual({ x: 600, y: 1200, width: 300, height: 200 });
  });

  test('covers every point that it touches, whatever the picture, the crop and the size', () => {
    fc.assert(
      fc.property(region, region, size, size, (blur, crop, picture, drawn) => {
        const area = cropBox(crop, picture);
        const box = blurBox(blur, picture, area, drawn);

        const across = (x: number) => ((x * picture.width - area.x) / area.width) * drawn.width;
        const down = (y: number) => ((y * picture.height - area.y) / area.height) * drawn.height;
        const left = Math.max(0, across(blur.x));
        const right = Math.min(drawn.width, across(blur.x + blur.width));
        const top = Math.max(0, down(blur.y));
        const bottom = Math.min(drawn.height, down(blur.y + blur.height));
        if (right - left < 1e-6 || bottom - top < 1e-6) return;
        expect(box!.x).toBeLessThanOrEqual(left + 1e-6);
        expect(box!.y).toBeLessThanOrEqual(top + 1e-6);
        expect(box!.x + box!.width).toBeGreaterThanOrEqual(right - 1e-6);
        expect(box!.y + box!.height).toBeGreaterThanOrEqual(bottom - 1e-6);
      }),
    );
  });

  test('a crop is never outside the picture and never nothing', () => {
    fc.assert(
      fc.property(region, size, (crop, picture) => {
        const { x, y, width, height } = cropBox(crop, picture);

        expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
        expect(Math.min(width, height)).toBeGreaterThanOrEqual(1);
        expect(x + width).toBeLessThanOrEqual(picture.width);
        expect(y + height).toBeLessThanOrEqual(picture.height);
      }),
    );
  });
});
