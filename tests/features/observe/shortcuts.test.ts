import { describe, expect, test } from 'vitest';
import { modifierName, shortcutOf } from '../../../src/features/observe/shortcuts.ts';

interface Keys {
  readonly code?: string;
  readonly altKey?: boolean;
  readonly ctrlKey?: boolean;
  readonly metaKey?: boolean;
  readonly shiftKey?: boolean;
  readonly altGraph?: boolean;
}

function press(
  key: string,
  { altGraph = false, ...keys }: Keys = {},
  {
    cursor = 'none',
    modifier = 'Alt',
    areSingleKeysOn = true,
  }: Partial<Parameters<typeof shortcutOf>[1]> = {},
) {
  const pressed = {
    key,
    code: '',
    altKey: false,
    ctrlKey: false,
    metaKey: false,
    shiftKey: false,
    getModifierState: (name: string) => name === 'AltGraph' && altGraph,
    ...keys,
  };
  return shortcutOf(pressed, { cursor, modifier, areSingleKeysOn });
}

describe('a letter', () => {
  test('does what its button does outside of fields, and is only a letter in the note and in any other field', () => {
    expect(press('b')).toBe('pupilB');
    expect(press('b', {}, { cursor: 'note' })).toBeUndefined();
    expect(press('b', {}, { cursor: 'other' })).toBeUndefined();
    expect(press('b', { altKey: true }, { cursor: 'other' })).toBeUndefined();
  });

  test('works in the note with Alt, and with Control on Apple keyboards, where Option types ŵ', () => {
    expect(press('s', { altKey: true }, { cursor: 'note' })).toBe('said');
    expect(press('s', { ctrlKey: true }, { cursor: 'note', modifier: 'Ctrl' })).toBe('said');
    expect(press('ŵ', { altKey: true, code: 'KeyW' }, { cursor: 'note', modifier: 'Ctrl' })).toBeUndefined();
    expect(modifierName('Mozilla/5.0 (iPad; CPU OS 18_0 like Mac OS X)')).toBe('Ctrl');
    expect(modifierName('Mozilla/5.0 (X11; CrOS x86_64)')).toBe('Alt');
  });

  test('is found by its place when a system reports another character with Alt', () => {
    expect(press('å', { altKey: true, code: 'KeyA' }, { cursor: 'note' })).toBe('pupilA');
  });

  test.each([
    ['AltGr, which types letters', { altKey: true, altGraph: true }],
    ['Control, which is the browser’s', { ctrlKey: true }],
    ['Control and Alt, which is AltGr on Windows', { ctrlKey: true, altKey: true }],
    ['the system key', { metaKey: true }],
    ['Shift, which is how somebody begins to write', { shiftKey: true }],
  ])('is left alone with %s', (_what, keys) => {
    expect(press('a', keys)).toBeUndefined();
  });

  test('alone can be switched off; with the modifier it still works (WCAG 2.1.4)', () => {
    expect(press('a', {}, { areSingleKeysOn: false })).toBeUndefined();
    expect(press('?', { shiftKey: true }, { areSingleKeysOn: false })).toBeUndefined();
    expect(press('a', { altKey: true }, { areSingleKeysOn: false })).toBe('pupilA');
  });

  test('that means nothing does nothing', () => {
    for (const key of ['z', '1', 'Enter', 'constructor', 'Tab']) expect(press(key)).toBeUndefined();
  });
});

test('? shows the keys', () => {
  expect(press('?', { shiftKey: true })).toBe('help');
});
