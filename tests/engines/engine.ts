/** What a journey needs of a browser that is not Chromium: a page of its own, its disk, and a hand. */
export interface Engine {
  readonly name: string;
  /** Opens a tablet on the disk in this folder, which outlives it. */
  open(profile: string, size: Size): Promise<EnginePage>;
  /** Ends what was started for all tablets together. */
  close(): Promise<void>;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface EnginePage {
  /** As the browser names itself. */
  readonly version: string;
  goto(url: string): Promise<void>;
  reload(): Promise<void>;
  /** Calls the function in the page and answers what it resolves to; both ways only what JSON can say. */
  inPage<A extends readonly Json[], R>(work: (...args: A) => R | Promise<R>, ...args: A): Promise<R>;
  /** A press of the pointer at a point of the window, along further points if there are any, and its release. */
  press(points: readonly Point[]): Promise<void>;
  /** Keys into whatever has the focus. */
  type(text: string): Promise<void>;
  enter(): Promise<void>;
  /** Puts a file into the file field that this selector finds. */
  chooseFile(selector: string, path: string): Promise<void>;
  screenshot(path: string): Promise<void>;
  /** As a person closes a browser. */
  close(): Promise<void>;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
