// A style sheet comes as an object of all its classes: every screen carries the names of classes that it does not use, and
// of the others twice. Built, a class is a short constant that stands where it is used.
import { readdirSync } from 'node:fs';
import { relative } from 'node:path';

const SHEET = /^import (\w+) from '([^']+\.module\.css)';$/gm;

/** @returns {import('vite').Plugin} */
export function classesWhereUsed() {
  return {
    name: 'classes-where-used',
    apply: 'build',
    enforce: 'pre',
    config: () => ({ css: { modules: { generateScopedName: shortNames('src') } } }),
    transform(code, id) {
      if (!/[\\/]src[\\/].*\.tsx?$/.test(id)) return undefined;
      return Array.from(code.matchAll(SHEET)).reduce((changed, [whole, name, file]) => {
        // A class chosen by a value, as in styles[kind], needs the object.
        if (new RegExp(`\\b${name}\\[(?!'\\w+'\\])`).test(code)) return changed;
        return changed
          .replace(whole, `import * as ${name} from '${file}';`)
          .replace(new RegExp(`\\b${name}\\['(\\w+)'\\]`, 'g'), `${name}.$1`);
      }, code);
    },
  };
}

/** Names a class by the place of its sheet among all sheets and its own place in the sheet: the same in every build. */
function shortNames(/** @type {string} */ folder) {
  const sheets = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.module.css'))
    .toSorted();
  /** @type {Map<string, string[]>} */
  const classesOf = new Map();
  return (/** @type {string} */ name, /** @type {string} */ file) => {
    const sheet = relative(folder, file);
    const classes = classesOf.get(sheet) ?? [];
    classesOf.set(sheet, classes);
    if (!classes.includes(name)) classes.push(name);
    return `_${sheets.indexOf(sheet).toString(36)}_${classes.indexOf(name).toString(36)}`;
  };
}
