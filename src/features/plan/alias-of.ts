import type { Pupil, PupilLetter } from '../../domain/study.ts';
import { m } from '../../i18n/paraglide/messages.js';

const LONGEST_IN_A_SENTENCE = 40;
const RIGHT_TO_LEFT = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFF]/u;

/** How a pupil is called in labels and sentences: by alias, or by letter until there is one. */
export function aliasOf({ alias, letter }: Pick<Pupil, 'alias'> & { letter: PupilLetter }): string {
  const name = alias.trim();
  return name === '' ? m.plan_pupil_letter({ letter }) : inSentence(name);
}

/** A name that is shortened and, where it runs right to left, kept from turning the words around it. */
export function inSentence(name: string, longest = LONGEST_IN_A_SENTENCE): string {
  const characters = Array.from(name);
  const short = characters.length > longest ? `${characters.slice(0, longest - 1).join('')}…` : name;
  return RIGHT_TO_LEFT.test(short) ? `\u2068${short}\u2069` : short;
}
