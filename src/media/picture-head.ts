import { imageDimensionsFromStream } from 'image-dimensions';
import type { PictureProblem } from './picture-edits.ts';

/**
 * A picture point takes four bytes when it is decoded: fifty million are 200 MB, about what a classroom tablet of 2 GB
 * gives one page. Cameras of 12 to 48 megapixels pass; a 108 is asked to take a smaller picture.
 */
const MAX_PIXELS = 50_000_000;
/** Longer than any camera's picture, and than some tablets can draw. */
const MAX_SIDE = 16_384;
const MAX_FILE_BYTES = 64 * 1024 * 1024;

/** Looks at the first bytes of a file only: nothing is decoded before its size is known to fit. */
export async function problemInHead(file: Blob): Promise<{ problem?: PictureProblem; isHeic: boolean }> {
  if (file.size === 0) return { problem: 'empty', isHeic: false };
  const isHeic = HEIC_BRAND.test(await file.slice(4, 12).text());
  const head = await imageDimensionsFromStream(file.stream()).catch(() => undefined);
  if (head === undefined) return { problem: isHeic ? 'heic' : 'notAPicture', isHeic };
  const { width, height } = head;
  const isTooLarge =
    file.size > MAX_FILE_BYTES || width * height > MAX_PIXELS || Math.max(width, height) > MAX_SIDE;
  return { ...(isTooLarge && { problem: 'tooLarge' as const }), isHeic };
}

/** How the files of iPhones and some Android tablets begin; Safari can read them, others cannot. */
const HEIC_BRAND = /^ftyp(hei[cxms]|hev[cxms]|mif1|msf1)/;
