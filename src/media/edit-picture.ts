import { MAX_PHOTO_BYTES } from '../domain/photo.ts';
import { newDrawing, toJpeg, type Drawing } from './canvas.ts';
import type { FinishedPicture, OpenOutcome, PictureEditor, PictureEdits } from './picture-edits.ts';
import { problemInHead } from './picture-head.ts';
import { blurBox, cropBox, type Box, type Size } from './picture-places.ts';
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
  size: Size,
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
  const area = cropBox(crop, canvas);
  for (let maxSide = MAX_SIDE; ; maxSide = Math.round(maxSide * 0.8)) {
    const drawing = scaled(canvas, area, maxSide, area);
    for (const blur of blurs) {
      const box = blurBox(blur, canvas, area, drawing.canvas);
      if (box) pixelate(drawing, box);
    }
    for (const quality of QUALITIES) {
      const jpeg = new Uint8Array(await (await toJpeg(drawing, quality)).arrayBuffer());
      const bytes = stripMetadata(jpeg);
      if (bytes === undefined) throw new Error('The browser wrote something that is no JPEG.');
      if (bytes.length > MAX_PHOTO_BYTES) continue;
      return { bytes, width: drawing.canvas.width, height: drawing.canvas.height };
    }
  }
}

/** So few squares across and down that no face and no word, however long, can be guessed from them. */
const SQUARES = 4;

function pixelate({ canvas, context }: Drawing, { x, y, width, height }: Box): void {
  const columns = Math.min(SQUARES, width);
  const rows = Math.min(SQUARES, height);
  const small = newDrawing(columns, rows);
  small.context.drawImage(canvas, x, y, width, height, 0, 0, columns, rows);
  context.imageSmoothingEnabled = false;
  context.drawImage(small.canvas, 0, 0, columns, rows, x, y, width, height);
  context.imageSmoothingEnabled = true;
}
