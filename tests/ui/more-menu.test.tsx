// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { MoreLink, MoreMenu } from '../../src/ui/more-menu.tsx';
import { ReadOnlyContext } from '../../src/ui/read-only.ts';

afterEach(cleanup);

const opener = () => screen.getByRole('button', { name: 'More' });
const place = () => screen.queryByRole('link', { name: 'Search' });

function show(isReadOnly = false) {
  render(
    <ReadOnlyContext value={isReadOnly}>
      <MoreMenu>
        <MoreLink href="/search">Search</MoreLink>
        <MoreLink writes href="/report">
          Take it out
        </MoreLink>
      </MoreMenu>
      <button type="button">Elsewhere</button>
    </ReadOnlyContext>,
  );
}

describe('the menu of a header', () => {
  beforeEach(() => {
    history.replaceState(null, '', '/');
  });

  test('shows its places when it is opened, and says that it is open', () => {
    show();
    const before = place();

    fireEvent.click(opener());

    expect(before).toBeNull();
    expect(place()?.getAttribute('href')).toBe('/search');
    expect(opener().getAttribute('aria-expanded')).toBe('true');
  });

  test('is closed by Escape, and the keyboard is at its button again', () => {
    show();
    fireEvent.click(opener());
    place()?.focus();

    fireEvent.keyDown(document.activeElement ?? document.body, { key: 'Escape' });

    expect(place()).toBeNull();
    expect(document.activeElement).toBe(opener());
  });

  test('is closed by a tap elsewhere, and by Tab when that leaves it', () => {
    show();
    fireEvent.click(opener());
    fireEvent.pointerDown(screen.getByRole('button', { name: 'Elsewhere' }));
    const afterTap = place();

    fireEvent.click(opener());
    screen.getByRole('button', { name: 'Elsewhere' }).focus();
    fireEvent.focusIn(screen.getByRole('button', { name: 'Elsewhere' }));

    expect(afterTap).toBeNull();
    expect(place()).toBeNull();
  });

  test('is closed when a place was chosen', () => {
    show();
    fireEvent.click(opener());

    fireEvent.click(screen.getByRole('link', { name: 'Search' }));

    expect(place()).toBeNull();
    expect(location.pathname).toBe('/search');
  });

  test('offers whoever may only read nothing that writes', () => {
    show(true);

    fireEvent.click(opener());

    expect(screen.getAllByRole('link').map(({ textContent }) => textContent)).toEqual(['Search']);
  });
});
