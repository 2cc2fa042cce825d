import type { Page } from 'playwright-core';

/** A JPEG drawn by a browser: four colours in four quarters, with fine noise, so that its size is a photo's. */
export async function drawnJpeg(page: Page, { width, height }: { width: number; height: number }) {
  const base64 = await page.evaluate(
    async ([w, h]) => {
      const canvas = new OffscreenCanvas(w, h);
      const context = canvas.getContext('2d')!;
      for (const [index, colour] of ['#c03030', '#30a040', '#3050c0', '#e0c030'].entries()) {
        context.fillStyle = colour;
        context.fillRect((index % 2) * (w / 2), Math.floor(index / 2) * (h / 2), w / 2, h / 2);
      }
      context.fillStyle = 'rgb(0 0 0 / 20%)';
      for (let y = 0; y < h; y += 6) for (let x = (y * 7) % 5; x < w; x += 9) context.fillRect(x, y, 3, 2);
      const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.9 });
      const bytes = new Uint8Array(await blob.arrayBuffer());
      let binary = '';
      for (const byte of bytes) binary += String.fromCharCode(byte);
      return btoa(binary);
    },
    [width, height] as const,
  );
  return Buffer.from(base64, 'base64');
}

/** Black and white stripes from edge to edge: wherever it is flat, something was done to it. */
export async function stripedJpeg(page: Page, { width, height }: { width: number; height: number }) {
  const base64 = await page.evaluate(
    async ([w, h]) => {
      const canvas = new OffscreenCanvas(w, h);
      const context = canvas.getContext('2d')!;
      context.fillStyle = '#ffffff';
      context.fillRect(0, 0, w, h);
      context.fillStyle = '#000000';
      for (let x = 0; x < w; x += 20) context.fillRect(x, 0, 10, h);
      const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.9 });
      const bytes = new Uint8Array(await blob.arrayBuffer());
      let binary = '';
      for (const byte of bytes) binary += String.fromCharCode(byte);
      return btoa(binary);
    },
    [width, height] as const,
  );
  return Buffer.from(base64, 'base64');
}

