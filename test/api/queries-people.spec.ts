/** Teams, patients, the regulation and the week read over HTTP; and lists that stay true while statements are calculated. */
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { decompte } from '#test/support/command-line.ts';
import { TINY_CALCULATION, paidExperiment } from '#test/support/experiment.ts';
import { walked, walkedCsv } from '#test/support/pages.ts';
import { Product } from '#test/support/product.ts';
import { Service } from '#test/support/service.ts';

let service: Service;
let operator: string;

before(async () => {
  const data = await paidExperiment();
  service = await Service.start({ data });
  rmSync(data, { recursive: true, force: true });
  operator = await service.token('operator');
});
after(() => service.close());

interface Team {
  readonly team: string;
  readonly scheme: string;
  readonly phase: string | null;
  readonly commune: string;
}

async function shown(...args: readonly string[]): Promise<unknown> {
  const { stdout, stderr, status } = await decompte([...args, '--json', '--data', service.folder]);
  assert.equal(status, 0, stderr);
  return JSON.parse(stdout);
}

test('the teams are listed by their ids, whatever the size of the pages, and found by scheme, phase and commune', async () => {
  const teams = (query: string, limit = 2): Promise<readonly Team[]> =>
    walked<Team>(service, `/teams?knownOn=2024-08-31${query}`, { token: operator, limit });
  const whole = await teams('', 500);
  assert.deepEqual(
    whole.map(({ team }) => team),
    whole.map(({ team }) => team).toSorted(),
  );
  assert.equal(whole.length, 3);
  for (const limit of [1, 2, 3, 4]) assert.deepEqual(await teams('', limit), whole);
  for (const { scheme, phase, commune } of whole) {
    assert.deepEqual(
      await teams(`&scheme=${scheme}`),
      whole.filter((one) => one.scheme === scheme),
    );
    assert.deepEqual(
      await teams(`&phase=${phase ?? ''}`),
      whole.filter((one) => one.phase === phase),
    );
    assert.deepEqual(
      await teams(`&commune=${commune}`),
      whole.filter((one) => one.commune === commune),
    );
  }
  const csv = await walkedCsv(service, '/teams?knownOn=2024-08-31', { token: operator, limit: 2 });
  assert.deepEqual(
    csv.map((row) => [row['team_id'], row['phase']]),
    whole.map(({ team, phase }) => [team, phase]),
  );
  assert.deepEqual(await walked(service, '/teams?knownOn=1999-01-01', { token: operator, limit: 2 }), []);
});

test('a team is who decompte history says it is', async () => {
  interface State {
    readonly phases: readonly object[];
    readonly members: readonly object[];
    readonly rows: readonly object[];
  }
  const { state } = (await shown('history', 'team', 'PEPS-01', '--known-on', '2023-01-31')) as { state: State };
  const { body } = await service.get<{ phases: object; professionals: object; rows: object }>(
    '/teams/PEPS-01?knownOn=2023-01-31',
    { token: operator },
  );
  assert.deepEqual([body.phases, body.professionals, body.rows], [state.phases, state.members, state.rows]);
  assert.equal((await service.get('/teams/PEPS-99', { token: operator })).status, 404);
});

test('a team sees itself, and no other team', async () => {
  const token = await service.token('team', 'Tilleuls', 'PEPS-01');
  assert.deepEqual(
    (await walked<Team>(service, '/teams', { token, limit: 5 })).map(({ team }) => team),
    ['PEPS-01'],
  );
  assert.equal((await service.get('/teams/PEPS-01', { token })).status, 200);
  assert.equal((await service.get('/teams/IPEP-01', { token })).status, 403);
  assert.equal((await service.get('/patients/P0000001', { token })).status, 403);
});

interface Dossier {
  readonly acts: readonly { readonly knownOn: string; readonly position: number; readonly act: string }[];
  readonly person: readonly { readonly position: number }[];
  readonly coverage: readonly { readonly position: number }[];
  readonly declarations: readonly { readonly position: number }[];
  readonly spending: readonly { readonly position: number }[];
}

test('a dossier holds every fact of the patient with its position, or those known on a day', async () => {
  const token = await service.token('auditor');
  const { body } = await service.get<Dossier>('/patients/P0000001', { token });
  const events = await walked<{ position: number; knownOn: string }>(service, '/streams/patient-P0000001/events', {
    token,
    limit: 7,
  });
  const all = ({ person, coverage, declarations, acts, spending }: Dossier): number[] =>
    [...person, ...coverage, ...declarations, ...acts, ...spending]
      .map(({ position }) => position)
      .sort((a, b) => a - b);
  assert.deepEqual(
    all(body),
    events.map(({ position }) => position),
  );
  const day = '2021-06-30';
  const then = await service.get<Dossier>(`/patients/P0000001?knownOn=${day}`, { token });
  const known = events.filter(({ knownOn }) => knownOn <= day).map(({ position }) => position);
  assert.deepEqual(all(then.body), known);
  assert.ok(known.length > 0 && known.length < events.length);
});

