/** What must be known of the browser to tell people the right next step. */
interface BrowserFacts {
  readonly userAgent: string;
  readonly maxTouchPoints: number;
  readonly isStandalone: boolean;
}

/** On an iPad or iPhone a link opens in Safari, whose storage is not that of the app on the Home Screen. */
export function isOutsideOfHomeScreenApp({ userAgent, maxTouchPoints, isStandalone }: BrowserFacts): boolean {
  // iPads have called themselves Macs since 2019; no Mac has a touch screen.
  const isApple =
    /iPad|iPhone|iPod/.test(userAgent) || (userAgent.includes('Macintosh') && maxTouchPoints > 1);
  return isApple && !isStandalone;
}

export function browserFacts(): BrowserFacts {
  return {
    userAgent: navigator.userAgent,
    maxTouchPoints: navigator.maxTouchPoints,
    isStandalone: matchMedia('(display-mode: standalone)').matches,
  };
}