/** A part of a picture, in shares of its width and height. */
export interface Part {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * How far light and dark are apart, of 255, in each small square of a striped picture as a browser decodes it: the
 * most in squares that lie in one of the parts, the least in squares that lie in none; those on an edge are left out.
 */
export async function contrastIn(page: Page, jpeg: Buffer, parts: readonly Part[]) {
  return await page.evaluate(
    async ([base64, boxes]) => {
      const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
      const bitmap = await createImageBitmap(new Blob([bytes]));
      const { width, height } = bitmap;
      const context = new OffscreenCanvas(width, height).getContext('2d')!;
      context.drawImage(bitmap, 0, 0);
      const { data } = context.getImageData(0, 0, width, height);
      const [side, edge] = [24, 6];
      const found = { width, height, inside: [] as number[], outside: [] as number[] };
      for (let top = 0; top + side <= height; top += side) {
        for (let left = 0; left + side <= width; left += side) {
          const distances = boxes.map((box) => {
            const gaps = [
              left - box.x * width,
              top - box.y * height,
              (box.x + box.width) * width - left - side,
              (box.y + box.height) * height - top - side,
            ];
            if (Math.min(...gaps) >= edge) return 'inside';
            return Math.min(...gaps) <= -side - edge ? 'outside' : 'edge';
          });
          const isInside = distances.includes('inside');
          if (!isInside && distances.includes('edge')) continue;
          let [least, most] = [255, 0];
          for (let y = top; y < top + side; y++) {
            for (let x = left; x < left + side; x++) {
              const light = data[4 * (y * width + x)]!;
              least = Math.min(least, light);
              most = Math.max(most, light);
            }
          }
          (isInside ? found.inside : found.outside).push(most - least);
        }
      }
      return {
        width,
        height,
        squaresInside: found.inside.length,
        squaresOutside: found.outside.length,
        mostInside: Math.max(...found.inside),
        leastOutside: Math.min(...found.outside),
      };
    },
    [jpeg.toString('base64'), parts] as const,
  );
}

/** As a camera on its side writes it: EXIF with orientation and position, XMP, a colour profile, a comment; the words in all of them. */
export function withMetadata(jpeg: Buffer, words: string): Buffer {
  const segments = [
    segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0'), exif(words)])),
    segment(0xe1, Buffer.from(`http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>${words}</x:xmpmeta>`)),
    segment(0xe2, Buffer.from(`ICC_PROFILE\0\x01\x01${words}`)),
    segment(0xfe, Buffer.from(`comment ${words}`)),
  ];
  return Buffer.concat([jpeg.subarray(0, 2), ...segments, jpeg.subarray(2), Buffer.from(`trailer ${words}`)]);
}

/** The head of a JPEG that says how large it is; there is no picture behind it. */
export function jpegHead(width: number, height: number): Buffer {
  const frame = Buffer.from([8, height >> 8, height & 255, width >> 8, width & 255, 1, 1, 0x11, 0]);
  return Buffer.concat([Buffer.from([0xff, 0xd8]), segment(0xc0, frame), Buffer.alloc(200)]);
}

/** How a HEIC file begins; no browser here could show a real one either. */
export function heicHead(): Buffer {
  const type = [...u32(24), ...Buffer.from('ftypheic'), 0, 0, 0, 0, ...Buffer.from('mif1heic')];
  return Buffer.concat([Buffer.from(type), Buffer.alloc(300)]);
}

/** Width and height that a JPEG states, and the markers of its segments before the picture begins. */
export function readJpeg(jpeg: Uint8Array) {
  const markers: number[] = [];
  let size = { width: 0, height: 0 };
  for (let at = 2; jpeg[at] === 0xff && jpeg[at + 1] !== 0xda;) {
    const marker = jpeg[at + 1]!;
    markers.push(marker);
    const view = new DataView(jpeg.buffer, jpeg.byteOffset + at);
    if (marker >= 0xc0 && marker <= 0xc2) size = { height: view.getUint16(5), width: view.getUint16(7) };
    at += 2 + view.getUint16(2);
  }
  return { ...size, markers };
}

function segment(marker: number, body: Buffer): Buffer {
  const length = body.length + 2;
  return Buffer.concat([Buffer.from([0xff, marker, length >> 8, length & 255]), body]);
}

/** Big-endian TIFF: orientation 6 (turn a quarter to the right), a description, and where it was taken. */
function exif(words: string): Buffer {
  const text = Buffer.from(`${words}\0`);
  const textAt = 8 + 2 + 3 * 12 + 4;
  const gpsAt = textAt + text.length + (text.length % 2);
  const entry = (tag: number, type: number, count: number, value: readonly number[]) => [
    ...u16(tag),
    ...u16(type),
    ...u32(count),
    ...value,
  ];
  const first = [
    ...u16(3),
    ...entry(0x010e, 2, text.length, u32(textAt)),
    ...entry(0x0112, 3, 1, [0, 6, 0, 0]),
    ...entry(0x8825, 4, 1, u32(gpsAt)),
    ...u32(0),
  ];
  const latitude = [53, 1, 7, 1, 41, 1].flatMap((part) => u32(part));
  const gps = [
    ...u16(2),
    ...entry(1, 2, 2, [...Buffer.from('N\0\0\0')]),
    ...entry(2, 5, 3, u32(gpsAt + 2 + 2 * 12 + 4)),
    ...u32(0),
    ...latitude,
  ];
  const padding = text.length % 2 ? [0] : [];
  return Buffer.from([...Buffer.from('MM\0*'), ...u32(8), ...first, ...text, ...padding, ...gps]);
}

function u16(value: number): number[] {
  return [value >> 8, value & 255];
}

function u32(value: number): number[] {
  return [(value >>> 24) & 255, (value >> 16) & 255, (value >> 8) & 255, value & 255];
}
