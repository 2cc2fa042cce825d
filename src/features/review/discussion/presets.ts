import type { Preset } from '../../../domain/discussion.ts';
import { PUPIL_LETTERS, type Pupil, type PupilLetter } from '../../../domain/study.ts';
import { m } from '../../../i18n/paraglide/messages.js';
import type { PresetItem } from '../../../notebook/write-discussion.ts';

type NamedPupil = Pupil & { readonly letter: PupilLetter };

export const PRESET_NAMES: Record<Preset, { readonly name: () => string; readonly hint: () => string }> = {
  pupils: { name: m.discussion_preset_pupils, hint: m.discussion_preset_pupils_hint },
  teacher: { name: m.discussion_preset_teacher, hint: m.discussion_preset_teacher_hint },
};

/**
 * The items of a running order in the words of whoever chooses it; from then on they are the team's own words. The place of
 * a pupil who was deleted for everyone stays empty.
 */
export function presetItems(
  preset: Preset,
  pupils: readonly NamedPupil[],
): readonly (PresetItem | undefined)[] {
  switch (preset) {
    case 'pupils':
      return [
        ...PUPIL_LETTERS.map((letter) => {
          const pupil = pupils.find((each) => each.letter === letter);
          return pupil && { title: aboutPupil(pupil), minutes: 8 };
        }),
        { title: m.discussion_item_pattern(), minutes: 5 },
        { title: m.discussion_item_approach(), minutes: 5 },
        { title: m.discussion_item_surprises(), minutes: 3 },
        { title: m.discussion_item_next(), minutes: 8 },
      ];
    case 'teacher':
      return [
        { title: m.discussion_item_teacher(), minutes: 5 },
        { title: m.discussion_item_team(), minutes: 15 },
        { title: m.discussion_item_data(), minutes: 15 },
        { title: m.discussion_item_guest(), minutes: 10 },
      ];
    default:
      return preset satisfies never;
  }
}

function aboutPupil({ alias, letter }: NamedPupil): string {
  return alias === '' ? m.discussion_item_pupil_unnamed({ letter }) : m.discussion_item_pupil({ alias });
}
