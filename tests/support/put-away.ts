import { rmSync } from 'node:fs';

/**
 * Removes what a browser left. One that was told to end, or was killed, may write a last file meanwhile: then all of it is
 * looked through again, and what still stays in the end is no test's failure.
 */
export function putAway(folder: string): void {
  for (let tries = 1; ; tries++) {
    try {
      return rmSync(folder, { recursive: true, force: true, maxRetries: 4, retryDelay: 250 });
    } catch (error) {
      if (tries === 5) return console.warn(`${folder} stays where it is.`, error);
    }
  }
}
