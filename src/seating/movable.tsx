import { useEffect, type KeyboardEvent, type ReactNode } from 'react';
import { classNames } from '../ui/class-names.ts';
import { useHandsFocusOn } from '../ui/hand-focus-on.ts';
import type { Direction, Place } from './grid.ts';
import { standing } from './room.tsx';
import styles from './room.module.css';
import { useDrag } from './use-drag.ts';

const ARROWS: Readonly<Record<string, Direction>> = {
  ArrowLeft: { across: -1, down: 0 },
  ArrowRight: { across: 1, down: 0 },
  ArrowUp: { across: 0, down: -1 },
  ArrowDown: { across: 0, down: 1 },
};

/** A seat or a desk while the room is arranged: chosen by a tap, moved by dragging, by a tap elsewhere or by arrow keys. */
export function Movable({
  place,
  size,
  name,
  subject,
  className,
  isChosen,
  takesFocus,
  isFloor = false,
  hint,
  onChoose,
  onDrop,
  onStep,
  onRemove,
  children,
}: {
  place: Place;
  size: { width: number; height: number };
  name: string;
  subject?: string | undefined;
  className: string | undefined;
  isChosen: boolean;
  /** Has just been added: keyboard and screen reader go on from here. */
  takesFocus: boolean;
  /** A tap is meant for what is to be put down here, and goes through to the room. */
  isFloor?: boolean;
  /** Id of the words that say how it is moved. */
  hint: string;
  onChoose: () => void;
  onDrop: (by: Place) => void;
  onStep: (direction: Direction) => void;
  onRemove: () => void;
  children: ReactNode;
}) {
  const button = useHandsFocusOn<HTMLButtonElement>();
  const { by, handlers, wasCarried } = useDrag(onDrop);
  useEffect(() => {
    if (takesFocus) button.current?.focus();
  }, [takesFocus, button]);
  const onKeyDown = (event: KeyboardEvent) => {
    const direction = ARROWS[event.key];
    const isRemoval = event.key === 'Delete' || event.key === 'Backspace';
    if (!direction && !isRemoval) return;
    event.preventDefault();
    if (direction) onStep(direction);
    else onRemove();
  };
  return (
    <button
      ref={button}
      type="button"
      aria-label={name}
      aria-pressed={isChosen}
      aria-describedby={hint}
      data-subject={subject}
      className={classNames(className, styles['carried'], by && styles['moving'])}
      style={{ ...standing(place, size), ...(by && { translate: `${by.x}px ${by.y}px` }) }}
      {...handlers}
      data-floor={isFloor || undefined}
      onClick={(event) => {
        const isByKey = event.detail === 0;
        // The click that ends a drag is no tap, on this or on what lies under it.
        if (wasCarried.current && !isByKey) event.stopPropagation();
        else if (isByKey || !isFloor) onChoose();
      }}
      onKeyDown={onKeyDown}
    >
      {children}
    </button>
  );
}
