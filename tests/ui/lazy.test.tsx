// @vitest-environment happy-dom
import { act, cleanup, render, screen } from '@testing-library/react';
import { Component, type ReactNode } from 'react';
import { afterEach, expect, test } from 'vitest';
import { lazy, Waiting } from '../../src/ui/lazy.tsx';

afterEach(cleanup);

function Part({ word }: { word: string }) {
  return <p>Part says {word}</p>;
}

/** A script on its way, which arrives or is lost when it is told to. */
function onItsWay() {
  let resolve: (part: { default: typeof Part }) => void = () => undefined;
  let reject: (error: Error) => void = () => undefined;
  const promise = new Promise<{ default: typeof Part }>((done, failed) => {
    resolve = done;
    reject = failed;
  });
  return {
    load: () => promise,
    arrive: () => resolve({ default: Part }),
    lose: () => reject(new Error('lost')),
  };
}

class Boundary extends Component<{ children: ReactNode }> {
  override state = { isBroken: false };
  static getDerivedStateFromError = () => ({ isBroken: true });
  override render() {
    return this.state.isBroken ? <p>Broken</p> : this.props.children;
  }
}

test('something stands in the place of a part until its script is there, and no longer', async () => {
  const { load, arrive } = onItsWay();
  const Late = lazy(load);
  render(
    <Waiting fallback={<p>Opening</p>}>
      <Late word="hello" />
    </Waiting>,
  );
  expect(screen.getByText('Opening')).toBeDefined();
  await act(async () => arrive());
  // No time passes here: nothing is kept on screen for its own sake.
  expect(screen.getByText('Part says hello')).toBeDefined();
  expect(screen.queryByText('Opening')).toBeNull();
});

test('a part that was fetched ahead is drawn with the screen', async () => {
  const Ahead = lazy(async () => ({ default: Part }));
  await Ahead.ahead();
  render(
    <Waiting fallback={<p>Opening</p>}>
      <Ahead word="at once" />
    </Waiting>,
  );
  expect(screen.getByText('Part says at once')).toBeDefined();
});

test('a part that cannot be fetched is a case for the error boundary, and is asked for again later', async () => {
  const first = onItsWay();
  const loads = [first.load, async () => ({ default: Part })];
  const Lost = lazy(async () => await (loads.shift() as typeof first.load)());
  const { unmount } = render(
    <Boundary>
      <Lost word="no" />
    </Boundary>,
    { onCaughtError: () => undefined },
  );
  await act(async () => first.lose());
  expect(screen.getByText('Broken')).toBeDefined();
  unmount();
  await act(async () => void render(<Lost word="again" />));
  expect(screen.getByText('Part says again')).toBeDefined();
});
