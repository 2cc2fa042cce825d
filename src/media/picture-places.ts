import type { Region } from './picture-edits.ts';

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A part of a picture in whole picture points. */
export interface Box extends Size {
  readonly x: number;
  readonly y: number;
}

/** What a crop leaves of a picture of this size; never outside of it, and never nothing. */
export function cropBox(crop: Region, picture: Size): Box {
  const [x, right] = inside(crop.x, crop.width, picture.width);
  const [y, bottom] = inside(crop.y, crop.height, picture.height);
  return { x, y, width: right - x, height: bottom - y };
}

/**
 * Where a part of the whole picture lies in `drawn`, which shows `area` of it: every point that it touches, because half
 * a point of a face is too much. Undefined where nothing of it is shown.
 */
export function blurBox(blur: Region, picture: Size, area: Box, drawn: Size): Box | undefined {
  const [across, down] = [drawn.width / area.width, drawn.height / area.height];
  const left = Math.max(0, Math.floor((blur.x * picture.width - area.x) * across));
  const top = Math.max(0, Math.floor((blur.y * picture.height - area.y) * down));
  const right = Math.min(drawn.width, Math.ceil(((blur.x + blur.width) * picture.width - area.x) * across));
  const bottom = Math.min(drawn.height, Math.ceil(((blur.y + blur.height) * picture.height - area.y) * down));
  if (right <= left || bottom <= top) return undefined;
  return { x: left, y: top, width: right - left, height: bottom - top };
}

function inside(start: number, length: number, points: number): [from: number, to: number] {
  const from = Math.min(points - 1, Math.max(0, Math.round(start * points)));
  return [from, Math.min(points, Math.max(from + 1, Math.round((start + length) * points)))];
}
