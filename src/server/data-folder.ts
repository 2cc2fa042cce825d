import { mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/**
 * Makes the folder and those above it that are missing. One by one, because `recursive` never comes back from a place
 * where nothing can be made, such as below /proc (Node 20).
 */
export function makeDataFolder(folder: string) {
  const path = resolve(folder);
  const there = statSync(path, { throwIfNoEntry: false });
  if (there) {
    if (!there.isDirectory()) throw new Error(`${path} is not a folder.`);
    return;
  }
  makeDataFolder(dirname(path));
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    // Another process that starts on the same folder may have been quicker.
    if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) throw error;
  }
}
