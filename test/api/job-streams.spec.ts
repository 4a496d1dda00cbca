/**
 * Jobs as a stream: the open ones, then each until it has ended; saved replays are listed and compared; a job erases a patient, and
 * afterwards nothing that the service keeps or answers names the patient.
 */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { DecompteClient } from '#libs/client/client.ts';
import { endOf, given, keyed, refused } from '#test/support/client.ts';
import { paidService } from '#test/support/paid-service.ts';
import type { Service } from '#test/support/service.ts';

let service: Service;
let operator: DecompteClient;

beforeAll(async () => {
  service = await paidService();
  operator = await service.client('operator');
});
afterAll(() => service.close());

interface Seen {
  readonly id: string;
  readonly state: string;
}

/** The events that a stream of jobs sends until a job has ended, each with its id. */
async function followed(id: string, lastEventId?: string): Promise<readonly (readonly [string, Seen])[]> {
  const stop = new AbortController();
  const headers = {
    authorization: `Bearer ${await service.token('operator')}`,
    accept: 'text/event-stream',
    ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }),
  };
  const response = await fetch(`${service.baseUrl}/jobs`, { headers, signal: stop.signal });
  assert.equal(response.status, 200);
  assert.match(response.headers.get('content-type') ?? '', /^text\/event-stream/);
  const seen: (readonly [string, Seen])[] = [];
  let text = '';
  for await (const chunk of response.body ?? []) {
    text += Buffer.from(chunk as Uint8Array).toString('utf8');
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const [, position, data] = /^id: (\d+)\ndata: (.+)$/.exec(text.slice(0, end)) ?? [];
      text = text.slice(end + 2);
      if (position !== undefined && data !== undefined) seen.push([position, JSON.parse(data) as Seen]);
    }
    if (seen.some(([, one]) => one.id === id && one.state !== 'PENDING')) break;
  }
  stop.abort();
  return seen;
}

async function replayed(save: string, to: string) {
  return given(await operator.POST('/replays', { params: keyed(), body: { from: '2021-Q1', to, save } }));
}

test('a job is followed until it has ended, also by a client that comes back after it has', async () => {
  const { id } = given(
    await operator.POST('/calculations', { params: keyed(), body: { from: '2021-Q1', to: '2023-Q4' } }),
  );
  const seen = (await followed(id, '0')).filter(([, one]) => one.id === id);
  expect(seen.at(-1)?.[1].state).toBe('SUCCEEDED');
  const job = given(await operator.GET('/jobs/{id}', { params: { path: { id } } }));
  expect(seen.at(-1)?.[1]).toStrictEqual(job);
  const again = (await followed(id, String(job.position - 1))).filter(([, one]) => one.id === id);
  expect(again.map(([, one]) => one)).toStrictEqual([job]);
});

test('refuses a last-event-id that is not a position', async () => {
  const { status } = await service.get('/jobs', {
    token: await service.token('operator'),
    headers: { accept: 'text/event-stream', 'last-event-id': 'hier' },
  });
  expect(status).toBe(400);
});

test('saved replays are listed with their changes, and compared line by line', async () => {
  await endOf(operator, await replayed('court', '2021-Q1'));
  await endOf(operator, await replayed('long', '2021-Q2'));
  const { items } = given(await operator.GET('/replays', {}));
  expect(items.map(({ replay, knownOn, changed }) => [replay, typeof knownOn, changed])).toStrictEqual([
    ['court', 'string', expect.any(Number)],
    ['long', 'string', expect.any(Number)],
  ]);
  const compare = async (first: string, second: string) =>
    operator.GET('/replays/{first}/difference/{second}', { params: { path: { first, second } } });
  expect(given(await compare('long', 'long')).items).toStrictEqual([]);
  const lines = given(await compare('court', 'long')).items;
  expect(lines.length).toBeGreaterThan(0);
  for (const { period, firstCents, secondCents, differenceCents } of lines)
    expect([period, firstCents, differenceCents]).toStrictEqual(['2021-Q2', '0', secondCents]);
  refused(await compare('court', 'jamais'), 404);
});

/** Longer than the access record waits in memory. */
const FLUSHED_MS = 400;

