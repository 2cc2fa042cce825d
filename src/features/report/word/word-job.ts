import type { Block } from '../report-blocks.ts';

/** Everything the Word document is made of, in words and bytes: whoever writes it knows no lesson and no language. */
export interface WordJob {
  readonly blocks: readonly Block[];
  readonly title: string;
  /** Of the words in it: `en-GB`, `cy-GB`. */
  readonly language: string;
  /** Bytes of the photos that are on this tablet, by photo id. */
  readonly pictures: ReadonlyMap<string, Uint8Array<ArrayBuffer>>;
  readonly stageLabel: string;
  /** In place of a picture that cannot be drawn here. */
  readonly missing: string;
}

export type FromWordWorker =
  { readonly share: number } | { readonly document: Blob } | { readonly failed: string };
