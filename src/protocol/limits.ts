/** Sizes both ends keep to. A request past them is refused with a reason, never cut. */
export const MAX_PUSH_BYTES = 1024 * 1024;
export const MAX_ENVELOPE_BYTES = 512 * 1024;
export const MAX_PULL_BYTES = 4 * 1024 * 1024;
/** What one envelope may hold before compression when several saves are put together. */
export const MAX_BLOCK_CHANGES = 200;
export const MAX_BLOCK_BYTES = 64 * 1024;
/** What an envelope may unfold to; a longer one is damaged or hostile. */
export const MAX_UNFOLDED_BYTES = 8 * 1024 * 1024;
/** A sealed piece of a photo: 256 KB and what sealing adds. */
export const MAX_CHUNK_BYTES = 256 * 1024 + 16;
/** Pieces of one photo. */
export const MAX_CHUNKS = 64;
/** Who is here and where they type, sealed: a few hundred bytes. */
export const MAX_PRESENCE_BYTES = 2048;
/** Envelopes, and photos, that one request may erase. */
export const MAX_ERASED_AT_ONCE = 500;
export const INVITATION_LIFETIME_MS = 72 * 60 * 60 * 1000;
/** The secrets of some two hundred epochs. */
export const MAX_BOX_BYTES = 12 * 1024;
/** More than a box has room for, and what each database's column holds. */
export const MAX_EPOCH = 2 ** 31 - 1;
/** Tablets that one request may remove. */
export const MAX_REMOVED_AT_ONCE = 500;
/** A sealed copy is read through a small window; past this size it is no copy of a team's notes. */
export const MAX_COPY_BYTES = 1024 * 1024 * 1024;
