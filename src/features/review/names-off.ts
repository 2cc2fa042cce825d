import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

const KEY = 'threefold-names-off';

/** Whether the wall sees names. Remembered on this tablet until the page is closed; a reload in front of guests shows none. */
const namesOff = createStore(() => ({ isOff: remembered() }));

export function useNamesOff(): boolean {
  return useStore(namesOff, ({ isOff }) => isOff);
}

export function turnNames(state: 'on' | 'off'): void {
  const isOff = state === 'off';
  namesOff.setState({ isOff });
  try {
    if (isOff) sessionStorage.setItem(KEY, 'yes');
    else sessionStorage.removeItem(KEY);
  } catch (error) {
    console.warn('That names are off could not be remembered for a reload.', error);
  }
}

function remembered(): boolean {
  try {
    return sessionStorage.getItem(KEY) === 'yes';
  } catch {
    // Storage is closed to this page; names are then shown until somebody turns them off.
    return false;
  }
}
