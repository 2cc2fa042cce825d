/** Derives independent keys from one secret (HKDF with SHA-256, RFC 5869); `salt` names the use, `info` the key. */
export async function hkdf(secret: Uint8Array<ArrayBuffer>, salt: string) {
  const key = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveBits']);
  const text = new TextEncoder();
  return async (info: string, length: number): Promise<Uint8Array<ArrayBuffer>> =>
    new Uint8Array(
      await crypto.subtle.deriveBits(
        { name: 'HKDF', hash: 'SHA-256', salt: text.encode(salt), info: text.encode(info) },
        key,
        length * 8,
      ),
    );
}
