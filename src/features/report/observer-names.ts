import { initialsOf } from '../../ui/initials.tsx';
import { m } from '../../i18n/paraglide/messages.js';

/** How whoever wrote a note is named on what leaves the app. */
export const NAMINGS = ['initials', 'names', 'none'] as const;
export type Naming = (typeof NAMINGS)[number];

/** Answers what a member is called; '' when nobody is to be named. */
export type NameOf = (member: string) => string;

/** The choice travels in the address, so that a page that is printed again names people as before. */
export function namingOf(search: string): Naming {
  const wanted = new URLSearchParams(search).get('observers');
  return NAMINGS.find((naming) => naming === wanted) ?? 'initials';
}

export function withNaming(path: string, naming: Naming): string {
  return naming === 'initials' ? path : `${path}?observers=${naming}`;
}

/** Two people with the same initials are told apart by a number, in the order of their ids on every tablet. */
export function nameOf(names: ReadonlyMap<string, string>, naming: Naming): NameOf {
  if (naming === 'none') return () => '';
  if (naming === 'names') return (member) => names.get(member)?.trim() || m.report_somebody();
  const taken = new Map<string, number>();
  const initials = new Map<string, string>();
  for (const [id, name] of [...names].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const short = initialsOf(name);
    const count = (taken.get(short) ?? 0) + 1;
    taken.set(short, count);
    initials.set(id, count === 1 ? short : `${short} ${count}`);
  }
  return (member) => initials.get(member) ?? '?';
}
