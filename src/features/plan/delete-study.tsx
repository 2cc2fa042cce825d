import type { StudyId } from '../../domain/ids.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { useOpenNotebook } from '../../notebook/notebook-context.tsx';
import { LinkButton } from '../../ui/button.tsx';
import { WritersOnly } from '../../ui/writers-only.tsx';
import styles from './study-tabs.module.css';

/** The last thing on the page of a study. The demo is removed as a whole, elsewhere. */
export function DeleteStudy({ study }: { study: StudyId }) {
  const { isDemo } = useOpenNotebook();
  if (isDemo) return null;
  return (
    <WritersOnly>
      <section className={styles['section']} aria-labelledby="plan-delete">
        <h2 id="plan-delete">{m.erase_section()}</h2>
        <p className={styles['role']}>{m.erase_study_hint()}</p>
        <LinkButton kind="plain" href={`/studies/${study}/delete`}>
          {m.erase_study_link()}
        </LinkButton>
      </section>
    </WritersOnly>
  );
}