/** Files below the folder of the service, and logs of its processes, that contain a text. */
function havingText(text: string): readonly string[] {
  const files = readdirSync(service.folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map(({ parentPath, name }) => join(parentPath, name));
  const logs = [service.api, ...service.workers].map(({ lines }) => JSON.stringify(lines));
  return [
    ...paths.filter((path) => readFileSync(path).includes(text)).map((path) => path.slice(service.folder.length)),
    ...logs.filter((said) => said.includes(text)).map(() => 'a log'),
  ];
}

test('refuses the pseudonym of a patient in a reason, a name, a request for a job, a fact that stays in clear, and a key', async () => {
  const bruno = await service.client('approver', 'Bruno');
  const token = await service.token('operator');
  const said = (answer: Parameters<typeof refused>[0]): string => refused(answer, 422).detail;
  const rejected = await bruno.POST('/statements/{team}/{period}/reject', {
    params: { path: { team: 'PEPS-01', period: '2022-Q1' }, ...keyed() },
    body: { reason: 'la fiche de p-0000001 manque' },
  });
  expect(said(rejected)).toMatch(/motif contient le pseudonyme d’un patient/);
  const text = 'texte contient le pseudonyme d’un patient';
  const range = { from: '2021-Q1', to: '2021-Q1' };
  const save = { ...range, save: 'P0000001' };
  expect(said(await operator.POST('/replays', { params: keyed(), body: save }))).toContain(text);
  const simulation = { ...range, simulation: 'sans-P0000001', parameters: { presence: 'DAYS' } };
  const simulated = await service.post('/simulations', simulation, { token });
  expect(simulated).toMatchObject({ status: 422, body: { detail: expect.stringContaining(text) } });
  const commune = { commune: '38185', name: 'Grenoble', year: '2021', poverty_rate: '19.2', known_on: '2022-01-05' };
  const named = { ...commune, name: 'Grenoble (P0000001)' };
  const { errors } = refused(await operator.POST('/facts/communes', { params: keyed(), body: named }), 422);
  expect(errors?.map(({ path, detail }) => [path, detail.includes(text)])).toStrictEqual([['/name', true]]);
  const key = await service.post('/facts/communes', commune, { token, key: 'acts-P0000001' });
  expect(key).toMatchObject({ status: 422, body: { detail: expect.stringMatching(/clé d’idempotence contient/) } });
});

test('a job erases a patient, while health answers; then no file, log or answer of the service names the patient', async () => {
  const before = given(
    await operator.POST('/replays', {
      params: keyed(),
      body: { from: '2021-Q1', to: '2021-Q4', knownOn: '2019-06-30' },
    }),
  );
  await endOf(operator, before);
  const result = async () => operator.GET('/jobs/{id}/result', { params: { path: { id: before.id } } });
  const replayedLines = given(await result()) as readonly {
    readonly why: { readonly patients: { readonly patient: string }[] };
  }[];
  const patient = replayedLines.flatMap(({ why }) => why.patients)[0]?.patient ?? '';
  assert.match(patient, /^P\d+$/);
  await operator.GET('/patients/{pseudonym}', { params: { path: { pseudonym: patient } } });
  await endOf(operator, given(await operator.POST('/dumps', { params: keyed() })));
  expect(havingText(patient)).not.toStrictEqual([]);

  const proposed = given(
    await operator.POST('/erasures', { params: keyed(), body: { patient, reason: 'demande du 12 mars' } }),
  );
  const bruno = await service.client('approver', 'Bruno');
  const path = { erasure: proposed.erasure };
  const read = given(
    await bruno.GET('/erasures/{erasure}', { params: { path, query: { after: proposed.position ?? 0 } } }),
  );
  const code = read.proposed?.code ?? '';
  const { job, events } = given(
    await bruno.POST('/erasures/{erasure}/confirm', { params: { path, ...keyed() }, body: { code } }),
  );
  expect(events).toStrictEqual(['ErasureConfirmed']);
  const ended = endOf(operator, given(await operator.GET('/jobs/{id}', { params: { path: { id: job } } })));
  expect((await fetch(`${service.baseUrl}/health/live`)).status).toBe(200);
  expect((await ended).state).toBe('SUCCEEDED');

  refused(await operator.GET('/patients/{pseudonym}', { params: { path: { pseudonym: patient } } }), 404);
  refused(await result(), 422);
  const { status, patient: named } = given(await bruno.GET('/erasures/{erasure}', { params: { path } }));
  expect([status, named]).toStrictEqual(['completed', null]);
  await setTimeout(FLUSHED_MS);
  // Copies that were made before are removed by the worker when it looks next.
  expect(havingText(patient).filter((place) => !place.startsWith('/uploads'))).toStrictEqual([]);
});

test('patients whose keeping period is over are proposed and confirmed together, each command once', async () => {
  const bruno = await service.client('approver', 'Bruno');
  refused(await bruno.GET('/due-erasures/proposed'), 404);
  for (const patient of ['OLD-0001', 'OLD-0002']) {
    const row = { patient_id: patient, birth_date: '1950-03-17', sex: 'F', died_on: '', known_on: '2014-01-05' };
    given(await operator.POST('/facts/patients', { params: keyed(), body: row }));
  }
  const own = keyed();
  const made = given(await operator.POST('/due-erasures/propose', { params: own }));
  expect(made).toMatchObject({ proposed: [expect.any(String), expect.any(String)], left: 0 });
  expect(given(await operator.POST('/due-erasures/propose', { params: own }))).toStrictEqual(made);
  const read = await bruno.GET('/due-erasures/proposed');
  const { code, erasures, effects } = given(read);
  expect(read.response.headers.get('etag')).toBe(`"${code}"`);
  expect([[...erasures].sort(), effects.facts]).toStrictEqual([[...made.proposed].sort(), 2]);
  refused(await bruno.POST('/due-erasures/confirm', { params: keyed(), body: { code: '0000000000' } }), 412);
  refused(await bruno.POST('/due-erasures/confirm', { params: keyed() }), 428);
  const once = keyed();
  const confirmed = given(await bruno.POST('/due-erasures/confirm', { params: once, body: { code } }));
  expect(confirmed).toStrictEqual({ confirmed: erasures, refused: [] });
  expect(given(await bruno.POST('/due-erasures/confirm', { params: once, body: { code } }))).toStrictEqual(confirmed);
  for (const erasure of erasures) {
    const { status } = given(await bruno.GET('/erasures/{erasure}', { params: { path: { erasure } } }));
    expect(['confirmed', 'completed']).toContain(status);
  }
});
