/** Health, measures and the log of the service, over real HTTP. */
import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { DecompteClient } from '#libs/client/client.ts';
import { KEPT_UP, PROJECTIONS } from '#libs/runtime/projections.ts';
import { errorFields } from '#libs/observability/logger.ts';
import type { Role } from '#apps/api/access/role.ts';
import type { ReadinessReport } from '#libs/observability/readiness.ts';
import { given, keyed, refused } from '#test/support/client.ts';
import { rawRequest } from '#test/support/raw-request.ts';
import { type LogLine, Service } from '#test/support/service.ts';
import { Product } from '#test/support/product.ts';
import { until } from '#test/support/webhook-receiver.ts';
import { withTinyData } from '#test/support/tiny-data.ts';

const LAG_S = 5;

const ACT = {
  act_id: 'OP1',
  patient_id: 'P0000001',
  executant_rpps: '10000002757',
  profession: 'GP',
  act_code: '1112',
  quantity: '1',
  care_on: '2020-03-16',
  base_cents: '2500',
  paid_cents: '1750',
  known_on: '2020-04-16',
};

/** The service over the smallest sample, with every projection folded; afterwards only this test folds. */
function started(env: Record<string, string>): Promise<Service> {
  return withTinyData(undefined, async (data) => {
    await fold(data);
    return Service.start({ data, env, workers: 0 });
  });
}

async function fold(folder: string): Promise<void> {
  const { log, readStore } = new Product(folder);
  for (const projection of PROJECTIONS) await readStore.upToDate(projection, log);
  await readStore.close();
  await log.close();
}

async function appendOld(folder: string, ageMs: number): Promise<void> {
  const { log, readStore } = new Product(folder);
  const recordedAt = new Date(Date.now() - ageMs).toISOString();
  const event = {
    id: 'ab'.repeat(16),
    type: 'BirthRecorded',
    schemaVersion: 1,
    effective: '2020',
    knownOn: '2020-01-01',
  };
  await log.append('patient-P0000001', [{ ...event, data: '{}' }], 'any', {
    recordedAt,
    actor: 'test',
    correlation: 'test',
    causation: 'test',
  });
  await readStore.close();
  await log.close();
}

function record(client: DecompteClient, act: Partial<typeof ACT>, key: string, headers: Record<string, string> = {}) {
  return client.POST('/facts/acts', { params: keyed(key), body: { ...ACT, ...act }, headers });
}

