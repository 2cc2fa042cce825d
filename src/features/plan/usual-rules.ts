import { m } from '../../i18n/paraglide/messages.js';

/**
 * What a group agreement begins with, in the language of the tablet the study is started on; all of it can be changed.
 * After the group protocol of Pete Dudley's "Lesson Study: a handbook" (the lesson is everybody's; pupils before
 * teaching; what was seen before what is thought of it; listening and building on each other) and the group norms of
 * Lewis and Hurd's "Lesson Study Step by Step" (ideas and not people; what is said among us).
 */
export function usualRules(): readonly string[] {
  return [
    m.plan_rule_shared(),
    m.plan_rule_all_pupils(),
    m.plan_rule_watch(),
    m.plan_rule_evidence(),
    m.plan_rule_ideas(),
    m.plan_rule_listen(),
    m.plan_rule_stays(),
    m.plan_rule_alias(),
  ];
}
