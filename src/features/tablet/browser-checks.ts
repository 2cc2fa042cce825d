import { m } from '../../i18n/paraglide/messages.js';
import { filesKept } from './app-files.ts';
import { look, passed, told, type Finding } from './finding.ts';
import { platformOf, type Platform } from './platform.ts';
import type { Surroundings } from './surroundings.ts';

/** Checks that ask the browser. Each runs by itself; one that throws is told as such and stops no other. */
export const BROWSER_CHECKS = {
  installed: async (surroundings) => installed(surroundings),
  offline: opensOffline,
  kept: storageKept,
  space: freeSpace,
  awake: staysAwake,
  remembered: rememberedNextTime,
} as const satisfies Record<string, (surroundings: Surroundings) => Promise<Finding>>;

export type BrowserCheck = keyof typeof BROWSER_CHECKS;

const HOW_TO_INSTALL: Record<Platform, () => string> = {
  apple: m.tablet_installed_how_apple,
  android: m.tablet_installed_how_android,
  chromebook: m.tablet_installed_how_chromebook,
  firefox: m.tablet_installed_how_firefox,
  other: m.tablet_installed_how_other,
};

function installed(surroundings: Surroundings): Finding {
  if (surroundings.isStandalone()) return passed(m.tablet_installed_passed);
  return look(m.tablet_installed_look, HOW_TO_INSTALL[platformOf(surroundings)]);
}

async function opensOffline({ worker, files }: Surroundings): Promise<Finding> {
  if (worker === undefined || files === undefined) {
    return look(m.tablet_offline_impossible, m.tablet_offline_impossible_how);
  }
  if (worker.controller === null) return look(m.tablet_offline_not_yet, m.tablet_offline_how);
  const { count, missing } = await filesKept(files);
  if (missing.length === 0) return passed(() => m.tablet_offline_passed({ count }));
  console.warn('Not on this tablet:', missing);
  return look(() => m.tablet_offline_missing({ count: missing.length }), m.tablet_offline_how);
}

/** Firefox puts the question to the person, and a question that is waved away is never answered. */
const WAIT_FOR_PERSON_MS = 20_000;

async function storageKept({ storage }: Surroundings): Promise<Finding> {
  const unanswered = new Promise<false>((resolve) => setTimeout(() => resolve(false), WAIT_FOR_PERSON_MS));
  // Asking is free where it was granted already.
  const isKept =
    (await storage?.persisted()) || (await Promise.race([storage?.persist(), unanswered])) === true;
  return isKept ? passed(m.tablet_kept_passed) : look(m.tablet_kept_look, m.tablet_kept_how);
}

/** A photo lies here twice, as a picture and sealed for sending; about 250 KB each. */
const BYTES_PER_PHOTO = 500_000;
const FEW_PHOTOS = 100;
const MANY_PHOTOS = 1000;

async function freeSpace({ storage }: Surroundings): Promise<Finding> {
  const { quota, usage = 0 } = (await storage?.estimate()) ?? {};
  if (quota === undefined) return told(m.tablet_space_unknown, m.tablet_space_how);
  const count = Math.max(0, Math.floor((quota - usage) / BYTES_PER_PHOTO));
  if (count < FEW_PHOTOS) return look(() => m.tablet_space_look({ count }), m.tablet_space_how);
  if (count > MANY_PHOTOS) return passed(() => m.tablet_space_ample({ count: MANY_PHOTOS }));
  return passed(() => m.tablet_space_passed({ count }));
}

/** Asks for the real thing and gives it back at once: a browser may know the word and still refuse. */
async function staysAwake({ wakeLock }: Surroundings): Promise<Finding> {
  if (wakeLock === undefined) return look(m.tablet_awake_unknown, m.tablet_awake_how);
  try {
    await (await wakeLock.request('screen')).release();
    return passed(m.tablet_awake_passed);
  } catch (error) {
    console.warn('The screen could not be kept awake.', error);
    return look(m.tablet_awake_refused, m.tablet_awake_how);
  }
}

/** Below this a browser lends only what it means to throw away. */
const LENT_FOR_A_WHILE_BYTES = 120_000_000;

/**
 * Private windows of Safari and Firefox refuse the page a directory of its own, and others lend little. A tablet that
 * forgets everything at sign-out looks like any other: how to find out is all that can be said.
 */
async function rememberedNextTime({ storage, worker }: Surroundings): Promise<Finding> {
  const { quota = Infinity } = (await storage?.estimate()) ?? {};
  const hasDirectory = await storage?.getDirectory().then(
    () => true,
    () => false,
  );
  const looksPrivate = worker === undefined || !hasDirectory || quota < LENT_FOR_A_WHILE_BYTES;
  if (looksPrivate) return look(m.tablet_remembered_private, m.tablet_remembered_private_how);
  return told(m.tablet_remembered_unknown, m.tablet_remembered_how);
}