describe('operation', () => {
  let service: Service;
  let alice: DecompteClient;

  beforeAll(async () => {
    service = await started({ READY_MAX_LAG_SECONDS: String(LAG_S), LOG_LEVEL: 'trace' });
    alice = await service.client('operator', 'Alice');
  });

  afterAll(async () => {
    await service.close();
  });

  test('answers that the process is alive, without a token', async () => {
    const { status, body } = await service.get('/health/live');
    expect([status, body]).toStrictEqual([200, { live: true }]);
  });

  test('is ready while its stores answer and its projections are up to date', async () => {
    const { ready, checks } = given(await alice.GET('/health/ready'));
    expect(ready).toBe(true);
    expect(checks.map(({ name }) => name)).toStrictEqual([
      'service',
      'event-store',
      'history',
      'keys',
      'queue',
      'read-store',
      ...KEPT_UP.map(({ name }) => `projection ${name}`),
    ]);
  });

  test('is not ready while the oldest unprocessed event is too old, and is again after it is folded', async () => {
    await appendOld(service.folder, 60_000);
    await setTimeout(1_100);
    const { error, response } = await alice.GET('/health/ready');
    assert.ok(response.status === 503 && error !== undefined && 'checks' in error);
    const dossiers = error.checks.find(({ name }) => name === 'projection dossiers');
    expect(dossiers?.detail ?? '').toMatch(/le plus ancien événement à traiter a 6\d s, plus que 5/);
    // This projection has no event of a patient.
    expect(error.checks.find(({ name }) => name === 'projection rosters')?.ok).toBe(true);
    await fold(service.folder);
    await setTimeout(1_100);
    given(await alice.GET('/health/ready'));
  });

  test('counts appends, requests by route, lags and the event loop, for the roles that may read them', async () => {
    given(await record(alice, {}, 'metrics-1'));
    const statement = { path: { team: 'PEPS-01', period: '2020-Q1' }, query: { after: 0 } };
    refused(await alice.GET('/statements/{team}/{period}', { params: statement }), 404);
    const measures = async (role: Role, team?: string) =>
      (await service.client(role, 'Suivi', team)).GET('/metrics', { parseAs: 'text' });
    const { data: text = '', response } = await measures('service');
    expect(response.headers.get('content-type') ?? '').toMatch(/^text\/plain/);
    for (const line of [
      /^decompte_append_seconds_count\{operation="recordEach"\} 1$/m,
      /^decompte_append_events_sum\{operation="recordEach"\} 2$/m,
      /^decompte_http_request_seconds_count\{method="POST",route="\/facts\/acts",status="201"\} 1$/m,
      /^decompte_http_request_seconds_count\{method="GET",route="\/statements\/:team\/:period",status="\d+"\} 1$/m,
      /^decompte_projection_lag_events\{projection="dossiers"\} \d+$/m,
      /^decompte_projection_lag_seconds\{projection="dossiers"\} [\d.]+$/m,
      /^nodejs_eventloop_lag_p99_seconds [\d.]+$/m,
      /^decompte_feed_clients 0$/m,
    ])
      expect(text).toMatch(line);
    expect((await service.get('/metrics')).status).toBe(401);
    expect((await measures('team', 'PEPS-01')).response.status).toBe(403);
  });

  test('logs a request in one line, with its route, its caller and its ids', async () => {
    const bruno = await service.client('operator', 'Bruno');
    const correlation = '0f8fad5b-d9cb-469f-a165-70867728950e';
    const sent = { 'x-correlation-id': correlation };
    const { headers } = (await record(bruno, { act_id: 'OP2' }, 'log-1', sent)).response;
    expect(headers.get('x-correlation-id')).toBe(correlation);
    const request = headers.get('x-request-id');
    const lines = await logged(service, request ?? '');
    expect(lines).toHaveLength(1);
    const fields = ['method', 'route', 'status', 'subject', 'correlation'].map((field) => lines[0]?.[field]);
    expect(fields).toStrictEqual(['POST', '/facts/acts', 201, 'Bruno', correlation]);
    expect(typeof lines[0]?.['ms']).toBe('number');
  });

  test('logs a request with an unreadable address under the id in its answer', async () => {
    const { status, headers } = await service.get('/%zz');
    const [line, ...more] = await logged(service, headers.get('x-request-id') ?? '');
    expect([line?.['route'], line?.['status'], more]).toStrictEqual(['unknown', status, []]);
  });

  test('no answer names a trace without a collector', async () => {
    const headers = { traceparent: `00-${'4b'.repeat(16)}-${'f0'.repeat(8)}-01` };
    expect((await service.get('/health/live', { headers })).headers.get('traceparent')).toBeNull();
  });

  test('a worker serves its health and measures at its host and port', async () => {
    await fold(service.folder);
    const worker = await service.startWorker({ WORKER_PORT: '0', HOST: '127.0.0.2' });
    const { port } = await worker.said('working');
    const shown = (path: string): Promise<Response> => fetch(`http://127.0.0.2:${String(port)}${path}`);
    expect(await (await shown('/health/live')).json()).toStrictEqual({ live: true });
    const health = await shown('/health/ready');
    expect(health.status).toBe(200);
    expect(((await health.json()) as ReadinessReport).ready).toBe(true);
    expect(await (await shown('/metrics')).text()).toMatch(
      /^decompte_projection_lag_events\{projection="dossiers"\} 0$/m,
    );
    expect((await shown('/statements/PEPS-01/2020-Q1')).status).toBe(404);
    await expect(fetch(`http://127.0.0.1:${String(port)}/health/live`)).rejects.toThrow();
    expect(await worker.end()).toBe(0);
  });

  describe('the log of the service', () => {
    const PATIENT = 'P7654321X';
    const IBAN = 'FR7630006000011234567890189';
    const SECRET = 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJQNzY1NDMyMVgifQ.c2VjcmV0';

    /** Puts a patient, an account or a token into every place of a request. */
    async function everywhere(url: string, token: string, value: string): Promise<void> {
      const text = encodeURIComponent(value);
      const json = { 'content-type': 'application/json' };
      const mine = { authorization: `Bearer ${token}` };
      const paths = [
        `/patients/${text}`,
        `/statements/${text}/${text}`,
        `/${text}`,
        `/health/live?q=${text}`,
        `/%zz${text}`,
      ];
      const headers: Record<string, string>[] = [
        { 'x-correlation-id': value },
        { 'idempotency-key': value },
        { 'user-agent': value },
        { referer: `http://here/${value}` },
        { cookie: `a=${value}` },
        { 'if-none-match': value },
        { accept: value },
        { 'x-forwarded-for': value },
        { traceparent: value },
        { host: value },
      ];
      for (const path of paths)
        for (const more of headers) await fetch(url + path, { headers: { ...mine, ...more } }).catch(() => undefined);
      await fetch(`${url}/statements/a/b`, { headers: { authorization: `Bearer ${value}` } });
      await fetch(`${url}/statements/a/b`, { headers: { authorization: value } });
      const bodies = [
        value,
        JSON.stringify(value),
        JSON.stringify({ [value]: value }),
        `{"a":${value}`,
        JSON.stringify({ ...ACT, act_id: value, patient_id: value, qualifier: value }),
      ];
      for (const body of bodies)
        for (const key of [value, crypto.randomUUID()])
          await fetch(`${url}/facts/acts`, {
            method: 'POST',
            headers: { ...json, ...mine, 'idempotency-key': key },
            body,
          });
      await fetch(`${url}/facts/acts`, {
        method: 'POST',
        headers: { ...mine, 'content-type': `text/${value}` },
        body: value,
      });
      await rawRequest(url, `GET /${value} HTTP/1.1\r\n${value}: ${'x'.repeat(20_000)}\r\n\r\n`);
      await rawRequest(url, `${value} /${value} HTTP/1.1\r\n\r\n`);
      await rawRequest(
        url,
        `GET /statements/${value}/${value}?${value} HTTP/1.1\r\nhost: ${value}\r\nauthorization: Bearer ${value}\r\n\r\n`,
      );
    }

    // This stops the service.
    test('contains no patient, account or token from a request, at any level', async () => {
      const before = service.api.lines.length;
      const token = await service.token('operator');
      for (const value of [PATIENT, IBAN, SECRET]) await everywhere(service.baseUrl, token, value);
      given(await record(await service.client('operator'), { act_id: 'OP3', patient_id: PATIENT }, `${PATIENT}-last`));
      await service.stop();
      assert.ok(service.api.lines.length - before > 150, `${service.api.lines.length - before} lines`);
      const log = service.api.lines.map((line) => JSON.stringify(line)).join('\n');
      for (const value of [PATIENT, IBAN, SECRET, token, 'c2VjcmV0'])
        assert.ok(!log.includes(value), around(log, value));
    });

    test('describes an error by its kind and its place, without possible identifiers', () => {
      const error = new TypeError(`le fait ${PATIENT} du flux patient-${PATIENT} : ${IBAN} ${SECRET}`);
      const logged = JSON.stringify(errorFields(error));
      for (const value of [PATIENT, IBAN, SECRET]) expect(logged).not.toContain(value);
      expect(logged).toMatch(/"TypeError".*le fait … du flux …/);
      expect(logged).toMatch(/operation\.spec\.ts/);
    });
  });
});

