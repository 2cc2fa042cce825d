import type { Stage } from '../../domain/study.ts';
import { m } from '../../i18n/paraglide/messages.js';

export function stageName(stage: Pick<Stage, 'name'>, index: number): string {
  const number = index + 1;
  return stage.name === ''
    ? m.observe_stage_unnamed({ number })
    : m.observe_stage_numbered({ number, name: stage.name });
}
