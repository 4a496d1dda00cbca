/** Refusals before any route, over real HTTP: too large, too many, too slow, no such address; and the headers of every answer. */
import assert from 'node:assert/strict';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Application } from '#test/support/application.ts';
import { type ReceivedAnswer, committedContract } from '#test/support/held-contract.ts';
import { rawRequest, receivedOf } from '#test/support/raw-request.ts';
import { type Answer, Service } from '#test/support/service.ts';
import { until } from '#test/support/webhook-receiver.ts';

const PER_MINUTE = 40;
const BODY_BYTES = 2_048;
const BODY_MS = 400;
const BANK_FILE_BYTES = 8_192;
const UPLOAD_BYTES = 4_096;

interface ProblemSeen {
  readonly type: string;
  readonly status: number;
  readonly detail: string;
}

/** Throws AssertionError if the answer is not this problem. */
async function problem(answering: Promise<Answer<ProblemSeen>>, status: number, kind: string): Promise<ProblemSeen> {
  const answer = await answering;
  const [seen, text] = [answer.body, JSON.stringify(answer.body)];
  assert.equal(answer.status, status, text);
  expect(answer.headers.get('content-type') ?? '').toMatch(/^application\/problem\+json/);
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect(seen.type).toBe(`urn:decompte:problem:${kind}`);
  expect(seen.status).toBe(status);
  expect(seen.detail).toMatch(/^[A-ZL].*\.$/);
  expect(text).not.toMatch(/\bat .*\.ts|node_modules|stack/);
  return seen;
}

