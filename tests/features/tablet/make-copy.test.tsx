// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { SafekeepingProvider, type Safekeeping } from '../../../src/access/safekeeping.ts';
import { MakeCopy } from '../../../src/features/tablet/make-copy.tsx';
import { OpenNotebookProvider } from '../../../src/notebook/notebook-context.tsx';
import { newNotebook } from '../../support/tablet.ts';

afterEach(cleanup);

test('a copy that the tablet could not remember as put away is not said to be', async () => {
  const makeCopy: Safekeeping['makeCopy'] = async () => ({
    file: new File(['sealed'], 'Threefold 2026-11-22 14.05.threefold'),
    photosLeftOut: 0,
    saved: async () => await Promise.reject(new Error('full')),
  });
  render(
    <SafekeepingProvider value={async () => ({ makeCopy }) as Safekeeping}>
      <OpenNotebookProvider value={{ notebook: newNotebook(), me: 'maria', isDemo: false }}>
        <MakeCopy />
      </OpenNotebookProvider>
    </SafekeepingProvider>,
  );
  fireEvent.click(screen.getByRole('button', { name: 'Make a sealed copy' }));
  fireEvent.click(await screen.findByRole('button', { name: 'Save the file' }));

  fireEvent.click(await screen.findByRole('button', { name: 'The file is there' }));

  expect((await screen.findByRole('alert')).textContent).toMatch(/could not be saved/);
  expect(screen.getByRole('button', { name: 'The file is there' })).toBeDefined();
});
