/** Deliveries go to no private address, end in time, and survive any answer. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type RequestListener, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@jest/globals';
import { HttpSender, type Resolve, type SenderOptions } from '#libs/webhooks/http/http-sender.ts';
import type { SendResult } from '#libs/webhooks/sender.ts';

const RULES = { development: true, allowed: [] };

/** Sends to a server on this machine. */
async function sent(listener: RequestListener, options: Partial<SenderOptions> = {}, path = '/'): Promise<SendResult> {
  const server = createServer(listener);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const sender = new HttpSender(RULES, { now: Date.now, ...options });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;
  try {
    return await sender.send({ url, headers: { 'x-test': 'e' }, body: '{"é": 1}' });
  } finally {
    await sender.close();
    server.closeAllConnections();
    server.close();
  }
}

test('sends the body and its headers, and returns the status', async () => {
  let got = '';
  const result = await sent((request, response) => {
    request.setEncoding('utf8').on('data', (text: string) => (got += text));
    request.on('end', () => {
      got += ` ${request.method ?? ''} ${request.headers['content-length'] ?? ''} ${String(request.headers['x-test'])}`;
      response.writeHead(299).end();
    });
  });
  expect(result).toStrictEqual({ status: 299 });
  expect(got).toBe('{"é": 1} POST 9 e');
});

test('a late or endless answer is an error', async () => {
  const options = { timeoutMs: 150 };
  expect(await sent(() => undefined, options)).toStrictEqual({
    fault: { code: 'RECEIVER_SILENT', data: { seconds: 0.15 } },
  });
  const endless = await sent((_, response) => {
    response.writeHead(200);
    response.write('x');
  }, options);
  assert.deepEqual(endless, { status: 200 }, 'the status was there');
});

test('requests of one host that wait for an answer do not hold up others', async () => {
  const server = createServer((request, response) => {
    if (request.url === '/answers') response.writeHead(204).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const sender = new HttpSender(RULES, { now: Date.now, timeoutMs: 2_000 });
  const send = (path: string): Promise<SendResult> =>
    sender.send({
      url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`,
      headers: {},
      body: '{}',
    });
  const waiting = Array.from({ length: 64 }, () => send('/waits'));
  expect(await send('/answers')).toStrictEqual({ status: 204 });
  await sender.close();
  server.closeAllConnections();
  server.close();
  await Promise.all(waiting);
});

test('returns how long the receiver asks to be left alone', async () => {
  const result = await sent((_, response) => {
    response.writeHead(429, { 'retry-after': '120' }).end();
  });
  expect(result).toStrictEqual({ status: 429, retryAfterMs: 120_000 });
});

test('stops reading a long answer', async () => {
  let ended = false;
  const result = await sent((_, response) => {
    response.on('close', () => (ended = true));
    response.writeHead(200);
    const write = (): void => {
      while (!ended && response.write('x'.repeat(10_000)));
    };
    response.on('drain', write);
    write();
  });
  expect(result).toStrictEqual({ status: 200 });
});

test('returns a redirect as an answer', async () => {
  const asked: (string | undefined)[] = [];
  const result = await sent((request, response) => {
    asked.push(request.url);
    response.writeHead(307, { location: '/elsewhere' }).end();
  });
  expect([result, asked]).toStrictEqual([{ status: 307 }, ['/']]);
});

test('returns a change of protocol that nobody asked for as an answer', async () => {
  const result = await sent((_, response) => {
    response.writeHead(101, { upgrade: 'websocket', connection: 'upgrade' });
    response.flushHeaders();
  });
  expect(result).toStrictEqual({ status: 101 });
});

test('reports a refused connection and an unknown name', async () => {
  const sender = new HttpSender(RULES, {
    now: Date.now,
    resolve: (name, _, callback) => {
      callback(Object.assign(new Error(name), { code: 'ENOTFOUND' }), []);
    },
  });
  const to = (url: string) => sender.send({ url, headers: {}, body: '' });
  expect(JSON.stringify(await to('http://127.0.0.1:9/'))).toMatch(/CONNECTION_FAILED.*ECONNREFUSED/);
  expect(JSON.stringify(await to('https://nowhere.example/'))).toMatch(/CONNECTION_FAILED.*ENOTFOUND/);
  await sender.close();
});

test('does not call a public name with a private address, even among others', async () => {
  const leads =
    (...addresses: readonly string[]): Resolve =>
    (_, __, callback) => {
      callback(
        null,
        addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
      );
    };
  const production = { development: false, allowed: ['intranet.example'] };
  for (const [host, resolve] of [
    ['evil.example', leads('10.0.0.1')],
    ['evil.example', leads('169.254.169.254')],
    ['evil.example', leads('93.184.216.34', '127.0.0.1')],
    ['evil.example', leads('::ffff:127.0.0.1')],
  ] as const) {
    const sender = new HttpSender(production, { now: Date.now, resolve, timeoutMs: 300 });
    const result = await sender.send({ url: `https://${host}/`, headers: {}, body: '' });
    expect(JSON.stringify(result)).toMatch(/NAME_LEADS_TO_PRIVATE/);
    await sender.close();
  }
  const named = new HttpSender(production, { now: Date.now, resolve: leads('127.0.0.1'), timeoutMs: 300 });
  const result = await named.send({ url: 'https://intranet.example:9/', headers: {}, body: '' });
  assert.match(JSON.stringify(result), /ECONNREFUSED/, 'it was called');
  await named.close();
});

test('does not call an address that the rules no longer allow', async () => {
  const sender = new HttpSender({ development: false, allowed: [] }, { now: Date.now });
  const result = await sender.send({ url: 'http://127.0.0.1:9/', headers: {}, body: '' });
  expect(JSON.stringify(result)).toMatch(/ADDRESS_REFUSED.*URL_NOT_HTTPS/);
  await sender.close();
});
