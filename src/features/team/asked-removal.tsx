import type { TabletsToRemove } from '../../access/team-access.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { RemoveForGood } from './remove-for-good.tsx';

/** As it was when it was asked for: when it is done the tablets are gone. */
export interface Asked extends TabletsToRemove {
  readonly label: string;
  /** The person has no tablet of their own. */
  readonly isPersonOnly: boolean;
}

/** A tablet of a person, or the person with every tablet or with none. */
export function AskedRemoval({
  asked,
  name,
  ...further
}: {
  asked: Asked;
  name: string;
  sharedOn: readonly string[];
  alsoOf: readonly string[];
  onKeep: () => void;
}) {
  const { label, isPersonOnly } = asked;
  const [title, done] =
    asked.person === undefined
      ? [m.people_remove_tablet_title({ label }), m.people_tablet_done({ label })]
      : isPersonOnly
        ? [m.people_remove_alone_title({ name }), m.people_alone_done({ name })]
        : [m.people_remove_person_title({ name }), m.people_person_done({ name })];
  return (
    <RemoveForGood
      which={asked}
      title={title}
      done={done}
      name={name}
      isPersonOnly={isPersonOnly}
      {...further}
    />
  );
}
