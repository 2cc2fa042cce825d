/** How somebody could have written a secret down. */
export function spellingsOf(secret: Uint8Array): Buffer[] {
  const raw = Buffer.from(secret);
  const texts = (['hex', 'base64', 'base64url'] as const).map((encoding) =>
    Buffer.from(raw.toString(encoding)),
  );
  return [raw, ...texts];
}
