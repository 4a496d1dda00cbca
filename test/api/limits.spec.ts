/** What the service refuses before any route, over real HTTP: too much, too often, too long, nowhere; and what every answer bears. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { rawRequest } from '#test/support/raw-request.ts';
import { Service } from '#test/support/service.ts';

const PER_MINUTE = 40;
const BODY_BYTES = 2_048;

interface ProblemSeen {
  readonly type: string;
  readonly status: number;
  readonly detail: string;
}

async function problem(answer: Response, status: number, kind: string): Promise<ProblemSeen> {
  const text = await answer.text();
  assert.equal(answer.status, status, text);
  assert.match(answer.headers.get('content-type') ?? '', /^application\/problem\+json/);
  const seen = JSON.parse(text) as ProblemSeen;
  assert.equal(seen.type, `urn:decompte:problem:${kind}`);
  assert.equal(seen.status, status);
  assert.match(seen.detail, /^[A-ZL].*\.$/);
  assert.doesNotMatch(text, /\bat .*\.ts|node_modules|stack/);
  return seen;
}

describe('limits', () => {
  let service: Service;
  let mine: Record<string, string>;

  before(async () => {
    service = await Service.start({
      workers: 0,
      env: {
        MAX_REQUESTS_PER_MINUTE: '1000000',
        MAX_BODY_BYTES: String(BODY_BYTES),
      },
    });
    mine = { authorization: `Bearer ${await service.token('operator')}` };
  });

  after(async () => {
    await service.close();
  });

  test('a body larger than the limit is 413, announced or not', async () => {
    const headers = { ...mine, 'content-type': 'application/json', 'idempotency-key': 'k' };
    const body = JSON.stringify({ act_id: 'x'.repeat(BODY_BYTES) });
    await problem(await fetch(`${service.baseUrl}/facts/acts`, { method: 'POST', headers, body }), 413, 'too-large');
    const stream = new Blob([body]).stream();
    const init = { method: 'POST', headers, body: stream, duplex: 'half' } as RequestInit;
    await problem(await fetch(`${service.baseUrl}/facts/acts`, init), 413, 'too-large');
  });

  test('an address that is too long is 414, headers that are too long are 431', async () => {
    await problem(await fetch(`${service.baseUrl}/health/live?${'q'.repeat(5_000)}`), 414, 'too-large');
    const answer = await rawRequest(service.baseUrl, `GET / HTTP/1.1\r\nhost: a\r\nx: ${'x'.repeat(20_000)}\r\n\r\n`);
    assert.match(answer, /^HTTP\/1\.1 431 .*application\/problem\+json.*urn:decompte:problem:too-large/s);
  });

  test('a page is of 1 to 500 items', async () => {
    for (const limit of ['0', '-1', '501', '1e3', '9'.repeat(30), 'many']) {
      const answer = await fetch(`${service.baseUrl}/statements?limit=${limit}`, { headers: mine });
      const { detail } = await problem(answer, 400, 'invalid-shape');
      assert.match(detail, /forme attendue/);
    }
  });

  test('what is nested too deeply is refused before it is parsed', async () => {
    const headers = { ...mine, 'content-type': 'application/json', 'idempotency-key': 'k' };
    const body = `{"act_id":${'['.repeat(500)}${']'.repeat(500)}}`;
    const answer = await fetch(`${service.baseUrl}/facts/acts`, { method: 'POST', headers, body });
    assert.match((await problem(answer, 400, 'invalid-shape')).detail, /16 niveaux/);
  });

  test('what is no request of HTTP is answered 400 as a problem', async () => {
    const answer = await rawRequest(service.baseUrl, 'BONJOUR\r\n\r\n');
    assert.match(answer, /^HTTP\/1\.1 400 .*application\/problem\+json.*urn:decompte:problem:invalid-shape/s);
  });

  test('tricks on the wire are answered 4xx, or not at all, and the service goes on', { timeout: 30_000 }, async () => {
    const token = await service.token('operator');
    const post = (headers: string, body: string): string =>
      `POST /facts/credits HTTP/1.1\r\nhost: a\r\nconnection: close\r\nauthorization: Bearer ${token}\r\n${headers}\r\n${body}`;
    const get = (headers: string, target = '/jobs'): string =>
      `GET ${target} HTTP/1.1\r\nhost: a\r\nconnection: close\r\n${headers}\r\n`;
    const json = 'content-type: application/json\r\n';
    const tricks: Readonly<Record<string, string>> = {
      'two hosts': get(`host: b\r\nauthorization: Bearer ${token}\r\n`),
      'two authorizations': get(`authorization: Bearer ${token}\r\nauthorization: Bearer x\r\n`),
      'two keys': post(`${json}content-length: 2\r\nidempotency-key: a\r\nidempotency-key: b\r\n`, '{}'),
      'two lengths': post(`${json}content-length: 2\r\ncontent-length: 3\r\n`, '{}'),
      'a length and chunks': post(`${json}content-length: 2\r\ntransfer-encoding: chunked\r\n`, '0\r\n\r\n'),
      'a coding of its own': post(`${json}transfer-encoding: gzip, chunked\r\n`, '0\r\n\r\n'),
      'chunks that lie': post(`${json}transfer-encoding: chunked\r\n`, 'zz\r\n{}\r\n0\r\n\r\n'),
      'a line break in a header': get(`x: a\rb\r\nauthorization: Bearer ${token}\r\n`),
      'a header without a colon': get('authorization\r\n'),
      'a body shorter than its length': post(`${json}content-length: 50\r\n`, '{}'),
      'an unknown method': 'STEAL /jobs HTTP/1.1\r\nhost: a\r\n\r\n',
      TRACE: 'TRACE /jobs HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n',
      CONNECT: 'CONNECT a:443 HTTP/1.1\r\nhost: a\r\n\r\n',
      'a version of its own': 'GET /jobs HTTP/9.9\r\nhost: a\r\n\r\n',
      'folders up': get(`authorization: Bearer ${token}\r\n`, '/statements/../../etc/passwd'),
      'folders up, encoded': get(`authorization: Bearer ${token}\r\n`, '/statements/%2e%2e%2f%2e%2e%2fetc'),
      'a zero byte, encoded': get('', '/jobs/%00'),
      'an encoding that is none': get('', '/jobs/%zz'),
    };
    for (const [what, bytes] of Object.entries(tricks))
      assert.match(await rawRequest(service.baseUrl, bytes), /^(HTTP\/1\.1 4\d\d |$)/, what);
    assert.equal((await service.get('/health/live')).status, 200);
  });

  test('an address that is not there is 404, one that is there by another method 405 and says which', async () => {
    await problem(await fetch(`${service.baseUrl}/nowhere`), 404, 'not-found');
    await problem(await fetch(`${service.baseUrl}/facts/acts/x`, { headers: mine }), 404, 'not-found');
    await problem(await fetch(`${service.baseUrl}/%zz`), 400, 'invalid-shape');
    await problem(await fetch(`${service.baseUrl}/statements/${'x'.repeat(1_000)}/2020`), 414, 'too-large');
    const answer = await fetch(`${service.baseUrl}/facts/acts`, { headers: mine });
    assert.equal(answer.headers.get('allow'), 'POST');
    await problem(answer, 405, 'method-not-allowed');
    const other = await fetch(`${service.baseUrl}/statements/PEPS-01/2020?x=1`, { method: 'DELETE', headers: mine });
    assert.equal(other.headers.get('allow'), 'GET, HEAD');
    await problem(other, 405, 'method-not-allowed');
  });

  test('every answer, good or bad, forbids a browser to make anything of it', async () => {
    for (const path of ['/health/live', '/nowhere', '/statements/a/2020']) {
      const { headers } = await fetch(service.baseUrl + path);
      assert.equal(headers.get('content-security-policy'), "default-src 'none'; frame-ancestors 'none'");
      assert.equal(headers.get('x-content-type-options'), 'nosniff');
      assert.equal(headers.get('referrer-policy'), 'no-referrer');
      assert.equal(headers.get('cross-origin-resource-policy'), 'same-origin');
      assert.match(headers.get('strict-transport-security') ?? '', /^max-age=\d+/);
      assert.equal(headers.get('x-powered-by'), null);
    }
  });
});

describe('the rate of a caller', () => {
  let service: Service;

  before(async () => {
    service = await Service.start({ workers: 0, env: { MAX_REQUESTS_PER_MINUTE: String(PER_MINUTE) } });
  });

  after(async () => {
    await service.close();
  });

  test('is limited by its token, else by its address; another caller is not held up by it', async () => {
    const [alice, bruno] = await Promise.all([service.token('auditor'), service.token('auditor', 'Bruno')]);
    const read = (token: string): Promise<Response> =>
      fetch(`${service.baseUrl}/statements/PEPS-01/2020-Q1`, { headers: { authorization: `Bearer ${token}` } });
    const statuses: number[] = [];
    for (let i = 0; i <= PER_MINUTE + 1; i++) statuses.push((await read(alice)).status);
    assert.equal(statuses.at(-2), 503);
    assert.equal(statuses.at(-1), 429);
    const refused = await read(alice);
    const seconds = Number(refused.headers.get('retry-after'));
    assert.ok(seconds >= 1 && seconds <= 60, String(seconds));
    await problem(refused, 429, 'too-many-requests');
    assert.equal((await read(bruno)).status, 503);
    // Tokens made up on the spot are the address that they come from, and so is an address that is not there.
    for (let i = 0; i < PER_MINUTE; i++) await read(`e30.e30.${i}`);
    assert.equal((await read('e30.e30.last')).status, 429);
    await problem(await fetch(`${service.baseUrl}/nowhere`), 429, 'too-many-requests');
    assert.equal((await read(bruno)).status, 503);
  });
});
