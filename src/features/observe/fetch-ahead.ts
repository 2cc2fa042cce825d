/** Long after the first taps of a lesson, and long before anybody could take an update in another tab. */
const AFTER_MS = 4000;

/**
 * What a lesson needs only later is fetched while it runs, so that it is here whatever becomes of the network, and of the
 * old version's files when another tab takes an update. Returns how to stop.
 */
export function fetchAhead(): () => void {
  const timer = setTimeout(() => {
    const parts = [
      import('./edit-note.tsx'),
      import('./end-card.tsx'),
      import('./stage-marks-panel.tsx'),
      import('./shortcuts-panel.tsx'),
    ];
    // What could not be fetched now is asked for again when it is wanted.
    for (const part of parts) part.catch(() => undefined);
  }, AFTER_MS);
  return () => clearTimeout(timer);
}
