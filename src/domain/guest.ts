import type { Change } from './change.ts';
import { isGuestDevice, isIdOfGuest, type DeviceId } from './ids.ts';
import { DELETED } from './row.ts';
import { deviceOf } from './stamp.ts';

/**
 * Whether a change may be taken from an envelope of this tablet. A guest's envelope holds only what that tablet itself
 * wrote, and what a guest wrote is taken only if a guest may write it, whoever brings it: a colleague's tablet passes on
 * what it got, also in envelopes of its own after a deletion. Told from the change and the envelope alone, so that every
 * tablet decides the same, in whatever order they come.
 */
export function isWelcome(change: Change, envelopeDevice: DeviceId): boolean {
  const writer = deviceOf(change.at);
  if (isGuestDevice(envelopeDevice) && writer !== envelopeDevice) return false;
  return !isGuestDevice(writer) || isGuestsOwn(change, writer);
}

/** A guest introduces itself and its tablet, strikes that out when it is handed back, and comments. Ids say that a row is its own. */
export function isGuestsOwn({ table, row, fields }: Change, guest: DeviceId): boolean {
  const isOwn = (id: unknown) => typeof id === 'string' && isIdOfGuest(guest, id);
  const isOwnOrUnsaid = (id: unknown) => id === undefined || isOwn(id);
  const only = (...names: readonly string[]) => Object.keys(fields).every((name) => names.includes(name));
  switch (table) {
    case 'members':
      return isOwn(row) && only('name', 'role') && (fields['role'] ?? 'guest') === 'guest';
    case 'devices':
      return (
        row === guest &&
        only('member', 'label', 'joinedAt', 'publicKey', 'keyEpoch', DELETED) &&
        isOwnOrUnsaid(fields['member'])
      );
    case 'comments':
      return (
        isOwn(row) && only('about', 'text', 'author', 'writtenAt', DELETED) && isOwnOrUnsaid(fields['author'])
      );
    default:
      return false;
  }
}
