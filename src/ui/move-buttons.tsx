import { useEffect, useRef } from 'react';
import { m } from '../i18n/paraglide/messages.js';
import { Button } from './button.tsx';
import styles from './move-buttons.module.css';
import { useTapWrite } from './tap-write.tsx';

type Direction = 'earlier' | 'later';

/** Changes the place of one of a list without dragging. `thing` names it where several lists of buttons stand together. */
export function MoveButtons({
  position,
  count,
  thing,
  onMove,
}: {
  position: number;
  count: number;
  thing?: string;
  onMove: (direction: Direction) => Promise<unknown>;
}) {
  const { attempt, trouble } = useTapWrite();
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
    const moving = onMove(direction);
    // Nothing moved: when a colleague moves it later, whoever writes elsewhere keeps the keyboard.
    moving.catch(() => {
      pressed.current = undefined;
    });
    attempt(moving);
  };
  return (
    <div ref={buttons} className={styles['moves']}>
      <Button
        writes
        kind="plain"
        disabled={position === 1}
        aria-label={thing && m.plan_move_earlier_named({ thing })}
        onClick={() => move('earlier')}
      >
        {m.plan_stage_earlier()}
      </Button>
      <Button
        writes
        kind="plain"
        disabled={position === count}
        aria-label={thing && m.plan_move_later_named({ thing })}
        onClick={() => move('later')}
      >
        {m.plan_stage_later()}
      </Button>
      {trouble}
    </div>
  );
}
