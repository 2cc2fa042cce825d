/** Wider than any fingertip: the ball of the thumb or the side of a hand, where the tablet tells. */
const WIDEST_FINGER_PX = 60;

export interface PalmGuard {
  /** Every pointer that comes near is shown to the guard; a pen that only hovers counts. */
  readonly notice: (event: Pick<PointerEvent, 'pointerType'>) => void;
  /** Whether this touch is a hand that rests. Once a pen was seen, every touch is. */
  readonly isPalm: (event: Pick<PointerEvent, 'pointerType' | 'width' | 'height'>) => boolean;
  readonly hasSeenPen: () => boolean;
  /** Somebody put the pen away and goes on with a finger. */
  readonly forgetPen: () => void;
}

export function palmGuard(): PalmGuard {
  let hasSeenPen = false;
  return {
    notice: ({ pointerType }) => {
      if (pointerType === 'pen') hasSeenPen = true;
    },
    isPalm: ({ pointerType, width, height }) =>
      pointerType === 'touch' && (hasSeenPen || Math.max(width, height) > WIDEST_FINGER_PX),
    hasSeenPen: () => hasSeenPen,
    forgetPen: () => {
      hasSeenPen = false;
    },
  };
}
