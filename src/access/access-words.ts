import type { AccessProblem } from './team-access.ts';
import { m } from '../i18n/paraglide/messages.js';

/** What went wrong when joining, what is safe and what to do. */
export function joinProblemWords(problem: AccessProblem): string {
  if (problem === 'notACode') return m.team_problem_not_a_code();
  return problem === 'refused' ? m.team_problem_code_spent() : accessProblemWords(problem);
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
