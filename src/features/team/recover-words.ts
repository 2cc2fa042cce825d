import type { RecoverProblem } from '../../access/safekeeping.ts';
import type { AccessProblem } from '../../access/team-access.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { accessProblemWords } from '../../access/access-words.ts';

/** What went wrong when bringing a team back, and what to do. */
export function recoverProblemWords(
  problem: AccessProblem | RecoverProblem,
  { hasCopy }: { readonly hasCopy: boolean },
): string {
  switch (problem) {
    case 'slip':
      return m.recovery_problem_slip();
    case 'notACode':
      return m.recovery_problem_not_a_code();
    case 'refused':
      return hasCopy ? m.recovery_problem_no_box() : m.recovery_problem_unknown();
    case 'offline':
      return hasCopy ? m.recovery_problem_no_box() : m.recovery_problem_offline();
    case 'otherSheet':
      return m.recovery_problem_other_sheet();
    case 'empty':
      return m.copy_refused_empty();
    case 'tooLarge':
      return m.copy_refused_large();
    case 'otherProduct':
      return m.copy_refused_other();
    case 'newerVersion':
      return m.copy_refused_newer();
    case 'damaged':
      return m.copy_refused_damaged();
    case 'otherTeam':
      return m.copy_refused_team();
    case 'failed':
      return m.recovery_problem_failed();
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
