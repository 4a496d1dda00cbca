/** The feed over HTTP: access, and a client that is cut off anywhere still reads everything once and in order. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { components } from '#libs/client/contract.d.ts';
import type { CloudEvent } from '#libs/feed/cloud-event.ts';
import { Feed } from '#libs/feed/feed.ts';
import { TYPE_NAMES } from '#libs/feed/types.ts';
import { SqliteEventStore } from '#libs/event-store/sqlite/sqlite-event-store.ts';
import { systemClock } from '#test/support/system-clock.ts';
import { given, refused } from '#test/support/client.ts';
import { rounds } from '#test/support/deep.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';
import { appendCalculation, publishEverything } from '#test/support/published.ts';
import { Service, ServiceProcess } from '#test/support/service.ts';
import { until } from '#test/support/webhook-receiver.ts';

type ProblemDetails = components['schemas']['ProblemDetails'];

const SOURCE = 'urn:decompte';
const STREAM = { accept: 'text/event-stream' };
const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A folder with a log that has every published event. */
async function published(): Promise<string> {
  const folder = temporaryFolder();
  folders.push(folder);
  const log = new SqliteEventStore(join(folder, 'events.db'), { clock: systemClock });
  await publishEverything(log);
  const [of, day] = ['team-PEPS-01', '2021-01-01'];
  const described = {
    id: '0'.repeat(32),
    type: 'TeamDescribed',
    schemaVersion: 1,
    effective: day,
    knownOn: day,
    data: '{}',
  };
  const commit = { recordedAt: '2022-05-01T08:00:00.000Z', actor: 'test', correlation: 'test', causation: 'test' };
  await log.append(of, [described], 'none', commit);
  await log.close();
  return folder;
}

