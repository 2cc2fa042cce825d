import { Link } from 'wouter';
import { m } from '../../i18n/paraglide/messages.js';
import { useNotebookQuery } from '../../notebook/notebook-context.tsx';
import { membersNow } from '../../notebook/read-team.ts';
import { Initials } from '../../ui/initials.tsx';
import { inSentence } from './alias-of.ts';
import styles from './study-tabs.module.css';

/** Who works on this study, and as what. */
export function TeamOfStudy() {
  const team = useNotebookQuery(membersNow, []) ?? [];
  return (
    <section className={styles['section']} aria-labelledby="plan-team">
      <h2 id="plan-team">{m.plan_section_team()}</h2>
      <ul className={styles['people']} aria-labelledby="plan-team">
        {team.map((member) => (
          <li key={member.id}>
            <Initials name={member.name} />
            <span>
              <bdi>{inSentence(member.name)}</bdi>{' '}
              <span className={styles['role']}>{roleName(member.role)}</span>
            </span>
          </li>
        ))}
      </ul>
      <Link href="/team" className={styles['toTeam']}>
        {m.plan_to_team()}
      </Link>
    </section>
  );
}

function roleName(role: string): string {
  switch (role) {
    case 'lead':
      return m.team_role_lead();
    case 'guest':
      return m.team_role_guest();
    default:
      return m.plan_role_member();
  }
}
