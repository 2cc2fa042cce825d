import type { RandomBytes } from '../domain/ids.ts';
import { parsed, refused, type Parsed } from '../protocol/outcome.ts';

/** As in invitations: 32 characters of 5 bits, none of them a 0 or 1 in disguise. */
const ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const SECRET_LENGTH = 26;
const CHECK_LENGTH = 2;
const GROUP = 4;

/**
 * The code of a recovery sheet: 130 random bits, because sealed copies let somebody try it without asking a server, and
 * two characters that find a slip of the pen.
 */
export function newSheetCode(random: RandomBytes): string {
  const secret = Array.from(random(SECRET_LENGTH), (byte) => ALPHABET[byte & 31]).join('');
  return secret + checkOf(secret);
}

/** In groups of four, as it is printed and typed. */
export function spellSheetCode(code: string): string {
  return code.replaceAll(new RegExp(`(.{${GROUP}})(?=.)`, 'g'), '$1 ');
}

/** The code in what somebody typed, or behind the # of the link in the picture; `slip` for one that was mistyped. */
export function readSheetCode(typed: string): Parsed<string> {
  const behindHash = typed.slice(typed.lastIndexOf('#') + 1);
  const code = behindHash.toUpperCase().replaceAll(/[\s\-–—.]/gu, '');
  if (!new RegExp(`^[${ALPHABET}]{${SECRET_LENGTH + CHECK_LENGTH}}$`).test(code)) return refused('notACode');
  const secret = code.slice(0, SECRET_LENGTH);
  return checkOf(secret) === code.slice(SECRET_LENGTH) ? parsed(code) : refused('slip');
}

/** A polynomial over the characters, modulo the largest prime below 32²: any one wrong, and any two exchanged, are found. */
function checkOf(secret: string): string {
  let sum = 0;
  for (const character of secret) sum = (sum * 37 + ALPHABET.indexOf(character) + 1) % 1021;
  return `${ALPHABET[Math.floor(sum / 32)]}${ALPHABET[sum % 32]}`;
}