describe('a service with a log', () => {
  let service: Service;
  beforeAll(async () => {
    service = await Service.start({ data: await published(), workers: 0 });
  });
  afterAll(() => service.close());

  test('pages give the log in the requested form to the roles that may read it', async () => {
    const [client, token] = [await service.client('service'), await service.token('service')];
    const log = new SqliteEventStore(join(service.folder, 'events.db'));
    const whole = await new Feed(log, SOURCE).read({ after: 0, limit: 1_000 });
    const page = await client.GET('/feed', { params: { query: { limit: 500 } } });
    expect(page.data).toStrictEqual(whole.events);
    const { headers } = page.response;
    expect(headers.get('content-type')).toBe('application/cloudevents-batch+json; charset=utf-8');
    expect(headers.get('decompte-cursor')).toBe(String(whole.end));
    const read: CloudEvent[] = [];
    // Follows the links unchanged.
    for (let path = '/feed?limit=3&cursor=0&team=PEPS-01', cursor = -1; ;) {
      const { body, headers } = await service.get<CloudEvent[]>(path, { token });
      read.push(...body);
      if (Number(headers.get('decompte-cursor')) === cursor) break;
      cursor = Number(headers.get('decompte-cursor'));
      path = /<(.*)>; rel="next"/.exec(headers.get('link') ?? '')?.[1] ?? '';
    }
    assert.deepEqual(
      read,
      whole.events.filter(({ team }) => team === 'PEPS-01'),
      'links lead to the end, and keep what was asked',
    );
    const types = TYPE_NAMES.slice(6, 8);
    const some = given(await client.GET('/feed', { params: { query: { types: types.join(',') } } }));
    expect(new Set(some.map(({ type }) => type))).toStrictEqual(new Set(types));
    const known = { 'if-none-match': headers.get('etag') ?? '' };
    expect((await client.GET('/feed', { headers: known })).response.status).toBe(304);
    // Belongs to no operation of the contract.
    const contract = await service.get<{ asyncapi: string }>('/asyncapi.json');
    assert.deepEqual([contract.status, contract.body.asyncapi], [200, '3.0.0'], 'for everyone');
    await log.close();
  });

  test('refuses wrong requests with a reason, refuses other roles, and shows a team its own decisions', async () => {
    const token = await service.token('auditor');
    const cases: readonly (readonly [query: string, headers: Record<string, string>, path: string, why: RegExp])[] = [
      ['?cursor=-1', {}, 'query.cursor', /position/],
      ['?cursor=x', STREAM, 'query.cursor', /position/],
      ['?cursor=999', {}, 'query.cursor', /après la fin/],
      ['?cursor=999', STREAM, 'query.cursor', /après la fin/],
      ['', { ...STREAM, 'last-event-id': '999' }, 'query.cursor', /après la fin/],
      ['', { ...STREAM, 'last-event-id': 'x' }, 'header.last-event-id', /position/],
      ['?limit=0', {}, 'query.limit', /1 à 500/],
      ['?limit=501', {}, 'query.limit', /1 à 500/],
      ['?types=other', {}, 'query.types', /fr\.decompte/],
      ['?team=%20', {}, 'query.team', /équipe/],
      ['?other=1', {}, 'query.other', /pas prévu/],
    ];
    for (const [query, headers, path, why] of cases) {
      const { status, body } = await service.get<ProblemDetails>(`/feed${query}`, { token, headers });
      assert.equal(status, 400, query);
      assert.ok(
        body.errors?.some((error) => error.path === path && why.test(error.detail)),
        `${query} ${JSON.stringify(body)}`,
      );
    }
    expect((await service.get('/feed', { token, headers: { accept: 'image/png' } })).status).toBe(406);
    expect((await service.get('/feed')).status).toBe(401);
    for (const role of ['approver', 'authorising-officer'] as const)
      refused(await (await service.client(role)).GET('/feed'), 403);
    const team = await service.client('team', 'Cabinet', 'PEPS-01');
    const own = given(await team.GET('/feed'));
    expect(new Set(own.map((event) => event.team))).toStrictEqual(new Set(['PEPS-01']));
    expect(own.map(({ type }) => type)).not.toContain('fr.decompte.statement.calculated');
    refused(await team.GET('/feed', { params: { query: { team: 'IPEP-01' } } }), 403);
  });

  // The last one: it stops the service.
  test('limits the streams of a caller, and ends them cleanly on stop', async () => {
    const client = await service.client('service');
    const open = async () => (await client.GET('/feed', { headers: STREAM, parseAs: 'stream' })).response;
    const streams = await Promise.all(Array.from({ length: 10 }, open));
    expect(new Set(streams.map(({ status }) => status))).toStrictEqual(new Set([200]));
    const tooMany = await open();
    expect(tooMany.status).toBe(429);
    expect(tooMany.headers.get('retry-after')).toBeTruthy();
    await streams[0]?.body?.cancel();
    await until('a place is free', async () => {
      const again = await open();
      if (again.status === 200) streams.push(again);
      return again.status === 200;
    });
    const texts = Promise.all(streams.slice(1).map((stream) => stream.text()));
    // If the stop waited for what never ends, it would cut it off: its text would not end, which throws.
    expect(await service.api.end()).toBe(0);
    for (const text of await texts) assert.ok(text.endsWith('\n\n'), 'ended after a whole event');
  });
});

/** On a machine that does much else, a client that is cut off every few milliseconds reads for minutes. */
const NEVER_MS = 480_000;

/** A client that reads without a pause keeps a processor busy, most of all while no API answers. */
const BETWEEN_READS_MS = 40;

/** How often each client is cut off, and how the API ends meanwhile. */
const CUTS = rounds(40, 100);
/** For each of two processes. */
const APPENDED = rounds(80, 250);
const RESTARTS = (['SIGTERM', 'SIGKILL', 'SIGTERM', 'SIGKILL'] as const).slice(0, rounds(2, 4));

/** A client that is cut off again and again. */
abstract class CutOffClient {
  readonly events: CloudEvent[] = [];
  cuts = 0;
  protected readonly api: () => Api;

  constructor(api: () => Api) {
    this.api = api;
  }

  abstract read(signal: AbortSignal, bytes: number): Promise<void>;

  /** Reads up to a random number of bytes; any failure counts as one more cut. */
  async step(): Promise<void> {
    const abort = new AbortController();
    const timer = setTimeout(() => {
      abort.abort();
    }, 200);
    try {
      await this.read(abort.signal, Math.floor(Math.random() * 6_000));
    } catch {
      this.cuts++;
    } finally {
      clearTimeout(timer);
      abort.abort();
    }
    await pause(BETWEEN_READS_MS);
  }

