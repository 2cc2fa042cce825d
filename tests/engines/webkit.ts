import { spawn, type ChildProcess } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Engine, EnginePage, Point, Size } from './engine.ts';

const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';
const ENTER = '\uE007';

/** WebKitGTK over WebDriver, in a window on a screen that nobody sees. */
export async function startWebKit(): Promise<Engine> {
  const screen = await startScreen();
  return {
    name: 'WebKitGTK',
    open: (profile, size) => openPage(screen.display, profile, size),
    async close() {
      await ended(screen.process, () => screen.process.kill());
    },
  };
}

async function startScreen(): Promise<{ process: ChildProcess; display: string }> {
  const screen = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const number = await new Promise<string>((done, fail) => {
    screen.once('error', fail);
    screen.once('exit', () => fail(new Error('The screen for WebKitGTK could not be started.')));
    createInterface({ input: screen.stdio[3] as NodeJS.ReadableStream }).once('line', done);
  });
  return { process: screen, display: `:${number}` };
}

async function openPage(display: string, profile: string, { width, height }: Size): Promise<EnginePage> {
  const port = await freePort();
  const driver = spawn('WebKitWebDriver', ['-p', String(port)], {
    stdio: 'ignore',
    // A programme that is called by its users cannot do with a portal or an accessibility bus of a desktop.
    env: { ...process.env, DISPLAY: display, GDK_BACKEND: 'x11', NO_AT_BRIDGE: '1', LC_ALL: 'C.UTF-8' },
  });
  const call = callsTo(`http://127.0.0.1:${port}`);
  await untilListening(call);
  const browser = {
    binary: '/usr/bin/python3',
    args: [join(import.meta.dirname, 'webkit-browser.py'), profile, `${width}x${height}`],
  };
  const { sessionId, capabilities } = (await call('POST', '/session', {
    capabilities: { alwaysMatch: { 'webkitgtk:browserOptions': browser } },
  })) as { sessionId: string; capabilities: { browserVersion: string } };
  const ask = (method: string, path: string, body?: object) =>
    call(method, `/session/${sessionId}${path}`, body);
  await ask('POST', '/timeouts', { script: 120_000, pageLoad: 180_000 });
  const keys = (value: string) => ({
    type: 'key',
    id: 'keyboard',
    actions: Array.from(value).flatMap((key) => [
      { type: 'keyDown', value: key },
      { type: 'keyUp', value: key },
    ]),
  });
  return {
    version: capabilities.browserVersion,
    goto: async (url) => void (await ask('POST', '/url', { url })),
    reload: async () => void (await ask('POST', '/refresh', {})),
    async inPage(work, ...args) {
      const script = `const done = arguments[arguments.length - 1];
        Promise.resolve().then(() => (${String(work)})(...arguments[0]))
          .then((value) => done({ value }), (error) => done({ problem: String(error) }));`;
      const answer = (await ask('POST', '/execute/async', { script, args: [args] })) as {
        value: never;
        problem?: string;
      };
      if (answer.problem !== undefined) throw new Error(answer.problem);
      return answer.value;
    },
    press: async (points) => void (await ask('POST', '/actions', { actions: [pointer(points)] })),
    type: async (text) => void (await ask('POST', '/actions', { actions: [keys(text)] })),
    enter: async () => void (await ask('POST', '/actions', { actions: [keys(ENTER)] })),
    async chooseFile(selector, path) {
      const found = (await ask('POST', '/element', { using: 'css selector', value: selector })) as {
        [ELEMENT]: string;
      };
      await ask('POST', `/element/${found[ELEMENT]}/value`, { text: path });
    },
    async screenshot(path) {
      writeFileSync(path, Buffer.from((await ask('GET', '/screenshot')) as string, 'base64'));
    },
    async close() {
      // It answers "no such window", for the window goes with the session.
      await ask('DELETE', '').catch(() => undefined);
      await ended(driver, () => driver.kill());
    },
  };
}

function pointer([first, ...rest]: readonly Point[]) {
  const moves = rest.map(({ x, y }) => ({ type: 'pointerMove', duration: 10, x: round(x), y: round(y) }));
  return {
    type: 'pointer',
    id: 'pointer',
    parameters: { pointerType: 'mouse' },
    actions: [
      { type: 'pointerMove', duration: 0, x: round(first?.x), y: round(first?.y) },
      { type: 'pointerDown', button: 0 },
      ...moves,
      { type: 'pointerUp', button: 0 },
    ],
  };
}

const round = (value = 0) => Math.round(value);

type Call = (method: string, path: string, body?: object) => Promise<unknown>;

function callsTo(address: string): Call {
  return async (method, path, body) => {
    const response = await fetch(`${address}${path}`, {
      method,
      ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    const { value } = (await response.json()) as { value: { error?: string; message?: string } };
    if (!response.ok) throw new Error(`WebDriver: ${value.error}: ${value.message}`);
    return value;
  };
}

async function untilListening(call: Call): Promise<void> {
  for (let tries = 0; ; tries++) {
    try {
      await call('GET', '/status');
      return;
    } catch (error) {
      if (tries > 100) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}

async function ended(child: ChildProcess, end: () => void): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((done) => child.once('exit', done));
  end();
  await gone;
}
