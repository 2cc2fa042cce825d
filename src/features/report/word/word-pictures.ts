import { ImageRun, Paragraph } from 'docx';
import type { Glance } from '../glance.ts';
import type { Block, DrawingPart, PhotoPart } from '../report-blocks.ts';
import { paragraph } from './word-words.ts';
import type { Draw, DrawnPicture } from './draw.ts';
import type { WordJob } from './word-job.ts';

/** Every picture of a document as JPEG, by what it shows. */
export interface DrawnPictures {
  readonly photos: ReadonlyMap<string, DrawnPicture>;
  readonly drawings: ReadonlyMap<DrawingPart, DrawnPicture>;
  readonly glances: ReadonlyMap<Glance, DrawnPicture>;
}

export async function drawPictures(
  { blocks, pictures }: WordJob,
  draw: Draw,
  onStep: (share: number) => void,
): Promise<DrawnPictures> {
  const photos = new Map<string, DrawnPicture>();
  const drawings = new Map<DrawingPart, DrawnPicture>();
  const glances = new Map<Glance, DrawnPicture>();
  const parts = blocks.flatMap(partsOf);
  for (const [index, part] of parts.entries()) {
    onStep(index / parts.length);
    if (part.kind === 'drawing') {
      const picture = await orNothing(() => draw.drawing(part.strokes));
      if (picture) drawings.set(part, picture);
      continue;
    }
    const bytes = pictures.get(part.photo.id);
    if (bytes === undefined) continue;
    const { width, height } = part.photo;
    const plain = { bytes, width: width ?? 4, height: height ?? 3 };
    const drawn =
      part.strokes.length > 0 ? await orNothing(() => draw.onPhoto(bytes, part.strokes)) : undefined;
    photos.set(part.photo.id, drawn ?? plain);
  }
  for (const block of blocks) {
    if (block.kind !== 'glance') continue;
    const picture = await orNothing(() => draw.glance(block.glance));
    if (picture) glances.set(block.glance, picture);
  }
  return { photos, drawings, glances };
}

/** One picture that cannot be drawn costs that picture and not the report. */
async function orNothing(make: () => Promise<DrawnPicture>): Promise<DrawnPicture | undefined> {
  try {
    return await make();
  } catch (error) {
    console.warn('A picture of the report could not be drawn.', error);
    return undefined;
  }
}

function partsOf(block: Block): readonly (PhotoPart | DrawingPart)[] {
  if (block.kind !== 'table') return [];
  return block.rows.flatMap((row) =>
    row.flatMap((cell) =>
      cell.parts.flatMap((part) =>
        part.kind === 'together' ? part.parts.filter((each) => each.kind !== 'words') : [],
      ),
    ),
  );
}

/** A cell's picture is as wide as the cell, and no wider than half a page. */
const LARGEST = 300;

export function picturesOfPart(
  part: PhotoPart | DrawingPart,
  cellWidth: number,
  { missing }: WordJob,
  { photos, drawings }: DrawnPictures,
): readonly Paragraph[] {
  const picture = part.kind === 'photo' ? photos.get(part.photo.id) : drawings.get(part);
  if (picture === undefined) return [paragraph([{ text: `${missing} (${part.caption})`, mark: 'second' }])];
  // Twentieths of a point to the points of a screen.
  const room = Math.min(LARGEST, (cellWidth - 200) / 15);
  return [new Paragraph({ children: [pictureRun(picture, part.caption, room)] })];
}

export function pictureRun(picture: DrawnPicture, alt: string, width: number): ImageRun {
  return new ImageRun({
    type: 'jpg',
    data: picture.bytes,
    transformation: {
      width: Math.round(width),
      height: Math.max(1, Math.round((width * picture.height) / Math.max(1, picture.width))),
    },
    altText: { name: alt, title: alt, description: alt },
  });
}