  protected async text(path: string, headers: Record<string, string>, signal: AbortSignal, bytes: number) {
    const { url, token } = this.api();
    const response = await fetch(`${url}${path}`, {
      headers: { ...headers, authorization: `Bearer ${token}` },
      signal,
    });
    if (response.status !== 200 || response.body === null) throw new Error(`status ${response.status}`);
    const decoder = new TextDecoder();
    let [left, text, whole] = [bytes, '', false];
    const reader = (response.body as ReadableStream<Uint8Array>).getReader();
    while (left > 0) {
      const chunk = await reader.read().catch(() => undefined);
      if (chunk?.done !== false) {
        whole = chunk?.done === true;
        break;
      }
      text += decoder.decode(chunk.value.subarray(0, left), { stream: true });
      left -= chunk.value.length;
    }
    if (!whole) this.cuts++;
    return { text, whole, headers: response.headers };
  }
}

class StreamClient extends CutOffClient {
  #last = '';

  async read(signal: AbortSignal, bytes: number): Promise<void> {
    const headers = { ...STREAM, ...(this.#last === '' ? {} : { 'last-event-id': this.#last }) };
    const { text } = await this.text('/feed', headers, signal, bytes);
    // Text after the last blank line is not a whole event.
    for (const block of text.split('\n\n').slice(0, -1)) {
      const [id, data] = [/^id: (.*)$/m.exec(block)?.[1], /^data: (.*)$/m.exec(block)?.[1]];
      if (data !== undefined) this.events.push(JSON.parse(data) as CloudEvent);
      this.#last = id ?? this.#last;
    }
  }
}

class PageClient extends CutOffClient {
  #cursor = 0;

  async read(signal: AbortSignal, bytes: number): Promise<void> {
    const limit = 1 + Math.floor(Math.random() * 12);
    const { text, whole, headers } = await this.text(`/feed?cursor=${this.#cursor}&limit=${limit}`, {}, signal, bytes);
    if (!whole) return;
    this.events.push(...(JSON.parse(text) as CloudEvent[]));
    this.#cursor = Number(headers.get('decompte-cursor'));
  }
}

interface Api {
  readonly process: ServiceProcess;
  readonly url: string;
  readonly token: string;
}

async function startApi(folder: string): Promise<Api> {
  const env = {
    DATA: folder,
    ACCESS: 'development',
    PORT: '0',
    LOG_LEVEL: 'info',
    MAX_REQUESTS_PER_MINUTE: '1000000000',
  };
  const process = new ServiceProcess('api', env);
  const { url } = await process.said('listening');
  const response = await fetch(`${String(url)}/development/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ subject: 'reader', roles: ['service'] }),
  });
  return { process, url: String(url), token: ((await response.json()) as { token: string }).token };
}

test('a client cut off again and again reads everything once in order, while others append and the service restarts', async () => {
  const folder = await published();
  const path = join(folder, 'events.db');
  let api = await startApi(folder);
  const appending = ['A', 'B'].map((team) =>
    spawn(
      process.execPath,
      [
        '--disable-warning=ExperimentalWarning',
        'test/support/append-calculations.ts',
        path,
        team,
        String(APPENDED),
        '40',
      ],
      { stdio: 'inherit' },
    ),
  );
  const appended = Promise.all(appending.map((child) => once(child, 'exit')));
  const clients = [new StreamClient(() => api), new PageClient(() => api)];
  let [over, restarts] = [false, 0];
  const restarting = (async () => {
    for (const signal of RESTARTS) {
      await pause(400);
      await api.process.end(signal);
      api = await startApi(folder);
      restarts++;
    }
  })();
  const reading = clients.map(async (client) => {
    while (!over) await client.step();
  });
  await Promise.all([appended, restarting]);
  const log = new SqliteEventStore(path, { clock: systemClock });
  await appendCalculation(log, 'C', '2021', 100n);
  const { events } = await new Feed(log, SOURCE).read({ after: 0, limit: 10_000 });
  await log.close();
  await until('both read to the end', () => clients.every((client) => client.events.length >= events.length), NEVER_MS);
  await until('enough cuts', () => clients.every(({ cuts }) => cuts >= CUTS), NEVER_MS);
  over = true;
  await Promise.all(reading);
  await api.process.end();
  expect(restarts).toBe(RESTARTS.length);
  expect(events.length).toBeGreaterThan(2 * APPENDED);
  for (const client of clients) expect(client.events.map(({ id }) => id)).toStrictEqual(events.map(({ id }) => id));
  expect(clients[0]?.events).toStrictEqual(events);
});
