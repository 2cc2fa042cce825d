/** What one check found, in words. `told` is good to know and counts for nothing. */
export interface Finding {
  readonly verdict: 'passed' | 'look' | 'told';
  /** Asked for when drawn, so that it follows the language. */
  readonly result: () => string;
  readonly advice?: () => string;
}

export function passed(result: () => string): Finding {
  return { verdict: 'passed', result };
}

export function look(result: () => string, advice: () => string): Finding {
  return { verdict: 'look', result, advice };
}

export function told(result: () => string, advice?: () => string): Finding {
  return { verdict: 'told', result, ...(advice && { advice }) };
}