test('nothing that is logged names a patient', async () => {
  await service.get('/patients/P0000001', { token: operator });
  const unknown = await service.get('/patients/P7654321', { token: operator });
  assert.equal(unknown.status, 404);
  assert.doesNotMatch(JSON.stringify(unknown.body), /P7654321/);
  assert.doesNotMatch(JSON.stringify(service.api.lines), /P0000001|P7654321/);
});

test('what there is to do is what decompte todo says', async () => {
  const { body } = await service.get('/todo?asOf=2024-08-31', { token: operator });
  assert.deepEqual(body, await shown('todo', '--as-of', '2024-08-31', '--no-stale'));
});

test('the report of variances is that of decompte variance, with the code that an approval in bulk asks for', async () => {
  const approver = await service.token('approver', 'Bob');
  const { body } = await service.get<{ code: string | null }>('/variance?period=2022-Q1&scheme=PEPS', {
    token: approver,
  });
  assert.deepEqual(body, await shown('variance', '--period', '2022-Q1', '--scheme', 'PEPS'));
  assert.match(body.code ?? '', /^[0-9a-f]{12}$/);
  const csv = await service.get<string>('/variance?period=2022-Q1', {
    token: approver,
    headers: { accept: 'text/csv' },
  });
  assert.match(csv.headers.get('content-type') ?? '', /^text\/csv/);
  assert.equal((await service.get('/variance', { token: approver })).status, 400);
  assert.equal((await service.get('/variance?period=2022-Q1&scheme=NONE', { token: approver })).status, 404);
});

test('the versions of the regulation are listed, and which of them is in force', async () => {
  const versions = await walked<{ inForce: boolean }>(service, '/regulation/versions', { token: operator, limit: 1 });
  assert.deepEqual(
    versions.map(({ inForce }) => inForce),
    [true],
  );
});

interface Listed {
  readonly team: string;
  readonly period: string;
  readonly totalCents: string;
}

test('pages stay true while statements are calculated between them', async () => {
  const product = new Product(service.folder);
  try {
    const whole = await walked<Listed>(service, '/statements?to=2023-Q4', { token: operator, limit: 500 });
    const named = ({ team, period }: Listed): string => `${period}/${team}`;
    const calculated = ['2024-Q1', '2024-Q2', '2019-Q4'];
    const between = async (): Promise<void> => {
      const quarter = calculated.shift();
      if (quarter !== undefined) await product.calculate({ from: quarter, to: quarter, knownOn: '2024-09-30' });
    };
    const found = await walked<Listed>(service, '/statements', { token: operator, limit: 4, between });
    assert.deepEqual(calculated, []);
    const names = found.map(named);
    assert.equal(new Set(names).size, names.length, 'nothing twice');
    const before = new Set(whole.map(named));
    assert.deepEqual(
      names.filter((name) => before.has(name)),
      [...before],
      'nothing left out',
    );
  } finally {
    await product.readStore.close();
    await product.log.close();
  }
});

test('a list of parts of a statement goes on with the calculation it began with', async () => {
  const product = new Product(service.folder);
  const path = '/statements/PEPS-01/2021-Q1/act-ledger/entries';
  try {
    const lines = await walked(service, '/statements/PEPS-01/2021-Q1/lines', { token: operator, limit: 500 });
    const entries = await walked(service, path, { token: operator, limit: 500 });
    assert.ok(entries.length > 6);
    let again = 0;
    const between = async (): Promise<void> => {
      // As known before any fact of the year came in, the quarter is not what it was.
      if (again++ === 0)
        await product.calculate({ ...TINY_CALCULATION, from: '2021-Q1', to: '2021-Q1', knownOn: '2021-03-01' });
    };
    assert.deepEqual(await walked(service, path, { token: operator, limit: 3, between }), entries);
    const latest = await service.get<{ pin: { knownOn: string } }>('/statements/PEPS-01/2021-Q1', { token: operator });
    if (latest.body.pin.knownOn !== '2021-03-01') await folded();
    assert.notDeepEqual(
      await walked(service, '/statements/PEPS-01/2021-Q1/lines', { token: operator, limit: 500 }),
      lines,
    );
    const asKnown = '/statements/PEPS-01/2021-Q1/lines?knownOn=2024-08-31';
    assert.deepEqual(await walked(service, asKnown, { token: operator, limit: 1 }), lines);
  } finally {
    await product.readStore.close();
    await product.log.close();
  }
});

/** What is recorded is folded. */
async function folded(): Promise<void> {
  const { headers } = await service.get('/envelopes?after=0', { token: operator });
  const position = headers.get('decompte-position') ?? '';
  assert.equal((await service.get(`/statements?after=${position}`, { token: operator })).status, 200);
}
