// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { TeamAccessProvider, type TeamAccess } from '../../../src/access/team-access.ts';
import { InviteScreen } from '../../../src/features/team/invite-screen.tsx';
import { StartScreen } from '../../../src/features/team/start-screen.tsx';
import { OpenNotebookProvider } from '../../../src/notebook/notebook-context.tsx';
import { newNotebook } from '../../support/tablet.ts';

let fault: Error | undefined;
const failing: Pick<TeamAccess, 'start' | 'invite' | 'tabletsSeen'> = {
  async start({ teamName: name }) {
    if (fault) throw fault;
    return { kind: 'done', value: { team: 't', name, me: 'm', device: 'd1234' } };
  },
  async invite() {
    if (fault) throw fault;
    const value = { code: 'K7QF 3MVX 9T2H 4RWD', link: 'https://school.example/join#K7QF', expiresAt: 0 };
    return { kind: 'done', value };
  },
  tabletsSeen: async () => ({ kind: 'failed', problem: 'offline' }),
};

beforeEach(() => {
  fault = new Error('A file of the app could not be fetched.');
  window.history.replaceState(null, '', '/start');
});
afterEach(cleanup);

test('a team that could not be started can be started again', async () => {
  render(
    <TeamAccessProvider value={failing as TeamAccess}>
      <StartScreen />
    </TeamAccessProvider>,
  );
  const fill = (name: string, text: string) =>
    fireEvent.change(screen.getByRole('textbox', { name }), { target: { value: text } });
  const start = () => fireEvent.click(screen.getByRole('button', { name: 'Start a team' }));
  fill('Team name', 'P5 Maths triad');
  fill('Your name', 'Maria Evans');
  start();

  expect((await screen.findByRole('alert')).textContent).toMatch(/could not be saved/);
  fault = undefined;
  start();

  await waitFor(() => expect(window.location.pathname).toBe('/'));
});

test('an invitation that could not be made can be asked for again', async () => {
  const notebook = newNotebook();
  render(
    <TeamAccessProvider value={failing as TeamAccess}>
      <OpenNotebookProvider value={{ notebook, me: 'maria', isDemo: false }}>
        <InviteScreen />
      </OpenNotebookProvider>
    </TeamAccessProvider>,
  );

  expect((await screen.findByRole('alert')).textContent).toMatch(/cannot do this now/);
  fault = undefined;
  fireEvent.click(screen.getByRole('button', { name: 'Try again' }));

  expect(await screen.findByText('K7QF 3MVX 9T2H 4RWD')).toBeDefined();
  notebook.close();
});
