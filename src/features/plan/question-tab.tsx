import type { Fields } from '../../domain/tables.ts';
import { m } from '../../i18n/paraglide/messages.js';
import type { Replaces } from '../../notebook/commit.ts';
import { useOpenNotebook } from '../../notebook/notebook-context.tsx';
import type { StudyOverview } from '../../notebook/read-study.ts';
import { updateStudy } from '../../notebook/write-plan.ts';
import { AutosaveField } from '../../ui/autosave-field.tsx';
import { ClassFacts } from './class-facts.tsx';
import { DeleteStudy } from './delete-study.tsx';
import { GroupAgreement } from './group-agreement.tsx';
import { StudyDates } from './study-dates.tsx';
import styles from './study-tabs.module.css';
import { TeamOfStudy } from './team-of-study.tsx';

/** What the study asks, and of which class. */
export function QuestionTab({ overview: { study, lessons } }: { overview: StudyOverview }) {
  const { notebook } = useOpenNotebook();
  const { id, beside } = study;
  const save = (fields: Fields<'studies'>, replaces?: Replaces) =>
    updateStudy(notebook, id, fields, replaces);
  return (
    <div className={styles['columns']}>
      <div className={styles['column']}>
        <section className={styles['section']} aria-labelledby="plan-question">
          <h2 id="plan-question">{m.plan_section_question()}</h2>
          <AutosaveField
            label={m.plan_title()}
            value={study.title}
            draftKey={`studies/${id}/title`}
            onSave={(title, shown) => save({ title }, { title: shown })}
            beside={beside?.['title']}
          />
          <AutosaveField
            multiline
            label={m.plan_focus_question()}
            placeholder={m.plan_focus_question_hint()}
            value={study.focusQuestion}
            draftKey={`studies/${id}/focusQuestion`}
            onSave={(focusQuestion, shown) => save({ focusQuestion }, { focusQuestion: shown })}
            beside={beside?.['focusQuestion']}
          />
          <AutosaveField
            multiline
            label={m.plan_hypothesis()}
            placeholder={m.plan_hypothesis_hint()}
            value={study.hypothesis}
            draftKey={`studies/${id}/hypothesis`}
            onSave={(hypothesis, shown) => save({ hypothesis }, { hypothesis: shown })}
            beside={beside?.['hypothesis']}
          />
          <AutosaveField
            multiline
            label={m.plan_known()}
            placeholder={m.plan_known_hint()}
            value={study.known}
            draftKey={`studies/${id}/known`}
            onSave={(known, shown) => save({ known }, { known: shown })}
            beside={beside?.['known']}
          />
          <AutosaveField
            multiline
            label={m.plan_priority()}
            value={study.priority}
            draftKey={`studies/${id}/priority`}
            onSave={(priority, shown) => save({ priority }, { priority: shown })}
            beside={beside?.['priority']}
          />
        </section>
        <GroupAgreement study={id} />
      </div>
      <div className={styles['column']}>
        <ClassFacts study={study} onSave={save} />
        <StudyDates study={study} lessons={lessons} onSave={save} />
        <TeamOfStudy />
        <DeleteStudy study={id} />
      </div>
    </div>
  );
}
