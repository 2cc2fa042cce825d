import { rmSync } from 'node:fs';
import { cp, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { forgetTablet, openTablet, untilInstalled } from './browser.ts';
import { startServerProcess, temporaryDir } from './server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The disk of a tablet on which the app was installed, and nothing else done. */
    readonly installedTablet: string;
  }
}

/**
 * To put the app's files on a tablet takes as long as a third of a journey, and comes out the same every time. So it is
 * done once in a run, by the app itself in a real browser, and the tablets of the journeys begin as copies of that one.
 */
export default async function installOnce(project: TestProject): Promise<() => void> {
  const dataDir = temporaryDir();
  const server = await startServerProcess({ dataDir, main: 'dist/server/main.js' });
  const tablet = await openTablet({ url: SCHOOL_URL, flags: flagsTo(server.url) });
  await untilInstalled(tablet.page);
  await tablet.close();
  await server.kill();
  rmSync(dataDir, { recursive: true, force: true });
  project.provide('installedTablet', tablet.profile);
  return () => forgetTablet(tablet);
}

/** The school's address for tablets: what is installed belongs to an address, so all journeys need the same. */
export const SCHOOL_URL = 'http://school.localhost';

/** Tells a browser where that address really is. */
export function flagsTo(url: string): readonly string[] {
  return [`--host-resolver-rules=MAP ${new URL(SCHOOL_URL).host} ${new URL(url).host}`];
}

/** The disk of one more tablet like it; what the browser can fetch again stays behind. */
export async function copyOf(installed: string): Promise<string> {
  const profile = await mkdtemp(join(tmpdir(), 'threefold-tablet-'));
  await cp(installed, profile, { recursive: true, filter: (from) => basename(from) !== 'Cache' });
  return profile;
}
