import { MAX_PHOTO_BYTES } from '../domain/photo.ts';
import { newDrawing, toJpeg, type Drawing } from './canvas.ts';
import type { FinishedPicture, OpenOutcome, PictureEditor, PictureEdits, Region } from './picture-edits.ts';
import { problemInHead } from './picture-head.ts';
import { stripMetadata } from './strip-metadata.ts';

/** The longer side of a photo as it is kept: handwriting in an exercise book can be read. */
const MAX_SIDE = 1600;
/** What is worked on, so that a crop of half the picture still has all its points. */
const MAX_WORKING_SIDE = 3200;
const PREVIEW_QUALITY = 0.85;
const QUALITIES = [0.85, 0.75, 0.65, 0.55, 0.45, 0.35];

/**
 * Opens and finishes pictures where it is called. What comes out is drawn anew from picture points: of the file that went
 * in, its position, time and thumbnail included, nothing is kept anywhere.
 */
export function pictureEditor(): PictureEditor {
  let working: Drawing | undefined;
  return {
    async open(file): Promise<OpenOutcome> {
      working = undefined;
      const { problem, isHeic } = await problemInHead(file);
      if (problem) return { kind: 'problem', problem };
      let bitmap: ImageBitmap;
      try {
        // Turned as the camera was held; the note about it is gone afterwards.
        bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' });
      } catch {
        return { kind: 'problem', problem: isHeic ? 'heic' : 'unreadable' };
      }
      working = scaled(bitmap, bitmap, MAX_WORKING_SIDE);
      bitmap.close();
      const { canvas } = working;
      const preview = await toJpeg(scaled(canvas, canvas, MAX_SIDE), PREVIEW_QUALITY);
      return { kind: 'opened', preview, width: canvas.width, height: canvas.height };
    },
    async finish(edits) {
      if (working === undefined) throw new Error('No picture is open.');
      return await finish(working, edits);
    },
    close() {
      working = undefined;
    },
  };
}

/** Smaller in proportion, never larger; on white, because a JPEG has no transparent points. */
function scaled(
  source: CanvasImageSource,
  size: { readonly width: number; readonly height: number },
  maxSide: number,
  from: { x: number; y: number } = { x: 0, y: 0 },
): Drawing {
  const factor = Math.min(1, maxSide / Math.max(size.width, size.height));
  const width = Math.max(1, Math.round(size.width * factor));
  const height = Math.max(1, Math.round(size.height * factor));
  const drawing = newDrawing(width, height);
  drawing.context.fillStyle = '#ffffff';
  drawing.context.fillRect(0, 0, width, height);
  drawing.context.drawImage(source, from.x, from.y, size.width, size.height, 0, 0, width, height);
  return drawing;
}

async function finish({ canvas }: Drawing, { crop, blurs }: PictureEdits): Promise<FinishedPicture> {
  const area = {
    x: Math.round(crop.x * canvas.width),
    y: Math.round(crop.y * canvas.height),
    width: Math.max(1, Math.round(crop.width * canvas.width)),
    height: Math.max(1, Math.round(crop.height * canvas.height)),
  };
  for (let maxSide = MAX_SIDE; ; maxSide = Math.round(maxSide * 0.8)) {
    const drawing = scaled(canvas, area, maxSide, area);
    for (const blur of blurs) pixelate(drawing, withinCrop(blur, crop));
    for (const quality of QUALITIES) {
      const jpeg = new Uint8Array(await (await toJpeg(drawing, quality)).arrayBuffer());
      const bytes = stripMetadata(jpeg);
      if (bytes === undefined) throw new Error('The browser wrote something that is no JPEG.');
      if (bytes.length > MAX_PHOTO_BYTES) continue;
      return { bytes, width: drawing.canvas.width, height: drawing.canvas.height };
    }
  }
}

function withinCrop(blur: Region, crop: Region): Region {
  return {
    x: (blur.x - crop.x) / crop.width,
    y: (blur.y - crop.y) / crop.height,
    width: blur.width / crop.width,
    height: blur.height / crop.height,
  };
}

/** So few squares stand for a blurred part that no face and no word can be guessed from them. */
const SQUARES = 4;

function pixelate({ canvas, context }: Drawing, { x, y, width, height }: Region): void {
  const left = Math.max(0, Math.floor(x * canvas.width));
  const top = Math.max(0, Math.floor(y * canvas.height));
  const right = Math.min(canvas.width, Math.ceil((x + width) * canvas.width));
  const bottom = Math.min(canvas.height, Math.ceil((y + height) * canvas.height));
  if (right <= left || bottom <= top) return;
  const [w, h] = [right - left, bottom - top];
  const square = Math.min(w, h) / SQUARES;
  const [columns, rows] = [Math.max(1, Math.round(w / square)), Math.max(1, Math.round(h / square))];
  const small = newDrawing(columns, rows);
  small.context.drawImage(canvas, left, top, w, h, 0, 0, columns, rows);
  context.imageSmoothingEnabled = false;
  context.drawImage(small.canvas, 0, 0, columns, rows, left, top, w, h);
  context.imageSmoothingEnabled = true;
}
