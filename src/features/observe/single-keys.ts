const KEY = 'threefold-single-keys';

/** Whether a letter alone is a shortcut on this tablet; off for who speaks to the tablet or hits keys by accident. */
export function areSingleKeysOn(): boolean {
  try {
    return localStorage.getItem(KEY) !== 'off';
  } catch {
    return true;
  }
}

export function setSingleKeys(isOn: boolean): void {
  try {
    if (isOn) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, 'off');
  } catch {
    // Storage is closed to us (a private window): nothing is remembered there.
  }
}
