// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { TeamAccessProvider, type AccessProblem, type TeamAccess } from '../../../src/access/team-access.ts';
import { JoinScreen } from '../../../src/features/team/join-screen.tsx';

let asked: { code: string; personName?: string }[];
let problem: AccessProblem | undefined;
let fault: Error | undefined;
const joining: Pick<TeamAccess, 'join'> = {
  join: async (request) => {
    asked.push(request);
    if (fault) throw fault;
    if (problem) return { kind: 'failed', problem };
    return { kind: 'done', value: { team: 't', name: 'Triad', me: 'm', device: 'd1234' } };
  },
};

beforeEach(() => {
  asked = [];
  problem = undefined;
  fault = undefined;
  window.history.replaceState(null, '', '/join');
});
afterEach(cleanup);

const show = () =>
  render(
    <TeamAccessProvider value={joining as TeamAccess}>
      <JoinScreen />
    </TeamAccessProvider>,
  );
const fill = (name: string, text: string) =>
  fireEvent.change(screen.getByRole('textbox', { name }), { target: { value: text } });
const join = () => fireEvent.click(screen.getByRole('button', { name: 'Join' }));

describe('joining a team', () => {
  test('takes the code of the link and takes it out of the address', () => {
    window.history.replaceState(null, '', '/join#k7qf3mvx9t2h4rwd');

    show();

    expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'Code' }).value).toBe('K7QF 3MVX 9T2H 4RWD');
    expect(window.location.hash).toBe('');
    expect(window.location.pathname).toBe('/join');
  });

  test('asks with the code and the name, then goes to Today', async () => {
    show();
    fill('Code', 'k7qf-3mvx-9t2h-4rwd');
    fill('Your name', ' N. Price ');
    join();

    await waitFor(() => expect(window.location.pathname).toBe('/'));
    expect(asked).toEqual([{ code: 'K7QF 3MVX 9T2H 4RWD', personName: 'N. Price' }]);
  });

  test('says so when the tablet could not do it, and can be asked again', async () => {
    fault = new Error('The disk is full.');
    show();
    fill('Code', 'K7QF 3MVX 9T2H 4RWD');
    fill('Your name', 'N. Price');
    join();

    expect((await screen.findByRole('alert')).textContent).toMatch(/could not be saved/);
    fault = undefined;
    join();

    await waitFor(() => expect(window.location.pathname).toBe('/'));
  });

  test('asks nobody while the name is missing, and says what is missing', () => {
    show();
    fill('Code', 'K7QF 3MVX 9T2H 4RWD');
    join();

    expect(asked).toEqual([]);
    expect(screen.getByText('Please write your name.')).toBeDefined();
  });

  test.each([
    ['offline', /Nothing is lost: connect this tablet/],
    ['refused', /ask your colleague for a new one/],
    ['notACode', /16 letters and digits, in four groups/],
    ['signInPage', /sign in there/],
    ['tooMany', /Wait a minute/],
    ['noCrypto', /secure address/],
    ['unavailable', /try again later/],
  ] as const)('says what to do when the problem is %s, and keeps what was typed', async (kind, words) => {
    problem = kind;
    show();
    fill('Code', 'K7QF 3MVX 9T2H 4RWD');
    fill('Your name', 'N. Price');
    join();

    expect((await screen.findByRole('alert')).textContent).toMatch(words);
    expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'Your name' }).value).toBe('N. Price');
  });
});
