import { useCallback, useEffect } from 'react';
import { useNotebookQuery, useOpenNotebook } from '../notebook/notebook-context.tsx';
import { pictureBytes } from '../notebook/read-photos.ts';
import { wantPicture } from '../notebook/write-photos.ts';

/**
 * Fills an `<img>` with a photo while it is looked at: answers the `ref` to give it, undefined until the bytes are here.
 * Looking at it is what asks for them. The address goes back to the browser as soon as nobody looks, so that a long
 * lesson does not hold every picture.
 */
export function usePicture(photo: string, isLookedAt: boolean) {
  const { notebook } = useOpenNotebook();
  const bytes = useNotebookQuery(
    async (open) => (isLookedAt ? ((await pictureBytes(open, photo)) ?? 'missing') : undefined),
    [photo, isLookedAt],
  );
  useEffect(() => {
    if (bytes !== 'missing') return;
    wantPicture(notebook, photo).catch((error: unknown) =>
      console.warn('A photo could not be asked for.', error),
    );
  }, [bytes, notebook, photo]);
  const isHere = isLookedAt && bytes !== undefined && bytes !== 'missing';
  const show = useCallback(
    (image: HTMLImageElement) => {
      if (bytes === undefined || bytes === 'missing') return;
      const url = URL.createObjectURL(new Blob([bytes], { type: 'image/jpeg' }));
      image.src = url;
      return () => URL.revokeObjectURL(url);
    },
    [bytes],
  );
  return isHere ? show : undefined;
}
