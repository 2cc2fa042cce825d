import { useMemo } from 'react';
import { maskNames, type Mask } from '../../domain/mask-names.ts';
import type { Subject } from '../../domain/study.ts';
import { m } from '../../i18n/paraglide/messages.js';
import type { StudyWords } from '../../notebook/read-search.ts';
import { hiddenNames, standIns } from './hide-names.ts';
import { useNamesOff } from './names-off.ts';
import { subjectName } from './review-words.ts';

export interface NamesInSearch {
  readonly mask: Mask;
  readonly nameOf: (member: string) => string;
  readonly pupilName: (subject: Subject) => string;
}

/** How people and pupils are called in the search: as in the review, while names are off too. */
export function useNamesInSearch({ overview, members }: StudyWords): NamesInSearch {
  const isOff = useNamesOff();
  return useMemo(() => {
    const known = new Map(members.map(({ id, name }) => [id, name]));
    const names = isOff ? hiddenNames(known) : known;
    const pupils = isOff ? overview.pupils.map((pupil) => ({ ...pupil, alias: '' })) : overview.pupils;
    return {
      mask: isOff ? maskNames(standIns(overview.pupils, known)) : (text) => text,
      nameOf: (member) => names.get(member) || m.review_somebody(),
      pupilName: (subject) => subjectName({ pupils }, subject),
    };
  }, [isOff, overview, members]);
}
