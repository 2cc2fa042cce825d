import type { RandomBytes } from '../domain/ids.ts';

/** What is kept of a PIN: enough to know it again, too costly to try all of them in a break. */
export interface PinCheck {
  readonly salt: Uint8Array<ArrayBuffer>;
  readonly iterations: number;
  readonly check: Uint8Array<ArrayBuffer>;
}

export const PIN_DIGITS = { least: 4, most: 8 } as const;

/** A third of a second on a slow machine, a tenth on a fast one. Kept with each PIN, so that a later version may ask for more. */
const ITERATIONS = 600_000;

/** Why a PIN is not taken: too short or long, or one of those everybody tries first. */
export function problemOfPin(pin: string): 'length' | 'easy' | undefined {
  if (!/^\d+$/.test(pin) || pin.length < PIN_DIGITS.least || pin.length > PIN_DIGITS.most) return 'length';
  const digits = Array.from(pin, Number);
  const steps = digits.slice(1).map((digit, index) => digit - (digits[index] ?? 0));
  const isEven = [0, 1, -1].some((step) => steps.every((each) => each === step));
  return isEven ? 'easy' : undefined;
}

export async function makePinCheck(
  pin: string,
  random: RandomBytes,
  iterations = ITERATIONS,
): Promise<PinCheck> {
  const salt = new Uint8Array(random(16));
  return { salt, iterations, check: await derive(pin, salt, iterations) };
}

export async function isPin({ salt, iterations, check }: PinCheck, pin: string): Promise<boolean> {
  const derived = await derive(pin, salt, iterations);
  return derived.reduce((differences, byte, index) => differences | (byte ^ (check[index] ?? 256)), 0) === 0;
}

async function derive(pin: string, salt: Uint8Array<ArrayBuffer>, iterations: number) {
  const key = await crypto.subtle.importKey('raw', new TextEncoder().encode(pin), 'PBKDF2', false, [
    'deriveBits',
  ]);
  const bits = await crypto.subtle.deriveBits(
    { name: 'PBKDF2', hash: 'SHA-256', salt, iterations },
    key,
    256,
  );
  return new Uint8Array(bits);
}