/** The lines of a request, once there is one and a second one would have followed. */
async function logged(service: Service, request: string): Promise<readonly LogLine[]> {
  const lines = (): readonly LogLine[] => service.api.lines.filter((line) => line['request'] === request);
  await until('a line of the request', () => lines().length > 0);
  await setTimeout(300);
  return lines();
}

function around(text: string, value: string): string {
  const at = text.indexOf(value);
  return `found in: …${text.slice(Math.max(0, at - 200), at + 200)}…`;
}

/** Longer than a service is waited for before it is killed (test/support/service.ts): one that waited for so long would not end with 0. */
const NEVER_MS = '600000';

describe('a stop', () => {
  test('loses no event under load: every answered command is in the log, the others end clearly, and the status is 0', async () => {
    const service = await started({});
    const alice = await service.client('operator', 'Alice');
    const recorded: string[] = [];
    const otherwise: string[] = [];
    let stopping = false;
    const client = async (n: number): Promise<void> => {
      for (let i = 0; !stopping || i === 0 || otherwise.length < 8; i++) {
        const id = `STOP${n}x${i}`;
        try {
          const { data, error, response } = await record(alice, { act_id: id }, id);
          if (data !== undefined) recorded.push(data.eventId);
          else otherwise.push(`${response.status} ${JSON.stringify(error)}`);
        } catch (error) {
          otherwise.push(String((error as Error).cause));
          return;
        }
      }
    };
    const clients = Array.from({ length: 8 }, (_, n) => client(n));
    // However busy the machine is.
    while (recorded.length <= 8) await setTimeout(20);
    await setTimeout(200);
    stopping = true;
    expect(await service.api.end('SIGTERM')).toBe(0);
    await Promise.all(clients);
    for (const end of otherwise) expect(end).toMatch(/ECONNREFUSED|ECONNRESET|other side closed|socket hang up|^503/);
    const { log, readStore } = new Product(service.folder);
    const known = await log.known(recorded.map((id) => ({ stream: 'patient-P0000001', id })));
    expect(known.every(Boolean)).toBe(true);
    await readStore.close();
    await log.close();
    await service.close();
  });

  test('is announced first, does not wait for idle connections, and releases the writer’s lease', async () => {
    const service = await started({ STOP_NOTICE_MS: '5000', STOP_GRACE_MS: NEVER_MS });
    const idle = connect(Number(new URL(service.baseUrl).port), '127.0.0.1');
    idle.on('error', () => undefined);
    const ended = service.api.end('SIGTERM');
    await setTimeout(200);
    const { status, headers, body } = await service.get('/health/ready');
    expect([status, headers.get('connection')]).toStrictEqual([503, 'close']);
    expect(JSON.stringify(body)).toMatch(/arrêt en cours/);
    expect((await service.get('/health/live')).status).toBe(200);
    expect(await ended).toBe(0);
    idle.destroy();
    await service.close();
  });

  test('ends the streams of the feed, which the measures counted', async () => {
    const service = await started({ STOP_GRACE_MS: NEVER_MS });
    const client = await service.client('service');
    const headers = { accept: 'text/event-stream' };
    const { response: stream } = await client.GET('/feed', { headers, parseAs: 'stream' });
    expect(stream.status).toBe(200);
    const measures = given(await client.GET('/metrics', { parseAs: 'text' }));
    expect(measures).toMatch(/^decompte_feed_clients 1$/m);
    const ended = service.api.end('SIGTERM');
    await stream.text();
    expect(await ended).toBe(0);
    await service.close();
  });
});
