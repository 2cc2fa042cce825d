/** What a picture is drawn on: off the page where the browser can, else an element that is never shown. */
export interface Drawing {
  readonly canvas: OffscreenCanvas | HTMLCanvasElement;
  readonly context: OffscreenCanvasRenderingContext2D | CanvasRenderingContext2D;
}

export function newDrawing(width: number, height: number): Drawing {
  const canvas =
    typeof OffscreenCanvas === 'undefined'
      ? Object.assign(document.createElement('canvas'), { width, height })
      : new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d') as Drawing['context'] | null;
  if (context === null) throw new Error('This browser has no memory left to draw a picture.');
  context.imageSmoothingQuality = 'high';
  return { canvas, context };
}

export async function toJpeg({ canvas }: Drawing, quality: number): Promise<Blob> {
  // Asked for first: Firefox has an older `toBlob` on such a canvas too, which calls nobody back.
  if ('convertToBlob' in canvas) return await canvas.convertToBlob({ type: 'image/jpeg', quality });
  return await new Promise((resolve, reject) => {
    const done = (blob: Blob | null) =>
      blob ? resolve(blob) : reject(new Error('The picture could not be written.'));
    canvas.toBlob(done, 'image/jpeg', quality);
  });
}
