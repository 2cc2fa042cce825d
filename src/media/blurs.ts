import type { Region } from './picture-edits.ts';

/** The blurred parts of a picture, and which of them keys and buttons work on. */
export interface Blurs {
  readonly list: readonly Region[];
  readonly chosen: number;
}

export const NO_BLURS: Blurs = { list: [], chosen: -1 };

/** A tap makes one about as large as a face in a picture of a table. */
const TAPPED = 0.16;
const SMALLEST = 0.04;

export function addBlur({ list }: Blurs, region: Region): Blurs {
  return { list: [...list, within(region)], chosen: list.length };
}

/** Around a point; `proportion` is the picture's width by its height, so that it looks square. */
export function addBlurAt(blurs: Blurs, x: number, y: number, proportion: number): Blurs {
  const width = proportion >= 1 ? TAPPED : TAPPED / proportion;
  const height = proportion >= 1 ? TAPPED * proportion : TAPPED;
  return addBlur(blurs, { x: x - width / 2, y: y - height / 2, width, height });
}

export function chooseBlur(blurs: Blurs, chosen: number): Blurs {
  return { ...blurs, chosen };
}

export function moveBlur(blurs: Blurs, right: number, down: number): Blurs {
  return change(blurs, (region) => ({ ...region, x: region.x + right, y: region.y + down }));
}

/** Larger or smaller around its middle. */
export function growBlur(blurs: Blurs, factor: number): Blurs {
  return change(blurs, ({ x, y, width, height }) => {
    const [w, h] = [Math.max(SMALLEST, width * factor), Math.max(SMALLEST, height * factor)];
    return { x: x + (width - w) / 2, y: y + (height - h) / 2, width: w, height: h };
  });
}

export function removeBlur({ list, chosen }: Blurs): Blurs {
  const rest = list.filter((_, index) => index !== chosen);
  return { list: rest, chosen: rest.length - 1 };
}

function change({ list, chosen }: Blurs, to: (region: Region) => Region): Blurs {
  return { list: list.map((region, index) => (index === chosen ? within(to(region)) : region)), chosen };
}

/** Inside the picture, whatever was dragged or pressed. */
function within({ x, y, width, height }: Region): Region {
  const [w, h] = [Math.min(1, Math.max(SMALLEST, width)), Math.min(1, Math.max(SMALLEST, height))];
  return { x: Math.min(1 - w, Math.max(0, x)), y: Math.min(1 - h, Math.max(0, y)), width: w, height: h };
}
