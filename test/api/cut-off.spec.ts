/** A caller who goes away in the middle of a request leaves nothing behind but a line in the log and a measure. */
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Service } from '#test/support/service.ts';

const TIMES = 40;
const SETTLED_MS = 10_000;

let service: Service;
beforeAll(async () => {
  service = await Service.start({ workers: 0 });
});
afterAll(() => service.close());

/** Sends the beginning of an upload and resets the connection, at once or once the service has begun to read. */
async function cutOff(token: string, afterMs: number): Promise<void> {
  const head = `POST /imports HTTP/1.1\r\nhost: a\r\nauthorization: Bearer ${token}\r\nidempotency-key: a\r\ncontent-type: multipart/form-data; boundary=b\r\ncontent-length: 5000\r\n\r\n`;
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

test('an upload that is cut off, at once or later, leaves no file and is logged and counted as 499', async () => {
  const token = await service.token('operator');
  const uploads = (): readonly string[] => readdirSync(join(service.folder, 'uploads'));
  const logged = () => service.api.lines.filter(({ route }) => route === '/imports').map(({ status }) => status);
  const counted = async (): Promise<number> => {
    const { body } = await service.get<string>('/metrics', { token });
    return Number(/requests?_seconds_count\{[^}]*route="\/imports",status="499"\} (\d+)\n/.exec(body)?.[1]);
  };
  for (let i = 0; i < TIMES; i++) await cutOff(token, 0);
  for (let i = 0; i < TIMES; i++) await cutOff(token, 20);
  // What is reset at once is not always seen by the service at all; what is reset later is.
  await until(async () => logged().length >= TIMES && logged().length === (await counted()) && uploads().length === 0);
  expect(uploads()).toStrictEqual([]);
  expect(new Set(logged())).toStrictEqual(new Set([499]));
  assert.ok(logged().length >= TIMES, `${logged().length} logged`);
  expect(await counted()).toBe(logged().length);
});
