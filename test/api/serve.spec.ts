/** `npm run serve`: each process gets one stop signal, finishes its work, and the exit status reports the outcome. */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { TINY_FACTS, tinyData } from '#test/support/tiny-data.ts';

const START_MS = 180_000;

let data: string;
let serve: ChildProcess;
let said: string;
let exited: Promise<unknown>;

beforeEach(async () => {
  data = await tinyData();
  said = '';
});

function start(env: Readonly<Record<string, string>> = {}): void {
  const own = { DATA: data, PORT: '0', LOG_LEVEL: 'info', ACCESS: 'development', NODE_ENV: 'test' };
  serve = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', 'apps/serve/main.ts'], {
    env: { ...process.env, ...own, ...env },
    // A process group, as a terminal makes for a command.
    detached: true,
  });
  exited = once(serve, 'exit');
  for (const output of [serve.stdout, serve.stderr])
    output?.setEncoding('utf8').on('data', (text: string) => (said += text));
}

afterEach(async () => {
  try {
    process.kill(-(serve.pid ?? assert.fail()), 'SIGKILL');
  } catch (error) {
    expect((error as NodeJS.ErrnoException).code).toBe('ESRCH');
  }
  await exited;
  rmSync(data, { recursive: true, force: true });
});

async function saying(what: RegExp): Promise<string> {
  const until = performance.now() + START_MS;
  while (performance.now() < until) {
    const found = what.exec(said);
    if (found !== null) return found[1] ?? found[0];
    await pause(20);
  }
  return assert.fail(`did not say ${String(what)} but: ${said}`);
}

const stops = (): number => said.match(/"msg":"stopped"/g)?.length ?? 0;

/** An upload whose first bytes are sent. Gives a function that sends the rest and returns the answer. */
async function upload(): Promise<{ finish: () => void; answered: Promise<number | undefined> }> {
  const address = await saying(/Décompte répond à (\S+) ;/);
  const token = await fetch(`${address}/development/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    // Exactly as printed for a first request.
    body: /-d '(\{.*?\})'/.exec(said)?.[1] ?? assert.fail(said),
  });
  expect(token.status).toBe(200);
  const sent = request(`${address}/imports`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${((await token.json()) as { token: string }).token}`,
      'idempotency-key': 'upload-1',
      'content-type': 'multipart/form-data; boundary=part',
    },
  });
  const answered = new Promise<number | undefined>((resolve) => {
    sent.on('response', (response) => {
      resolve(response.resume().statusCode);
    });
    sent.on('error', () => {
      resolve(undefined);
    });
  });
  const text = readFileSync(join(TINY_FACTS, 'teams.csv'), 'utf8');
  sent.write(
    `--part\r\nContent-Disposition: form-data; name="teams.csv"; filename="teams.csv"\r\nContent-Type: text/csv\r\n\r\n${text.slice(0, 10)}`,
  );
  await pause(500);
  return {
    finish: () => {
      sent.end(`${text.slice(10)}\r\n--part--\r\n`);
    },
    answered,
  };
}

for (const [how, signalled] of [
  ['on SIGTERM', (pid: number) => process.kill(pid, 'SIGTERM')],
  ['interrupted from the terminal', (pid: number) => process.kill(-pid, 'SIGINT')],
] as const)
  test(`${how}: finishes its work and exits with 0`, async () => {
    start();
    await saying(/"working"/);
    const { finish, answered } = await upload();
    signalled(serve.pid ?? assert.fail());
    await saying(/"service":"api","msg":"stopping"/);
    await pause(1_000);
    finish();
    expect(await answered).toBe(202);
    expect(await exited).toStrictEqual([0, null]);
    assert.equal(stops(), 2, said);
  });

test('an unexpected end of one process ends the other, and its status is the exit status', async () => {
  start({ JOB_LEASE_MS: 'long' });
  expect(await exited).toStrictEqual([2, null]);
  expect(said).toMatch(/JOB_LEASE_MS vaut « long »/);
  await saying(/le travailleur a fini avec le statut 2 sans qu’on le lui demande/);
});

/** The process ids of the service, then of the worker. */
async function children(): Promise<readonly number[]> {
  const pid = serve.pid ?? assert.fail();
  for (;;) {
    const pids = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean);
    if (pids.length === 2) return pids.map(Number);
    await pause(20);
  }
}

test('a worker that is killed ends the service too, with a message', async () => {
  start();
  const [, worker = assert.fail()] = await children();
  process.kill(worker, 'SIGKILL');
  expect(await exited).toStrictEqual([1, null]);
  await saying(/le travailleur a fini par le signal SIGKILL/);
});
