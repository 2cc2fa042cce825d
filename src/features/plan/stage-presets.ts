import type { STAGE_GROUPINGS } from '../../domain/study.ts';
import { m } from '../../i18n/paraglide/messages.js';

export interface StagePreset {
  readonly name: string;
  readonly minutes: number;
  readonly grouping: (typeof STAGE_GROUPINGS)[number];
}

/** The usual parts of a lesson in their usual order, named in the reader's language; all of it can be changed. */
export function stagePresets(): readonly StagePreset[] {
  return [
    { name: m.plan_preset_starter(), minutes: 5, grouping: 'class' },
    { name: m.plan_preset_model(), minutes: 10, grouping: 'class' },
    { name: m.plan_preset_task(), minutes: 20, grouping: 'pairs' },
    { name: m.plan_preset_share(), minutes: 10, grouping: 'class' },
    { name: m.plan_preset_exit(), minutes: 5, grouping: 'alone' },
  ];
}
