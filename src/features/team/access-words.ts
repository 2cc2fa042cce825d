import type { AccessProblem } from '../../access/team-access.ts';
import { m } from '../../i18n/paraglide/messages.js';

/** What went wrong when joining, what is safe and what to do. */
export function joinProblemWords(problem: AccessProblem): string {
  switch (problem) {
    case 'refused':
      return m.team_problem_code_spent();
    case 'notACode':
      return m.team_problem_not_a_code();
    case 'offline':
    case 'signInPage':
    case 'tooMany':
    case 'noCrypto':
    case 'unavailable':
    case 'busy':
      return accessProblemWords(problem);
    default:
      return problem satisfies never;
  }
}

/** What went wrong when removing; nothing was removed then. */
export function removeProblemWords(problem: AccessProblem): string {
  if (problem === 'offline') return m.people_problem_offline();
  return problem === 'refused' ? m.people_problem_refused() : accessProblemWords(problem);
}

/** What went wrong when starting or inviting. */
export function accessProblemWords(problem: AccessProblem): string {
  switch (problem) {
    case 'offline':
      return m.team_problem_offline();
    case 'signInPage':
      return m.team_problem_sign_in();
    case 'tooMany':
      return m.team_problem_too_many();
    case 'noCrypto':
      return m.team_problem_not_secure();
    case 'busy':
      return m.people_problem_busy();
    case 'refused':
    case 'notACode':
    case 'unavailable':
      return m.team_problem_unavailable();
    default:
      return problem satisfies never;
  }
}
