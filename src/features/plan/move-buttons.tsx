import { useEffect, useRef } from 'react';
import type { Stage } from '../../domain/study.ts';
import { m } from '../../i18n/paraglide/messages.js';
import { useOpenNotebook } from '../../notebook/notebook-context.tsx';
import { moveStage } from '../../notebook/write-plan.ts';
import { Button } from '../../ui/button.tsx';
import styles from './stage-card.module.css';

type Direction = 'earlier' | 'later';

/** Changes a stage's place without dragging. */
export function MoveButtons({
  stages,
  stage,
  position,
}: {
  stages: readonly Stage[];
  stage: Stage;
  position: number;
}) {
  const { notebook } = useOpenNotebook();
  const buttons = useRef<HTMLDivElement>(null);
  const pressed = useRef<Direction>(undefined);
  // Moving the row in the page takes the keyboard from the button that was pressed; give it back, or to its neighbour.
  useEffect(() => {
    if (pressed.current === undefined) return;
    const [earlier, later] = buttons.current?.querySelectorAll('button') ?? [];
    const [first, second] = pressed.current === 'earlier' ? [earlier, later] : [later, earlier];
    (first?.disabled ? second : first)?.focus();
    pressed.current = undefined;
  }, [position]);
  const move = (direction: Direction) => {
    pressed.current = direction;
    void moveStage(notebook, stages, stage.id, direction);
  };
  return (
    <div ref={buttons} className={styles['moves']}>
      <Button kind="plain" disabled={position === 1} onClick={() => move('earlier')}>
        {m.plan_stage_earlier()}
      </Button>
      <Button kind="plain" disabled={position === stages.length} onClick={() => move('later')}>
        {m.plan_stage_later()}
      </Button>
    </div>
  );
}
