// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  TeamAccessProvider,
  type AccessProblem,
  type TabletsToRemove,
  type TeamAccess,
} from '../../../src/access/team-access.ts';
import { PersonScreen } from '../../../src/features/team/person-screen.tsx';
import { WaitingNotes } from '../../../src/features/team/waiting-notes.tsx';
import type { Notebook } from '../../../src/notebook/database.ts';
import { OpenNotebookProvider } from '../../../src/notebook/notebook-context.tsx';
import { all } from '../../../src/notebook/read.ts';
import { receive } from '../../../src/notebook/receive.ts';
import { introduce, writeTeam } from '../../../src/notebook/write-team.ts';
import { makeStamp } from '../../../src/domain/stamp.ts';
import { newNotebook } from '../../support/tablet.ts';

let notebook: Notebook;
let asked: TabletsToRemove[];
let problem: AccessProblem | undefined;
let fault: Error | undefined;
const access: Pick<TeamAccess, 'removeTablets' | 'tabletsSeen'> = {
  removeTablets: async (which) => {
    asked.push(which);
    if (fault) throw fault;
    return problem ? { kind: 'failed', problem } : { kind: 'done', value: ['dkim'] };
  },
  tabletsSeen: async () => ({ kind: 'failed', problem: 'offline' }),
};

const stamp = (tick: number, device: string) => makeStamp(1_700_000_001_000 + tick, 0, device);

beforeEach(async () => {
  asked = [];
  problem = undefined;
  fault = undefined;
  notebook = newNotebook();
  const lead = {
    member: 'maria',
    name: 'Maria',
    role: 'lead',
    device: 'dmaria',
    deviceLabel: 'iPad',
  } as const;
  await writeTeam(notebook, { name: 'Triad', tags: [], lead });
  for (const [member, name] of [
    ['sam', 'Sam'],
    ['kim', 'Kim'],
  ] as const) {
    const device = `d${member}`;
    await introduce(notebook, { member, name, role: 'member', device, deviceLabel: `${name}’s phone` });
  }
});
afterEach(() => {
  cleanup();
  notebook.close();
});

function show(part: React.ReactNode, me = 'maria') {
  return render(
    <TeamAccessProvider value={access as TeamAccess}>
      <OpenNotebookProvider value={{ notebook, me, isDemo: false }}>{part}</OpenNotebookProvider>
    </TeamAccessProvider>,
  );
}

describe('a person of the team', () => {
  test('what removing a tablet does is said before it is done', async () => {
    show(<PersonScreen member="sam" />);

    fireEvent.click(await screen.findByRole('button', { name: 'Remove Sam’s phone' }));

    expect(screen.getByText(/This cannot be undone/)).toBeDefined();
    expect(screen.getByText(/are not lost/)).toBeDefined();
    expect(asked).toEqual([]);
    fireEvent.click(screen.getByRole('button', { name: 'Remove for good' }));
    expect(await screen.findByText(/can no longer read or write/)).toBeDefined();
    expect(asked).toMatchObject([{ tablets: ['dsam'] }]);
    expect(await screen.findByText(/Kim \(Kim’s phone\) will get it/)).toBeDefined();
    expect(screen.getByRole('link', { name: 'Invite Sam again' })).toBeDefined();
  });

  test('goes with every tablet', async () => {
    show(<PersonScreen member="sam" />);

    fireEvent.click(await screen.findByRole('button', { name: 'Remove Sam from the team…' }));
    fireEvent.click(screen.getByRole('button', { name: 'Remove for good' }));

    expect(await screen.findByText('Sam is removed, with every tablet.')).toBeDefined();
    expect(asked).toMatchObject([{ tablets: ['dsam'], person: 'sam' }]);
  });

  test('without a tablet of their own is removed too: what that does, and what it cannot do, is said before', async () => {
    await receive(notebook, [
      { table: 'members', row: 'lee', at: stamp(1, 'dsam'), fields: { name: 'Lee', role: 'member' } },
      { table: 'devices', row: 'dsam', at: stamp(2, 'dsam'), fields: { alsoUsedBy: ['lee'] } },
    ]);
    show(<PersonScreen member="lee" />);
    expect(await screen.findByText('This is Sam’s tablet; both use it.')).toBeDefined();
    expect(screen.queryByRole('button', { name: /Remove Sam’s phone/ })).toBeNull();

    fireEvent.click(screen.getByRole('button', { name: 'Remove Lee from the team…' }));
    expect(screen.getByText(/Lee cannot be chosen on any tablet/)).toBeDefined();
    expect(screen.getByText(/What Lee wrote stays/)).toBeDefined();
    expect(screen.getByText(/Not removed, because others use it: Sam’s phone/)).toBeDefined();
    expect(screen.getByText(/What was read cannot be taken back/)).toBeDefined();
    expect(screen.getByText(/The recovery sheet .* stop working/)).toBeDefined();
    expect(asked).toEqual([]);
    fireEvent.click(screen.getByRole('button', { name: 'Remove for good' }));

    expect(await screen.findByText('Lee is removed from the team.')).toBeDefined();
    expect(asked).toMatchObject([{ tablets: [], person: 'lee' }]);
  });

  test('whose tablet a colleague uses as well does not go before that is said', async () => {
    await receive(notebook, [
      { table: 'devices', row: 'dsam', at: stamp(2, 'dsam'), fields: { alsoUsedBy: ['kim'] } },
    ]);
    show(<PersonScreen member="sam" />);

    fireEvent.click(await screen.findByRole('button', { name: 'Remove Sam from the team…' }));

    expect(screen.getByText(/It is removed for Kim as well/)).toBeDefined();
  });

  test('whose tablet one holds goes without it: a tablet does not remove itself', async () => {
    await receive(notebook, [
      {
        table: 'devices',
        row: notebook.device,
        at: stamp(1, 'dsam'),
        fields: { member: 'sam', label: 'School iPad', alsoUsedBy: ['maria'] },
      },
    ]);
    show(<PersonScreen member="sam" />);

    fireEvent.click(await screen.findByRole('button', { name: 'Remove Sam from the team…' }));
    expect(screen.getByText(/Not removed, because others use it: School iPad/)).toBeDefined();
    expect(screen.queryByText(/It is removed for Maria as well/)).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: 'Remove for good' }));

    await waitFor(() => expect(asked).toMatchObject([{ tablets: ['dsam'], person: 'sam' }]));
  });

  test('says so when the tablet could not remove anything, and can be asked again', async () => {
    fault = new Error('A file of the app could not be fetched.');
    show(<PersonScreen member="sam" />);

    fireEvent.click(await screen.findByRole('button', { name: 'Remove Sam’s phone' }));
    fireEvent.click(screen.getByRole('button', { name: 'Remove for good' }));

    expect((await screen.findByRole('alert')).textContent).toMatch(/cannot do this now/);
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Remove for good' }).disabled).toBe(false);
  });

  test.each([
    ['offline', /Removing needs the school server/],
    ['busy', /Nothing was removed: try again/],
    ['refused', /did not allow it. Nothing was removed/],
  ] as const)('when the problem is %s says so, and can be asked again', async (kind, words) => {
    problem = kind;
    show(<PersonScreen member="sam" />);

    fireEvent.click(await screen.findByRole('button', { name: 'Remove Sam’s phone' }));
    fireEvent.click(screen.getByRole('button', { name: 'Remove for good' }));

    expect((await screen.findByRole('alert')).textContent).toMatch(words);
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Remove for good' }).disabled).toBe(false);
  });

  test('cannot remove the tablet in their hands, and can change their own name', async () => {
    show(<PersonScreen member="maria" />);

    expect(await screen.findByText(/It cannot remove itself/)).toBeDefined();
    expect(screen.queryByRole('button', { name: /^Remove/ })).toBeNull();
    fireEvent.change(screen.getByRole('textbox', { name: 'Your name' }), { target: { value: ' Mair ' } });
    fireEvent.click(screen.getByRole('button', { name: 'Save name' }));

    expect(await screen.findByText(/Saved/)).toBeDefined();
    expect((await all(notebook, 'members')).map(({ name }) => name)).toContain('Mair');
  });

  test('cannot change the name of another', async () => {
    show(<PersonScreen member="sam" />);

    await screen.findByRole('button', { name: 'Remove Sam’s phone' });
    expect(screen.queryByRole('textbox')).toBeNull();
  });
});