describe('limits', () => {
  let service: Service;
  let token: string;

  beforeAll(async () => {
    service = await Service.start({
      workers: 0,
      env: {
        MAX_REQUESTS_PER_MINUTE: '1000000',
        MAX_BODY_BYTES: String(BODY_BYTES),
        MAX_BODY_MS: String(BODY_MS),
        MAX_BANK_FILE_BYTES: String(BANK_FILE_BYTES),
        MAX_UPLOAD_BYTES: String(UPLOAD_BYTES),
      },
    });
    token = await service.token('operator');
  });

  afterAll(async () => {
    await service.close();
  });

  /** Checks a raw answer against the contract. */
  async function heldRaw(bytes: string, received: ReceivedAnswer): Promise<void> {
    const [method = '', path = ''] = bytes.split(' ', 2);
    committedContract().hold(method, path, received);
  }

  test('refuses a body above the limit with 413, with or without a declared length', async () => {
    const body = JSON.stringify({ act_id: 'x'.repeat(BODY_BYTES) });
    await problem(service.post('/facts/acts', body, { token }), 413, 'too-large');
    await problem(service.post('/facts/acts', new Blob([body]).stream(), { token }), 413, 'too-large');
  });

  test('refuses a body that decompresses above the limit with 413, and an undecodable one with 400', async () => {
    const send = (body: Uint8Array, encoding = 'gzip') =>
      service.post<ProblemSeen>('/facts/acts', body, { token, headers: { 'content-encoding': encoding } });
    await problem(send(gzipSync(`{"act_id":"${'x'.repeat(50 << 20)}"}`)), 413, 'too-large');
    await problem(send(gzipSync('{"act_id":"x"}').subarray(0, 20)), 400, 'invalid-shape');
    await problem(send(new TextEncoder().encode('{"act_id":"x"}')), 400, 'invalid-shape');
    await problem(send(gzipSync(gzipSync('{}')), 'gzip, gzip'), 415, 'unsupported-media-type');
  });

  test('a file of the bank has its own limit, unpacked and with or without a declared length', async () => {
    const accountant = await service.token('accountant', 'David');
    const send = (body: string | Uint8Array | ReadableStream, headers: Readonly<Record<string, string>> = {}) =>
      service.post<ProblemSeen>('/payment-answers', body, {
        token: accountant,
        headers: { 'content-type': 'text/csv', ...headers },
      });
    const fits = 'x'.repeat(BANK_FILE_BYTES);
    await problem(send(fits), 422, 'refused');
    await problem(send(gzipSync(fits), { 'content-encoding': 'gzip' }), 422, 'refused');
    const long = `${fits}x`;
    const packed = send(gzipSync(long), { 'content-encoding': 'gzip' });
    for (const answer of [send(long), send(new Blob([long]).stream()), packed])
      expect((await problem(answer, 413, 'too-large')).detail).toMatch(
        /banque dépasse 8 ko, la taille permise.*MAX_BANK_FILE_BYTES/,
      );
    await problem(send(gzipSync(fits).subarray(0, 20), { 'content-encoding': 'gzip' }), 400, 'invalid-shape');
    await problem(
      service.post('/facts/acts', fits, { token, headers: { 'content-type': 'text/csv' } }),
      415,
      'unsupported-media-type',
    );
    expect(readdirSync(join(service.folder, 'uploads'))).toStrictEqual([]);
  });

  test('a file of facts has its own limit, and the refusal names the file and the size', async () => {
    const form = new FormData();
    form.append('acts.csv', new Blob(['x'.repeat(UPLOAD_BYTES + 1)]), 'acts.csv');
    const { detail } = await problem(service.post('/imports', form, { token }), 413, 'too-large');
    expect(detail).toMatch(/fichier acts\.csv dépasse 4 ko, la taille permise d’un fichier ; envoyez-le en plusieurs/);
  });

  test('writes no file that others may read', () => {
    const files = readdirSync(service.folder, { recursive: true, withFileTypes: true }).filter((file) => file.isFile());
    const modes = files.map(({ parentPath, name }) => statSync(join(parentPath, name)).mode & 0o077);
    expect(files.length).toBeGreaterThan(3);
    expect(modes.every((mode) => mode === 0)).toBe(true);
  });

  test('refuses a long address with 414 and long headers with 431', async () => {
    await problem(service.get(`/health/live?${'q'.repeat(5_000)}`), 414, 'too-large');
    const answer = await rawRequest(service.baseUrl, `GET / HTTP/1.1\r\nhost: a\r\nx: ${'x'.repeat(20_000)}\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 431 .*application\/problem\+json.*urn:decompte:problem:too-large/s);
  });

  test('accepts pages of 1 to 500 items', async () => {
    for (const limit of ['0', '-1', '501', '1e3', '9'.repeat(30), 'many']) {
      const { detail } = await problem(service.get(`/statements?limit=${limit}`, { token }), 400, 'invalid-shape');
      expect(detail).toMatch(/forme attendue/);
    }
  });

  test('refuses deeply nested JSON before parsing it', async () => {
    const body = `{"act_id":${'['.repeat(500)}${']'.repeat(500)}}`;
    const { detail } = await problem(service.post('/facts/acts', body, { token }), 400, 'invalid-shape');
    expect(detail).toMatch(/16 niveaux/);
  });

  test('answers invalid HTTP with a 400 problem', async () => {
    const answer = await rawRequest(service.baseUrl, 'BONJOUR\r\n\r\n');
    expect(answer).toMatch(/^HTTP\/1\.1 400 .*application\/problem\+json.*urn:decompte:problem:invalid-shape/s);
  });

  test('refuses protocol tricks as problems and keeps serving', async () => {
    const post = (headers: string, body: string): string =>
      `POST /facts/credits HTTP/1.1\r\nhost: a\r\nconnection: close\r\nauthorization: Bearer ${token}\r\n${headers}\r\n${body}`;
    const get = (headers: string, target = '/jobs'): string =>
      `GET ${target} HTTP/1.1\r\nhost: a\r\nconnection: close\r\n${headers}\r\n`;
    const mine = `authorization: Bearer ${token}\r\n`;
    const json = 'content-type: application/json\r\n';
    const key = 'idempotency-key: a\r\n';
    const tricks: Readonly<Record<string, readonly [status: number, bytes: string]>> = {
      'no host': [400, `GET /jobs HTTP/1.1\r\nconnection: close\r\n${mine}\r\n`],
      'two hosts': [400, get(`host: b\r\n${mine}`)],
      'two authorizations': [400, get(`${mine}authorization: Bearer x\r\n`)],
      'two keys': [400, post(`${json}content-length: 2\r\n${key}idempotency-key: b\r\n`, '{}')],
      'two lengths': [400, post(`${json}content-length: 2\r\ncontent-length: 3\r\n`, '{}')],
      'the same length twice': [400, post(`${json}${key}content-length: 2\r\ncontent-length: 2\r\n`, '{}')],
      'two lengths in one': [400, post(`${json}content-length: 2, 2\r\n`, '{}')],
      'an invalid length': [400, post(`${json}content-length: deux\r\n`, '{}')],
      'a negative length': [400, post(`${json}content-length: -2\r\n`, '{}')],
      'a length too large for a number': [400, post(`${json}content-length: ${'9'.repeat(30)}\r\n`, '{}')],
      'a length and chunks': [400, post(`${json}content-length: 2\r\ntransfer-encoding: chunked\r\n`, '0\r\n\r\n')],
      'chunks and a length': [400, post(`${json}transfer-encoding: chunked\r\ncontent-length: 2\r\n`, '0\r\n\r\n')],
      'a coding besides chunked': [400, post(`${json}${key}transfer-encoding: gzip, chunked\r\n`, '0\r\n\r\n')],
      'a coding besides chunked where no body is read': [400, get(`transfer-encoding: x, chunked\r\n${mine}`)],
      'a coding that is not the last': [400, post(`${json}transfer-encoding: chunked, gzip\r\n`, '0\r\n\r\n')],
      'an unknown coding': [400, post(`${json}transfer-encoding: xchunked\r\n`, '0\r\n\r\n')],
      'an invalid chunk size': [400, post(`${json}transfer-encoding: chunked\r\n`, 'zz\r\n{}\r\n0\r\n\r\n')],
      'a space before the colon': [400, post(`${json}content-length : 2\r\n`, '{}')],
      'a line break in a header': [400, get(`x: a\rb\r\n${mine}`)],
      'a folded line': [400, get(` x: a\r\n${mine}`)],
      'a zero byte in a header': [400, get(`x: a\0b\r\n${mine}`)],
      'a header without a colon': [400, get('authorization\r\n')],
      'headers without an end': [431, get(`x: ${'x'.repeat(20_000)}\r\n${mine}`)],
      'many headers': [431, get(`${'x: y\r\n'.repeat(3_500)}${mine}`)],
      'an unknown expectation': [417, post(`${json}${key}content-length: 2\r\nexpect: rubbish\r\n`, '{}')],
      'an unknown method': [400, 'STEAL /jobs HTTP/1.1\r\nhost: a\r\n\r\n'],
      'a request line without a target': [400, 'GET HTTP/1.1\r\nhost: a\r\n\r\n'],
      'a target with spaces': [400, 'GET /jobs of all HTTP/1.1\r\nhost: a\r\n\r\n'],
      'a target that is not a path': [404, get(mine, '*')],
      TRACE: [405, 'TRACE /jobs HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n'],
      'an unknown version': [400, 'GET /jobs HTTP/9.9\r\nhost: a\r\n\r\n'],
      'folders up': [404, get(mine, '/statements/../../etc/passwd')],
      'folders up, encoded': [404, get(mine, '/statements/%2e%2e%2f%2e%2e%2fetc')],
      'a zero byte, encoded': [404, get(mine, '/jobs/../%00')],
      'an invalid encoding': [400, get(mine, '/jobs/%zz')],
    };
    const answered: Record<string, number> = {};
    for (const [what, [, bytes]] of Object.entries(tricks)) {
      const received = receivedOf(await rawRequest(service.baseUrl, bytes));
      answered[what] = received.status;
      assert.match(received.headers.get('content-type') ?? '', /^application\/problem\+json/, what);
      assert.match((JSON.parse(received.text) as ProblemSeen).detail, /^[A-ZL].*\.$/, what);
      // Invalid HTTP belongs to no operation.
      if (received.status !== 400) await heldRaw(bytes, received);
    }
    expect(answered).toStrictEqual(
      Object.fromEntries(Object.entries(tricks).map(([what, [status]]) => [what, status])),
    );
    expect((await service.get('/health/live')).status).toBe(200);
  });

  // There is no caller to answer, or no request: Node closes the connection.
  test('does not answer a broken or tunnelling request', async () => {
    const head = `POST /facts/credits HTTP/1.1\r\nhost: a\r\nauthorization: Bearer ${token}\r\ncontent-type: application/json\r\n`;
    for (const bytes of [`${head}content-length: 50\r\n\r\n{}`, 'CONNECT a:443 HTTP/1.1\r\nhost: a\r\n\r\n'])
      expect(await rawRequest(service.baseUrl, bytes)).toMatch(/^(HTTP\/1\.1 4\d\d |$)/);
    expect((await service.get('/health/live')).status).toBe(200);
  });

  test('answers an unfinished body with 408 and closes the connection', async () => {
    const head = (method: string, path: string, type: string): string =>
      `${method} ${path} HTTP/1.1\r\nhost: a\r\nauthorization: Bearer ${token}\r\nidempotency-key: a\r\ncontent-type: ${type}\r\n`;
    const chunked = 'transfer-encoding: chunked\r\n\r\n';
    const json = 'application/json';
    const endless = {
      'in chunks': [`${head('POST', '/facts/credits', json)}${chunked}1\r\n{\r\n`, '1\r\n \r\n'],
      'of a length': [`${head('POST', '/facts/credits', json)}content-length: 2000\r\n\r\n{`, ' '],
      'with a command that takes none': [`${head('DELETE', '/webhooks/1', json)}${chunked}1\r\n{\r\n`, '1\r\n \r\n'],
    };
    for (const [what, [bytes = '', trickle = '']] of Object.entries(endless)) {
      const begun = performance.now();
      const answer = await rawRequest(service.baseUrl, bytes, { trickle });
      assert.match(answer, /^HTTP\/1\.1 408 .*application\/problem\+json.*Le corps n’est pas arrivé en entier/s, what);
      assert.match(answer, /^connection: close/im, what);
      await heldRaw(bytes, receivedOf(answer));
      assert.ok(performance.now() - begun >= BODY_MS, what);
    }
    const packed = `${head('POST', '/facts/credits', json)}content-encoding: gzip\r\ncontent-length: 2000\r\n\r\n`;
    const begun = Buffer.concat([Buffer.from(packed), gzipSync('{"team_id":"PEPS-01"}').subarray(0, 14)]);
    expect(await rawRequest(service.baseUrl, begun, { trickle: '' })).toMatch(/^HTTP\/1\.1 408 .*Le corps n’est pas/s);
    // A route without a body has already answered; the connection closes anyway.
    const read = await rawRequest(service.baseUrl, `${head('GET', '/jobs', json)}${chunked}1\r\na\r\n`, {
      trickle: '1\r\na\r\n',
    });
    expect(read).toMatch(/^HTTP\/1\.1 (200|503) /);
    expect((await service.get('/health/live')).status).toBe(200);
  });

  test('authenticates before reading the body, and stops an unauthorised upload', async () => {
    const asked = ['/facts/acts', '/payment-answers', '/imports'].flatMap((path) =>
      ['', 'authorization: Bearer e30.e30.x\r\n'].map(async (authorization) => {
        const head = `POST ${path} HTTP/1.1\r\nhost: a\r\n${authorization}content-type: application/json\r\n`;
        const bytes = `${head}content-length: ${BODY_BYTES}\r\n\r\n{`;
        const answer = await rawRequest(service.baseUrl, bytes, { trickle: '' });
        assert.match(answer, /^HTTP\/1\.1 401 .*urn:decompte:problem:unauthenticated/s, path);
      }),
    );
    await Promise.all(asked);
  });

  test('allows an upload more time than another body', async () => {
    const accountant = await service.token('accountant', 'David');
    const head = (path: string, type: string, as: string): string =>
      `POST ${path} HTTP/1.1\r\nhost: a\r\nauthorization: Bearer ${as}\r\nidempotency-key: a\r\ncontent-type: ${type}\r\n`;
    const form = head('/imports', 'multipart/form-data; boundary=b', token);
    const bank = head('/payment-answers', 'application/xml', accountant);
    const part = '--b\r\nContent-Disposition: form-data; name="file"; filename="teams.csv"\r\n\r\n';
    const chunks = [part, 'team_id'].map((text) => `${text.length.toString(16)}\r\n${text}\r\n`).join('');
    const stop = new AbortController();
    const answers = [form, bank].map((start) =>
      rawRequest(service.baseUrl, `${start}transfer-encoding: chunked\r\n\r\n${chunks}`, {
        trickle: '1\r\na\r\n',
        signal: stop.signal,
      }),
    );
    await new Promise((resolve) => setTimeout(resolve, 2 * BODY_MS));
    stop.abort();
    expect(await Promise.all(answers)).toStrictEqual(['', '']);
  });

  test('answers an unknown address with 404, and an unknown method with 405 and the allowed ones', async () => {
    await problem(service.get('/nowhere'), 404, 'not-found');
    // The body is read before the address is looked up.
    for (const [type, body] of [
      ['application/xml', '<a/>'],
      ['text/plain', 'x'],
      ['application/json', '{'],
    ] as const)
      await problem(service.post('/nowhere', body, { token, headers: { 'content-type': type } }), 404, 'not-found');
    await problem(service.get('/facts/acts/x', { token }), 404, 'not-found');
    await problem(service.get('/statements/', { token }), 404, 'not-found');
    await problem(service.get('/%zz'), 400, 'invalid-shape');
    await problem(service.get(`/statements/${'x'.repeat(1_000)}/2020`), 414, 'too-large');
    const answer = service.get<ProblemSeen>('/facts/acts', { token });
    await problem(answer, 405, 'method-not-allowed');
    expect((await answer).headers.get('allow')).toBe('POST');
    const other = service.request<ProblemSeen>('DELETE', '/statements/PEPS-01/2020?x=1', undefined, { token });
    await problem(other, 405, 'method-not-allowed');
    expect((await other).headers.get('allow')).toBe('GET, HEAD');
  });

  test('every answer tells a browser not to interpret it', async () => {
    const unread = ['/%zz', `/statements/${'x'.repeat(1_000)}/2020`];
    for (const path of ['/health/live', '/nowhere', '/statements/a/2020', ...unread]) {
      const { headers } = await service.get(path);
      expect(headers.get('content-security-policy')).toBe("default-src 'none'; frame-ancestors 'none'");
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
      expect(headers.get('strict-transport-security') ?? '').toMatch(/^max-age=\d+/);
      expect(headers.get('x-powered-by')).toBeNull();
    }
  });
});

test('at the limit of connections, silent ones make way, and busy ones leave a place for health', async () => {
  const service = await Application.start(undefined, { MAX_CONNECTIONS: '3', MAX_HEAD_MS: '60000' });
  const authorization = await service.bearer('operator');
  const stop = new AbortController();
  const held = (bytes: string, onAnswer?: () => void): Promise<string> =>
    rawRequest(service.baseUrl, bytes, { trickle: ' ', signal: stop.signal, onAnswer });
  const answer = (path: string): Promise<string> =>
    rawRequest(service.baseUrl, `GET ${path} HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n`);
  try {
    const open = Array.from({ length: 3 }, () => held('GET /jobs HTTP/1.1\r\nhost: a\r\nx:'));
    expect(await answer('/docs')).toMatch(/^HTTP\/1\.1 200 /);
    const head = `POST /facts/credits HTTP/1.1\r\nhost: a\r\nauthorization: ${authorization}\r\ncontent-type: application/json\r\n`;
    for (let i = 0; i < 3; i++)
      // The answer 100 says that its head was read: before that, the service would close this connection to make room.
      await new Promise<void>((resolve) => {
        open.push(held(`${head}expect: 100-continue\r\ncontent-length: 2000\r\n\r\n{`, resolve));
      });
    const refused = await answer('/docs');
    expect(refused).toMatch(/^HTTP\/1\.1 503 .*^connection: close/ims);
    expect(await answer('/health/live')).toMatch(/^HTTP\/1\.1 200 /);
    expect(await answer('/health/ready')).toMatch(/^HTTP\/1\.1 200 /);
    stop.abort();
    await Promise.all(open);
    await until('others are answered', async () => (await answer('/docs')).startsWith('HTTP/1.1 200 '));
  } finally {
    stop.abort();
    await service.close();
  }
});

describe('the rate of a caller', () => {
  let service: Service;
  /** Valid tokens that nobody has used yet. */
  let fresh: readonly string[];

  beforeAll(async () => {
    service = await Service.start({ workers: 0, env: { MAX_REQUESTS_PER_MINUTE: String(PER_MINUTE) } });
    fresh = await Promise.all(['Chloé', 'David'].map((name) => service.token('auditor', name)));
  });

  afterAll(async () => {
    await service.close();
  });

  test('is limited per token, else per address, and does not slow down another caller', async () => {
    const [alice, bruno] = await Promise.all([service.token('auditor'), service.token('auditor', 'Bruno')]);
    const read = (token: string) => service.get<ProblemSeen>('/statements/PEPS-01/2020-Q1', { token });
    const statuses: number[] = [];
    for (let i = 0; i <= PER_MINUTE + 1; i++) statuses.push((await read(alice)).status);
    expect(statuses.at(-2)).toBe(503);
    expect(statuses.at(-1)).toBe(429);
    const refused = read(alice);
    await problem(refused, 429, 'too-many-requests');
    const seconds = Number((await refused).headers.get('retry-after'));
    assert.ok(seconds >= 1 && seconds <= 60, String(seconds));
    expect((await read(bruno)).status).toBe(503);
    // Invented tokens count for their address, and so does an unknown path.
    for (let i = 0; i < PER_MINUTE; i++) await read(`e30.e30.${i}`);
    expect((await read('e30.e30.last')).status).toBe(429);
    await problem(service.get('/nowhere'), 429, 'too-many-requests');
    expect((await read(bruno)).status).toBe(503);
  });

  test('of a valid token ignores other traffic from its address, and health checks are not limited', async () => {
    const statuses: number[] = [];
    for (let i = 0; i <= PER_MINUTE; i++) {
      statuses.push((await service.get('/regulation/versions', { token: `junk${i}` })).status);
      statuses.push((await service.get('/docs')).status);
    }
    expect(statuses.at(-1)).toBe(429);
    for (const token of fresh) expect((await service.get('/regulation/versions', { token })).status).toBe(200);
    expect((await service.get('/health/live')).status).toBe(200);
    expect((await service.get('/health/ready')).status).toBe(200);
    await problem(service.get('/health/nowhere'), 429, 'too-many-requests');
  });
});
