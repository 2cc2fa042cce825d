import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ComponentType, SVGProps } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { iconsApart } from '../../scripts/icons-apart.mjs';
import createIcon from '../../src/ui/drawn-icon.tsx';

const SRC = join(import.meta.dirname, '../../src');
const PACKAGE = 'lucide-react/dist/esm/icons';

/** Every icon of the app and the file it is imported from when the app is built. */
function iconsInUse(): readonly (readonly [icon: string, file: string])[] {
  const { transform } = iconsApart();
  if (typeof transform !== 'function') throw new Error('The plugin changes nothing.');
  const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.tsx'),
  );
  const built = files.map((file) => {
    const code: unknown = transform.call({} as never, readFileSync(join(SRC, file), 'utf8'), join(SRC, file));
    return (code ?? '') as string;
  });
  const imported = built.flatMap((code) => [
    ...code.matchAll(/import (\w+) from 'lucide-react\/icons\/([\w-]+)';/g),
  ]);
  return [...new Map(imported.map(([, icon = '', file = '']) => [icon, file]))];
}

test('every icon is drawn as the library itself draws it', async () => {
  const icons = iconsInUse();
  for (const [icon, file] of icons) {
    const library = (await import(`${PACKAGE}/${file}.mjs`)) as {
      default: ComponentType<SVGProps<SVGSVGElement> & { size?: number }>;
      __iconData: Parameters<typeof createIcon>[0];
    };
    const Theirs = library.default;
    const Ours = createIcon(library.__iconData);

    const drawn = renderToStaticMarkup(<Ours size={16} className="own" aria-hidden="true" />);
    const usual = renderToStaticMarkup(<Ours aria-hidden="true" />);

    expect(partsOf(drawn), icon).toEqual(
      partsOf(renderToStaticMarkup(<Theirs size={16} className="own" aria-hidden="true" />)),
    );
    expect(partsOf(usual), icon).toEqual(partsOf(renderToStaticMarkup(<Theirs aria-hidden="true" />)));
  }
  expect(icons.length).toBeGreaterThan(30);
});

test('no screen of a build asks for the list of all icons', () => {
  const names = iconsInUse();

  expect(names.filter(([, file]) => file === 'undefined')).toEqual([]);
});

/** Elements with their attributes, whose order does not matter; the library's classes are no part of the drawing. */
function partsOf(markup: string): readonly (readonly string[])[] {
  return markup
    .replaceAll(/(?<=class="[^"]*)\blucide[\w-]* ?/g, '')
    .replace(' class=""', '')
    .split(/[<>]/)
    .filter((part) => part !== '')
    .map((part) => (part.match(/[\w:-]+(="[^"]*")?/g) ?? []).toSorted());
}