describe('[K4] notes of a removed tablet that came late', () => {
  beforeEach(async () => {
    await receive(notebook, [
      {
        table: 'removals',
        row: 'dsam',
        at: stamp(1, 'dkim'),
        fields: { member: 'sam', removedBy: 'kim', removedAt: 1, epoch: 2, cut: stamp(0, 'dsam') },
      },
    ]);
    const note = (tick: number, row: string, text: string) => ({
      reason: 'removed' as const,
      change: { table: 'notes', row, at: stamp(tick, 'dsam'), fields: { text, pupil: 'A' } },
    });
    await receive(notebook, [], [note(5, 'oak.1.n1', 'Folds it'), note(6, 'oak.1.n2', 'Looks up')]);
  });
  const notes = async () => (await all(notebook, 'notes')).map(({ text }) => text).toSorted();

  test('are shown to a lead, who takes them in', async () => {
    show(<WaitingNotes />);
    const card = await screen.findByRole('region', { name: '2 notes of Sam wait' });
    expect(within(card).getByText('Folds it')).toBeDefined();
    expect(await notes()).toEqual([]);

    fireEvent.click(within(card).getByRole('button', { name: 'Take in' }));

    expect(await screen.findByText(/Taken in/)).toBeDefined();
    expect(await notes()).toEqual(['Folds it', 'Looks up']);
    await waitFor(() => expect(screen.queryByRole('region')).toBeNull());
  });

  test('are left out, and can be taken in after all', async () => {
    show(<WaitingNotes />);
    fireEvent.click(await screen.findByRole('button', { name: 'Leave out' }));

    const card = await screen.findByRole('region', { name: '2 notes of Sam were left out' });
    expect(await notes()).toEqual([]);
    fireEvent.click(within(card).getByRole('button', { name: 'Take in' }));

    await waitFor(async () => expect(await notes()).toHaveLength(2));
  });

  test.each(['Take in', 'Leave out'])('say so when the tablet does not take it: %s', async (word) => {
    show(<WaitingNotes />);
    const button = await screen.findByRole('button', { name: word });
    const full = vi.spyOn(notebook, 'transaction').mockRejectedValue(new Error('full'));

    fireEvent.click(button);

    expect((await screen.findByRole('alert')).textContent).toMatch(/could not be saved/);
    full.mockRestore();
  });

  test('wait for a lead’s word on the tablets of others', async () => {
    show(<WaitingNotes />, 'kim');

    expect(await screen.findByText('A lead of the team decides about them.')).toBeDefined();
    expect(screen.queryByRole('button')).toBeNull();
  });
});
