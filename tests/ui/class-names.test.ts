import { expect, test } from 'vitest';
import { classesWhereUsed } from '../../scripts/class-names.mjs';

function built(...lines: string[]): string {
  const { transform } = classesWhereUsed();
  if (typeof transform !== 'function') throw new Error('The plugin changes nothing.');
  const code: unknown = transform.call({} as never, lines.join('\n'), '/app/src/ui/part.tsx');
  return code as string;
}

test('a class that is named stands where it is used', () => {
  const code = built(`import styles from './part.module.css';`, `const a = styles['line'];`);

  expect(code).toBe(`import * as styles from './part.module.css';\nconst a = styles.line;`);
});

test('a sheet whose classes are chosen by a value stays an object', () => {
  const lines = [
    `import styles from './part.module.css';`,
    `import tone from './tone.module.css';`,
    `const a = [styles['line'], styles[kind], tone['tone']];`,
  ];

  expect(built(...lines)).toBe(
    [
      lines[0],
      `import * as tone from './tone.module.css';`,
      `const a = [styles['line'], styles[kind], tone.tone];`,
    ].join('\n'),
  );
});

test('two classes of the app never have one name in a build', () => {
  const { config } = classesWhereUsed();
  const { css } = (
    config as () => { css: { modules: { generateScopedName: (...of: string[]) => string } } }
  )();
  const nameOf = css.modules.generateScopedName;
  const names = [
    nameOf('line', 'src/ui/field.module.css'),
    nameOf('hint', 'src/ui/field.module.css'),
    nameOf('line', 'src/ui/tick-box.module.css'),
  ];

  expect(new Set(names).size).toBe(3);
  expect(nameOf('hint', 'src/ui/field.module.css')).toBe(names[1]);
});
