import type { EnginePage, Point } from './engine.ts';

const PATIENCE_MS = 120_000;

type Role = 'button' | 'link' | 'field' | 'heading' | 'image' | 'status' | 'listitem' | 'checkbox';

export interface Part {
  readonly role: Role;
  /** A part of the name, upper and lower case alike; with `exact` the whole of it. */
  readonly name: string;
  readonly exact?: boolean;
  /** Within the group, region, list or dialog of this name. */
  readonly within?: string;
}

/** What a person does with eyes and a finger, whatever the engine: finds parts by role and name, presses where they are. */
export function handOf(page: EnginePage) {
  const see = async (part: Part, { toPress = false } = {}) =>
    await until(
      () => page.inPage(findPart, { ...part, toPress }),
      async () => `${part.role} "${part.name}" on:\n${await page.inPage(() => document.body.innerText)}`,
    );
  const tap = async (part: Part) => {
    for (let tries = 0; tries < 3; tries++) {
      const { x, y } = await see(part, { toPress: true });
      await page.press([{ x, y }]);
      if (await page.inPage(wasPressed)) return;
    }
    throw new Error(`The ${part.role} "${part.name}" was pressed and did not hear it.`);
  };
  return {
    see,
    tap,
    /** Presses into the field and types behind what stands there. */
    async write(name: string, text: string, options: Pick<Part, 'exact' | 'within'> = {}) {
      await tap({ role: 'field', name, ...options });
      await page.type(text);
    },
    async read(name: string): Promise<string> {
      return (await see({ role: 'field', name, exact: true })).value;
    },
    /** Any of the words that are to be read on screen, by the pattern; answers what was found. */
    async words(pattern: RegExp): Promise<string> {
      const shown = () => page.inPage(() => document.body.innerText);
      const found = await until(
        async () => pattern.exec(await shown())?.[0],
        async () => `${pattern} on:\n${await shown()}`,
      );
      return found;
    },
    /** Shares of the width and height of the part. */
    async drag(part: Part, along: readonly Point[]) {
      const { left, top, width, height } = await see(part, { toPress: true });
      await page.press(along.map(({ x, y }) => ({ x: left + x * width, y: top + y * height })));
    },
    /** What follows works without a network too. */
    async untilInstalled() {
      await until(
        () =>
          page.inPage(async () => {
            await navigator.serviceWorker.ready;
            return navigator.serviceWorker.controller !== null;
          }),
        async () => 'a service worker in charge of the page',
      );
    },
  };
}

export type Hand = ReturnType<typeof handOf>;

/** Asks again and again until there is an answer. */
async function until<T>(
  ask: () => Promise<T | undefined | null | false>,
  what: () => Promise<string>,
): Promise<T> {
  const end = Date.now() + PATIENCE_MS;
  let problem: unknown;
  while (Date.now() < end) {
    // Between two pages there is none to ask.
    const answer = await ask().catch((error: unknown) => void (problem = error));
    if (answer) return answer;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`Waited in vain for ${await what()}`, { cause: problem });
}

/** Runs in the page: the first such part that is drawn and stands still, brought into view; to be pressed, nothing may cover it. */
async function findPart({
  role,
  name,
  exact = false,
  within = '',
  toPress = false,
}: Record<string, string | boolean>) {
  const selectors: Record<string, string> = {
    button: 'button, [role=button], summary',
    link: 'a[href], [role=link]',
    field: 'input:not([type=checkbox]), textarea, select, [role=textbox]',
    heading: 'h1, h2, h3, [role=heading]',
    image: 'img, [role=img]',
    status: '[role=status]',
    listitem: 'li, [role=listitem]',
    checkbox: 'input[type=checkbox], [role=checkbox]',
  };
  const tidy = (text: string | null | undefined) => (text ?? '').replaceAll(/\s+/g, ' ').trim();
  const textOf = (element: Element): string => {
    const copy = element.cloneNode(true) as Element;
    for (const hidden of copy.querySelectorAll('[aria-hidden=true]')) hidden.remove();
    return tidy(copy.textContent);
  };
  const nameOf = (element: Element): string => {
    const by = element.getAttribute('aria-labelledby')?.split(' ') ?? [];
    const labelled = by.map((id) => tidy(document.getElementById(id)?.textContent)).join(' ');
    const labels = [...((element as HTMLInputElement).labels ?? [])].map(textOf).join(' ');
    const said = tidy(element.getAttribute('aria-label')) || tidy(element.getAttribute('alt'));
    return labelled || said || labels || textOf(element);
  };
  const fits = (found: string, wanted: string) =>
    exact ? found === wanted : found.toLowerCase().includes(wanted.toLowerCase());
  const groups = 'fieldset, section, ul, ol, dialog, nav, form, [role=group], [role=region], [role=dialog]';
  const isWithin = (element: Element) => {
    if (within === '') return true;
    for (let group = element.closest(groups); group; group = group.parentElement?.closest(groups) ?? null) {
      const legend = group.tagName === 'FIELDSET' ? tidy(group.querySelector('legend')?.textContent) : '';
      const by = group.hasAttribute('aria-label') || group.hasAttribute('aria-labelledby');
      if ((by ? nameOf(group) : legend).includes(String(within))) return true;
    }
    return false;
  };
  for (const element of document.querySelectorAll<HTMLElement>(selectors[String(role)] ?? '')) {
    if (element.getClientRects().length === 0 || !isWithin(element)) continue;
    if (!fits(nameOf(element), String(name)) || element.closest('[aria-hidden=true], [inert]')) continue;
    element.scrollIntoView({ block: 'center', inline: 'nearest' });
    const { left, top, width, height } = element.getBoundingClientRect();
    // What is still moving is not pressed.
    await new Promise((drawn) => {
      requestAnimationFrame(() => requestAnimationFrame(drawn));
      // A window that is not on screen draws no frames.
      setTimeout(drawn, 250);
    });
    const after = element.getBoundingClientRect();
    if (after.left !== left || after.top !== top || after.width !== width) return null;
    const x = left + width / 2;
    const y = top + height / 2;
    const front = document.elementFromPoint(x, y);
    const isFree = front !== null && (element.contains(front) || front.contains(element));
    if (toPress && (!isFree || (element as HTMLButtonElement).disabled)) continue;
    const { value } = element as Partial<HTMLInputElement>;
    const heard = { isPressed: false };
    Object.assign(window, { heard });
    element.addEventListener('pointerdown', () => (heard.isPressed = true), { capture: true });
    return { x, y, left, top, width, height, value: value ?? '' };
  }
  return null;
}

/** Runs in the page: a screen that comes up takes the focus, and may move from under a finger in that very moment. */
function wasPressed(): boolean {
  return (window as { heard?: { isPressed: boolean } }).heard?.isPressed ?? true;
}
