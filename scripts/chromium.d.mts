/** The browser for tests and bench: CHROMIUM_PATH, one that is installed, or one that can be installed here. */
export function findChromium(): string;
