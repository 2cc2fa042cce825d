/**
 * Ids are paths: a row's id starts with its parent's, so everything of a lesson is one range of keys
 * and needs no second index. Study `k3f…`, its pupils `k3f….A`, its lessons `k3f….1`, a lesson's notes
 * `k3f….1.Zu8…`. The last segment is random unless two tablets must mean the same row when they create it
 * apart (a pupil's letter, a lesson's number, a prediction's stage and letter).
 */
export type TeamId = string & { readonly brand?: 'TeamId' };
export type DeviceId = string & { readonly brand?: 'DeviceId' };
export type MemberId = string & { readonly brand?: 'MemberId' };
export type StudyId = string & { readonly brand?: 'StudyId' };
export type LessonId = string & { readonly brand?: 'LessonId' };
export type StageId = string & { readonly brand?: 'StageId' };
export type SittingId = string & { readonly brand?: 'SittingId' };
export type NoteId = string & { readonly brand?: 'NoteId' };

export type RandomBytes = (count: number) => Uint8Array;

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** A random id segment; 12 characters carry 72 bits, ample within one team. */
export function newId(random: RandomBytes, length = 12): string {
  let id = '';
  for (const byte of random(length)) id += ALPHABET[byte & 63];
  return id;
}

/** A tablet in a team. Letters and digits behind a `d`: safe as an object key and inside a stamp. */
export function newDeviceId(random: RandomBytes): DeviceId {
  const id = deviceId('d', random);
  return isGuestDevice(id) ? newDeviceId(random) : id;
}

const GUEST = 'dguest';

/**
 * A guest's tablet. Its id says what it is, so that the server and every tablet can tell a guest's envelope from the
 * outside, and nobody has to know first who was made a guest when.
 */
export function newGuestDeviceId(random: RandomBytes): DeviceId {
  return deviceId(GUEST, random);
}

export function isGuestDevice(device: DeviceId): boolean {
  return device.startsWith(GUEST);
}

/** Rows that a guest makes carry the tablet in their own segment: whose they are can be told from the id alone. */
export function newIdOf(device: DeviceId, random: RandomBytes): string {
  return isGuestDevice(device) ? `${device}-${newId(random)}` : newId(random);
}

export function isIdOfGuest(device: DeviceId, id: string): boolean {
  return lastSegment(id).startsWith(`${device}-`);
}

function deviceId(start: string, random: RandomBytes): DeviceId {
  let id = start;
  while (id.length < start.length + 12) id += newId(random).replaceAll(/[-_]/g, '');
  return id.slice(0, start.length + 12);
}

export function isDeviceId(text: string): text is DeviceId {
  return /^d[A-Za-z0-9]{3,24}$/.test(text);
}

export function childId(parent: string, ...segments: readonly string[]): string {
  return [parent, ...segments].join('.');
}

/** The id one level up: a lesson's study, a note's lesson. */
export function parentId(id: string): string {
  return id.slice(0, id.lastIndexOf('.'));
}

export function lastSegment(id: string): string {
  return id.slice(id.lastIndexOf('.') + 1);
}

/** `study.1` of `study.1.stage.A`. */
export function lessonOf(id: string): LessonId {
  return id.split('.').slice(0, 2).join('.');
}

export function studyOf(id: string): StudyId {
  return id.split('.')[0] ?? '';
}
