/** A part of a picture, in fractions of its width and height. */
export interface Region {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export const WHOLE: Region = { x: 0, y: 0, width: 1, height: 1 };

/** What is to be done to a picture before it is kept. `blurs` lie on the whole picture, also where it is cropped. */
export interface PictureEdits {
  readonly crop: Region;
  readonly blurs: readonly Region[];
}

export const UNTOUCHED: PictureEdits = { crop: WHOLE, blurs: [] };

/**
 * Why a file cannot become a photo. `heic`: a picture this browser cannot read, though the tablet may show it elsewhere.
 * `tooLarge`: more picture points than a tablet can hold. `unreadable`: it says it is a picture, and is damaged.
 */
export type PictureProblem = 'empty' | 'notAPicture' | 'tooLarge' | 'heic' | 'unreadable';

/** A picture ready to be cropped; `preview` is what to show meanwhile. */
export interface OpenedPicture {
  readonly kind: 'opened';
  readonly preview: Blob;
  readonly width: number;
  readonly height: number;
}

export type OpenOutcome = OpenedPicture | { readonly kind: 'problem'; readonly problem: PictureProblem };

/** A photo as it is kept: JPEG without any metadata. */
export interface FinishedPicture {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly width: number;
  readonly height: number;
}

/** Opens one picture after another and finishes the one that is open; whether in a worker or here is not for who asks. */
export interface PictureEditor {
  open(file: Blob): Promise<OpenOutcome>;
  finish(edits: PictureEdits): Promise<FinishedPicture>;
  close(): void;
}
