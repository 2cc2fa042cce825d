import type { Study } from '../../domain/study.ts';
import type { Fields } from '../../domain/tables.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { AutosaveField } from '../../ui/autosave-field.tsx';
import { NumberField } from './number-field.tsx';
import styles from './study-tabs.module.css';

/** Whom the study is about. Grouping is in the school's own words: set, mixed, two years together. */
export function ClassFacts({
  study,
  onSave,
}: {
  study: Study;
  onSave: (fields: Fields<'studies'>) => Promise<void>;
}) {
  return (
    <section className={styles['section']} aria-labelledby="plan-class">
      <h2 id="plan-class">{m.plan_section_class()}</h2>
      <AutosaveField
        label={m.plan_school()}
        value={study.school}
        draftKey={`studies/${study.id}/school`}
        onSave={(school) => onSave({ school })}
      />
      <AutosaveField
        label={m.plan_class()}
        value={study.className}
        draftKey={`studies/${study.id}/className`}
        onSave={(className) => onSave({ className })}
      />
      <AutosaveField
        label={m.plan_year_group()}
        value={study.yearGroup}
        draftKey={`studies/${study.id}/yearGroup`}
        onSave={(yearGroup) => onSave({ yearGroup })}
      />
      <AutosaveField
        label={m.plan_subject()}
        value={study.subject}
        draftKey={`studies/${study.id}/subject`}
        onSave={(subject) => onSave({ subject })}
      />
      <AutosaveField
        label={m.plan_class_grouping()}
        placeholder={m.plan_class_grouping_hint()}
        value={study.grouping}
        draftKey={`studies/${study.id}/grouping`}
        onSave={(grouping) => onSave({ grouping })}
      />
      <NumberField
        label={m.plan_pupils_in_class()}
        value={study.pupilsInClass}
        draftKey={`studies/${study.id}/pupilsInClass`}
        onSave={(pupilsInClass) => onSave({ pupilsInClass })}
      />
    </section>
  );
}
