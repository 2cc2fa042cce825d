/** Set while there is a practice notebook, so that one whose tab was closed in the middle is found at the next start. */
export const PRACTICE_FLAG = 'threefold-practice';
