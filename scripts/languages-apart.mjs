// Paraglide puts every language of a message into its module, and so into every screen. Built, the second language is a
// file of its own, fetched (or taken from the worker's cache) only where it is spoken: see src/i18n/other-language.ts.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const OTHER = 'cy';
const TABLE = 'virtual:other-language';
const RUNTIME = /[\\/]paraglide[\\/]runtime\.js$/;
/** What is asked of Paraglide's own runtime, without its looking for a language in addresses, cookies and headers. */
const OWN_RUNTIME = `
export let getLocale = () => baseLocale;
export const overwriteGetLocale = (get) => { getLocale = get; };
export const isLocale = (tag) => locales.includes(tag);
export const experimentalStaticLocale = undefined;
`;
const IN_MODULE = /[\\/]paraglide[\\/]messages[\\/](?!_index)(\w+)\.js(\?apart)?$/;
/** The wording of one language: up to the line that ends it, before the comment of the message itself. */
const WORDING = new RegExp(`^const ${OTHER}_(\\w+) = (?:[\\s\\S]*?\\n\\}|en_\\w+);$`, 'm');

/** @returns {import('vite').Plugin} */
export function languagesApart(folder = 'src/i18n/paraglide/messages') {
  /** @type {Map<string, string> | undefined} */
  let numbers;
  const messageFiles = () =>
    readdirSync(folder)
      .filter((file) => file.endsWith('.js') && file !== '_index.js')
      .toSorted();
  /** A message asks for its other wording by a number: its name would be in every script that says it. @param {string} name */
  const numberOf = (name) => {
    numbers ??= new Map(messageFiles().map((file, index) => [file.slice(0, -3), `_${index.toString(36)}`]));
    return numbers.get(name);
  };
  return {
    name: 'languages-apart',
    enforce: 'pre',
    resolveId: (id) => (id === TABLE ? `\0${TABLE}` : undefined),
    load(id) {
      if (id !== `\0${TABLE}`) return undefined;
      const lines = messageFiles().map(
        (file) => `export * from ${JSON.stringify(`${join(process.cwd(), folder, file)}?apart`)};`,
      );
      return lines.join('\n');
    },
    transform(code, id) {
      if (/[\\/]i18n[\\/]other-language\.ts$/.test(id)) {
        return code.replace(
          'const load: (() => Promise<Words>) | undefined = undefined;',
          `const load = () => import('${TABLE}');`,
        );
      }
      if (RUNTIME.test(id))
        return code.match(/^export const (baseLocale|locales) = .*$/gm)?.join('\n') + OWN_RUNTIME;
      const found = IN_MODULE.exec(id);
      if (found === null) return undefined;
      const [whole, name] = WORDING.exec(code) ?? [];
      // A message with one wording for all languages.
      if (whole === undefined || name === undefined) return found[2] ? 'export {};' : undefined;
      const isShared = whole.startsWith(`const ${OTHER}_${name} = en_`);
      if (found[2]) {
        if (isShared) return 'export {};';
        return `import * as registry from '../registry.js';\n${whole}\nexport { ${OTHER}_${name} as ${numberOf(name)} };`;
      }
      const first = isShared ? code : code.replace(whole, '');
      return (
        `import { spoken } from '../../other-language.ts';\n` +
        first.replace(
          /^export const (\w+) = [\s\S]*$/m,
          `export const $1 = /* @__PURE__ */ spoken('${isShared ? '' : numberOf(name)}', en_$1);`,
        )
      );
    },
  };
}
