/** Failed uploads leave no file: a caller disconnects, which gives a log line and a measure, or the body is no form of files. */
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openStoresAt, storePaths } from '#libs/runtime/stores.ts';
import { Service } from '#test/support/service.ts';
import { systemClock } from '#test/support/system-clock.ts';

const TIMES = 40;
const SETTLED_MS = 10_000;

let service: Service;
beforeAll(async () => {
  service = await Service.start({ workers: 0, env: { MAX_UPLOAD_BYTES: '1024' } });
});
afterAll(() => service.close());

/** Sends the start of an upload and resets the connection, at once or when the service has begun to read. */
async function cutOff(token: string, afterMs: number): Promise<void> {
  const head = `POST /imports HTTP/1.1\r\nhost: a\r\nauthorization: Bearer ${token}\r\nidempotency-key: a\r\ncontent-type: multipart/form-data; boundary=b\r\ncontent-length: 1000\r\n\r\n`;
  const { hostname, port } = new URL(service.baseUrl);
  await new Promise<void>((resolve) => {
    const socket = connect(Number(port), hostname, () => {
      socket.write(
        `${head}--b\r\nContent-Disposition: form-data; name="file"; filename="teams.csv"\r\n\r\nteam`,
        () => {
          if (afterMs === 0) socket.resetAndDestroy();
          else setTimeout(() => socket.resetAndDestroy(), afterMs);
        },
      );
    });
    socket
      .on('error', () => undefined)
      .on('close', () => {
        resolve();
      });
  });
}

async function until(what: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + SETTLED_MS;
  while (!(await what()) && performance.now() < end) await pause(20);
}

test('an interrupted upload leaves no file and counts as 499 in the log and the measures', async () => {
  const token = await service.token('operator');
  const uploads = (): readonly string[] => readdirSync(join(service.folder, 'uploads'));
  const logged = () => service.api.lines.filter(({ route }) => route === '/imports').map(({ status }) => status);
  const counted = async (): Promise<number> => {
    const { body } = await service.get<string>('/metrics', { token });
    return Number(/requests?_seconds_count\{[^}]*route="\/imports",status="499"\} (\d+)\n/.exec(body)?.[1]);
  };
  for (let i = 0; i < TIMES; i++) await cutOff(token, 0);
  for (let i = 0; i < TIMES; i++) await cutOff(token, 20);
  // The service does not always see an immediate reset; it always sees a later one.
  await until(async () => logged().length >= TIMES && logged().length === (await counted()) && uploads().length === 0);
  expect(uploads()).toStrictEqual([]);
  expect(new Set(logged())).toStrictEqual(new Set([499]));
  assert.ok(logged().length >= TIMES, `${logged().length} logged`);
  expect(await counted()).toBe(logged().length);
});

test('refuses a body that is not a form, is cut off or is too large with 4xx, and records nothing', async () => {
  const token = await service.token('operator', 'Alice');
  const part = (disposition: string, text = 'a,b\n'): string =>
    `--x\r\nContent-Disposition: form-data; ${disposition}\r\nContent-Type: text/csv\r\n\r\n${text}\r\n`;
  const file = part('name="f"; filename="teams.csv"');
  const bodies: readonly (readonly [type: string, body: string])[] = [
    ['multipart/form-data', `${file}--x--\r\n`],
    ['multipart/form-data; boundary=', `${file}--x--\r\n`],
    ['multipart/form-data; boundary=y', `${file}--x--\r\n`],
    ['multipart/form-data; boundary=x', file],
    ['multipart/form-data; boundary=x', ''],
    ['multipart/form-data; boundary=x', '--x\r\n\r\n\r\n--x--\r\n'],
    ['multipart/form-data; boundary=x', `${part('name="f"')}--x--\r\n`],
    ['multipart/form-data; boundary=x', `${part('name="f"; filename=""')}--x--\r\n`],
    ['multipart/form-data; boundary=x', `${part('name="f"; filename="teams.csv\u0000.exe"')}--x--\r\n`],
    ['multipart/form-data; boundary=x', `${part('name="__proto__"; filename="teams.csv"')}--x--\r\n`],
    ['multipart/form-data; boundary=x', `${part('name="f"; filename="teams.csv"', 'a'.repeat(5_000))}--x--\r\n`],
    ['multipart/form-data; boundary=x', `${part('name="f"; filename="teams.csv"').repeat(40)}--x--\r\n`],
    ['application/octet-stream', 'a,b\n'],
  ];
  for (const [type, body] of bodies) {
    const answer = await service.post<{ detail?: string }>('/imports', body, {
      token,
      headers: { 'content-type': type },
    });
    assert.ok(answer.status >= 400 && answer.status < 500, `${type} ${body.slice(0, 80)}: ${answer.status}`);
    expect(answer.body.detail ?? '').toMatch(/\p{L}+ .+\./u);
  }
  const stores = await openStoresAt(storePaths(service.folder, {}), systemClock);
  expect(await stores.log.count(['command', 'job', 'import'])).toBe(0);
  await stores.close();
  expect(readdirSync(join(service.folder, 'uploads'))).toStrictEqual([]);
});
