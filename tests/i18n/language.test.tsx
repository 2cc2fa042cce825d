// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { LanguageSwitch } from '../../src/i18n/language-switch.tsx';
import { setLanguage, useLanguage } from '../../src/i18n/language.ts';
import { m } from '../../src/i18n/paraglide/messages.js';

afterEach(() => {
  cleanup();
  setLanguage('en');
});

function Screen() {
  useLanguage();
  return (
    <>
      <h1>{m.app_today()}</h1>
      <LanguageSwitch />
    </>
  );
}

test('the switch shows the whole screen in the other language, and the choice is remembered', () => {
  render(<Screen />);
  expect(screen.getByRole('heading').textContent).toBe('Today');

  fireEvent.click(screen.getByRole('button', { name: 'Cymraeg' }));

  expect(screen.getByRole('heading').textContent).toBe('Heddiw');
  expect(document.documentElement.lang).toBe('cy');
  expect(localStorage.getItem('threefold-language')).toBe('cy');
});

test('Welsh keeps the noun singular after a number', () => {
  setLanguage('cy');

  expect([0, 1, 2, 3, 6, 12].map((count) => m.today_notes({ count }))).toEqual(
    [0, 1, 2, 3, 6, 12].map((count) => `${count} nodyn`),
  );
});
