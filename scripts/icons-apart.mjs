// lucide-react's list names every icon there is: whatever imports one seems to need them all. Built, each is imported from
// its own file, and src/ui/drawn-icon.tsx draws it instead of the library, which can do more than is asked of it.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const LIST = 'node_modules/lucide-react/dist/esm/lucide-react.mjs';
const LISTED = /^export \{([^}]+)\} from '\.\/icons\/([\w-]+)\.mjs';$/gm;
const IMPORTED = /^import \{([^}]+)\} from 'lucide-react';$/gm;

/** @returns {import('vite').Plugin} */
export function iconsApart() {
  /** @type {Map<string, string> | undefined} */
  let fileByIcon;
  return {
    name: 'icons-apart',
    apply: 'build',
    enforce: 'pre',
    resolveId: (source, importer) =>
      source === '../createLucideIcon.mjs' && importer?.includes('lucide-react')
        ? resolve('src/ui/drawn-icon.tsx')
        : undefined,
    transform(code, id) {
      if (!/[\\/]src[\\/].*\.tsx$/.test(id)) return undefined;
      return code.replace(IMPORTED, (_, icons) => {
        fileByIcon ??= new Map(filesOfIcons());
        return namesIn(icons)
          .map((icon) => `import ${icon} from 'lucide-react/icons/${fileByIcon?.get(icon)}';`)
          .join('');
      });
    },
  };
}

/** @returns {(readonly [icon: string, file: string])[]} */
function filesOfIcons() {
  return Array.from(readFileSync(LIST, 'utf8').matchAll(LISTED)).flatMap(([, names = '', file = '']) =>
    namesIn(names.replaceAll('default as ', '')).map((name) => /** @type {const} */ ([name, file])),
  );
}

/** @param {string} list */
function namesIn(list) {
  return list.split(',').flatMap((name) => name.trim() || []);
}
