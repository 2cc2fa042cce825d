import type { Fields } from '../../domain/tables.ts';
import type { Pupil, PupilLetter } from '../../domain/study.ts';
import type { StudyId } from '../../domain/ids.ts';
import { m } from '../../i18n/paraglide/messages.js';
import type { Replaces } from '../../notebook/commit.ts';
import { useOpenNotebook } from '../../notebook/notebook-context.tsx';
import type { StudyOverview } from '../../notebook/read-study.ts';
import { updatePupil } from '../../notebook/write-plan.ts';
import { AutosaveField } from '../../ui/autosave-field.tsx';
import { LinkButton } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { PupilMark } from '../../ui/pupil-mark.tsx';
import { TickBox } from '../../ui/tick-box.tsx';
import { WritersOnly } from '../../ui/writers-only.tsx';
import { useTapWrite } from '../../ui/tap-write.tsx';
import { aliasOf } from './alias-of.ts';
import { ErasedPupils } from './erased-pupils.tsx';
import { RealNames } from './real-names.tsx';
import styles from './study-tabs.module.css';

/** The three pupils, each under an alias and standing for a group of learners. */
export function PupilsTab({ overview: { study, pupils } }: { overview: StudyOverview }) {
  return (
    <div className={styles['pupils']}>
      <p className={styles['intro']}>{m.plan_three_pupils_hint()}</p>
      {pupils.map((pupil) => (
        <PupilFields key={pupil.letter} study={study.id} pupil={pupil} />
      ))}
      <ErasedPupils study={study.id} />
      <WritersOnly>
        <RealNames />
      </WritersOnly>
    </div>
  );
}

function PupilFields({ study, pupil }: { study: StudyId; pupil: Pupil & { letter: PupilLetter } }) {
  const { notebook, isDemo } = useOpenNotebook();
  const { attempt, trouble } = useTapWrite();
  const { letter, beside } = pupil;
  const save = (fields: Fields<'pupils'>, replaces?: Replaces) =>
    updatePupil(notebook, study, letter, fields, replaces);
  const heading = `plan-pupil-${letter}`;
  return (
    <section className={classNames(styles['pupil'], styles[letter])} aria-labelledby={heading}>
      <h2 id={heading} className={styles['name']}>
        <PupilMark subject={letter} label={letter} />
        <span dir="auto">{aliasOf(pupil)}</span>
      </h2>
      <AutosaveField
        label={m.plan_alias()}
        hint={m.plan_alias_hint()}
        value={pupil.alias}
        draftKey={`pupils/${pupil.id}/alias`}
        onSave={(alias) => save({ alias })}
      />
      <AutosaveField
        multiline
        label={m.plan_represents()}
        value={pupil.represents}
        draftKey={`pupils/${pupil.id}/represents`}
        onSave={(represents, shown) => save({ represents }, { represents: shown })}
        beside={beside?.['represents']}
      />
      <AutosaveField
        multiline
        label={m.plan_starting_point()}
        placeholder={m.plan_starting_point_hint()}
        value={pupil.startingPoint}
        draftKey={`pupils/${pupil.id}/startingPoint`}
        onSave={(startingPoint, shown) => save({ startingPoint }, { startingPoint: shown })}
        beside={beside?.['startingPoint']}
      />
      <TickBox
        label={m.plan_photos_allowed()}
        hint={m.plan_photos_allowed_hint()}
        checked={pupil.photosAllowed}
        onChange={(photosAllowed) => attempt(save({ photosAllowed }))}
      />
      {trouble}
      <LinkButton writes kind="quiet" href={`/studies/${study}/pupils/${letter}/record`}>
        {m.report_everything_of({ pupil: aliasOf(pupil) })}
      </LinkButton>
      {!isDemo && (
        <LinkButton writes kind="quiet" href={`/studies/${study}/pupils/${letter}/delete`}>
          {m.erase_pupil_link()}
        </LinkButton>
      )}
    </section>
  );
}
