/** Teams, patients, the regulation and the week over HTTP, and lists that stay correct during a calculation. */
import assert from 'node:assert/strict';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { DecompteClient } from '#libs/client/client.ts';
import { decompteHere } from '#test/support/command-line.ts';
import { given, refused } from '#test/support/client.ts';
import { TINY_CALCULATION } from '#test/support/experiment.ts';
import { paidService } from '#test/support/paid-service.ts';
import { walked, walkedCsv } from '#test/support/pages.ts';
import { Product } from '#test/support/product.ts';
import type { Service } from '#test/support/service.ts';

let service: Service;
let operator: DecompteClient;

beforeAll(async () => {
  service = await paidService();
  operator = await service.client('operator');
});
afterAll(() => service.close());

async function shown(...args: readonly string[]): Promise<unknown> {
  const { stdout, stderr, status } = await decompteHere([...args, '--json', '--data', service.folder]);
  assert.equal(status, 0, stderr);
  return JSON.parse(stdout);
}

test('lists teams by id with any page size, and filters by scheme, phase and commune', async () => {
  const teams = (filter: { scheme?: string; phase?: string; commune?: string; knownOn?: string }, limit = 2) =>
    walked(limit, (query) =>
      operator.GET('/teams', { params: { query: { knownOn: '2024-08-31', ...filter, ...query } } }),
    );
  const whole = await teams({}, 500);
  expect(whole.map(({ team }) => team)).toStrictEqual(whole.map(({ team }) => team).toSorted());
  expect(whole).toHaveLength(3);
  for (const limit of [1, 2, 3, 4]) expect(await teams({}, limit)).toStrictEqual(whole);
  for (const { scheme, phase, commune } of whole) {
    expect(await teams({ scheme })).toStrictEqual(whole.filter((one) => one.scheme === scheme));
    expect(await teams({ phase: phase ?? '' })).toStrictEqual(whole.filter((one) => one.phase === phase));
    expect(await teams({ commune })).toStrictEqual(whole.filter((one) => one.commune === commune));
  }
  const csv = await walkedCsv(service, '/teams?knownOn=2024-08-31', {
    token: await service.token('operator'),
    limit: 2,
  });
  expect(csv.map((row) => [row['team_id'], row['phase']])).toStrictEqual(whole.map(({ team, phase }) => [team, phase]));
  expect(await teams({ knownOn: '1999-01-01' })).toStrictEqual([]);
});

test('describes a team as decompte history does', async () => {
  interface State {
    readonly phases: readonly object[];
    readonly members: readonly object[];
    readonly rows: readonly object[];
  }
  const { state } = (await shown('history', 'team', 'PEPS-01', '--known-on', '2023-01-31')) as { state: State };
  const [path, query] = [{ team: 'PEPS-01' }, { knownOn: '2023-01-31' }];
  const team = given(await operator.GET('/teams/{team}', { params: { path, query } }));
  expect([team.phases, team.professionals, team.rows]).toStrictEqual([state.phases, state.members, state.rows]);
  refused(await operator.GET('/teams/{team}', { params: { path: { team: 'PEPS-99' } } }), 404);
});

/** The indicators of PEPS-01, by pages of so many. */
function followed(limit: number) {
  const params = { path: { team: 'PEPS-01' } };
  return walked(limit, (query) =>
    operator.GET('/teams/{team}/indicators', { params: { ...params, query: { knownOn: '2024-08-31', ...query } } }),
  );
}

test('follows each indicator by year, and gives the value of the next rating, in pages and as CSV', async () => {
  const whole = await followed(500);
  expect(await followed(3)).toStrictEqual(whole);
  const { items } = given(await operator.GET('/statements', { params: { query: { team: 'PEPS-01', limit: 500 } } }));
  const total = (periods: readonly string[]): string =>
    String(
      items
        .filter(({ period }) => periods.includes(period))
        .reduce((sum, one) => sum + BigInt(one.totalCents ?? 0), 0n),
    );
  const worthy = whole.filter(({ worthCents }) => worthCents !== null && worthCents !== '0');
  expect(worthy.length).toBeGreaterThan(0);
  for (const { year, periods, amountCents, nextCents, worthCents, nextLevel } of worthy) {
    expect(periods.every((period) => period.startsWith(String(year + 1)))).toBe(true);
    expect([BigInt(nextCents ?? 0) - BigInt(amountCents ?? 0), nextLevel]).toStrictEqual([
      BigInt(worthCents ?? 0),
      expect.stringMatching(/INTERMEDIATE|TARGET/),
    ]);
  }
  const calculated = worthy.filter(({ periods }) => periods.every((one) => items.some(({ period }) => period === one)));
  expect(calculated.map(({ amountCents }) => amountCents)).toStrictEqual(
    calculated.map(({ periods }) => total(periods)),
  );
  const path = '/teams/PEPS-01/indicators?knownOn=2024-08-31';
  const csv = await walkedCsv(service, path, { token: await service.token('operator'), limit: 4 });
  expect(csv.map((row) => [row['year'], row['indicator'], row['worth_cents']])).toStrictEqual(
    whole.map(({ year, indicator, worthCents }) => [String(year), indicator, worthCents ?? '']),
  );
  refused(await operator.GET('/teams/{team}/indicators', { params: { path: { team: 'PEPS-99' } } }), 404);
  const tilleuls = await service.client('team', 'Tilleuls', 'PEPS-01');
  refused(await tilleuls.GET('/teams/{team}/indicators', { params: { path: { team: 'PEPS-01' } } }), 403);
});

test('follows the indicators of every team in one list, as it does each team', async () => {
  const knownOn = '2024-08-31';
  const all = (filter: { scheme?: string; year?: string }, limit = 500) =>
    walked(limit, (query) => operator.GET('/indicators', { params: { query: { knownOn, ...filter, ...query } } }));
  const whole = await all({});
  expect(await all({}, 7)).toStrictEqual(whole);
  const ofTeam = whole.filter(({ team }) => team === 'PEPS-01');
  expect(ofTeam.map(({ teamName: _, scheme: __, ...one }) => one)).toStrictEqual(await followed(500));
  expect(await all({ scheme: 'IPEP', year: '2022' })).toStrictEqual(
    whole.filter(({ scheme, year }) => scheme === 'IPEP' && year === 2022),
  );
  expect(whole.some(({ scheme, worthCents }) => scheme === 'IPEP' && worthCents !== null)).toBe(true);
  expect(await shown('quality', '--known-on', knownOn)).toStrictEqual(whole);
  for (const [path, ...args] of [
    ['/indicators', 'quality'],
    ['/teams/PEPS-01/indicators', 'quality', 'PEPS-01'],
  ]) {
    const sent = { token: await service.token('operator'), headers: { accept: 'text/csv' } };
    const { body } = await service.get<string>(`${path}?knownOn=${knownOn}&limit=500`, sent);
    const { stdout } = await decompteHere([...args, '--csv', '--known-on', knownOn, '--data', service.folder]);
    expect(stdout).toBe(body);
  }
});

test('gives the results of a team beside the thresholds of the year, with the rating that they give', async () => {
  const [path, query] = [{ team: 'PEPS-01' }, { knownOn: '2024-08-31' }];
  const { indicators, scores } = given(await operator.GET('/teams/{team}/quality', { params: { path, query } }));
  expect(await shown('quality', 'PEPS-01', '--known-on', '2024-08-31')).toStrictEqual({
    team: 'PEPS-01',
    indicators,
    scores,
    followed: (await followed(500)).map(({ team: _, ...one }) => one),
  });
  const team = given(await operator.GET('/teams/{team}', { params: { path, query } }));
  const results = indicators.flatMap(({ indicator, years }) =>
    years.flatMap(({ year, numerator, denominator }) =>
      numerator === null || denominator === null ? [] : [{ year, indicator, numerator, denominator }],
    ),
  );
  expect(new Set(results)).toStrictEqual(
    new Set(team.quality.flatMap(({ year, results: own }) => own.map((result) => ({ year, ...result })))),
  );
  const vaccination = indicators.find(({ indicator }) => indicator === 'FLU65');
  expect(vaccination).toMatchObject({ family: 'SOCLE', direction: 'UP' });
  expect(vaccination?.years.map(({ rating, target }) => rating !== null || target === null)).not.toContain(false);
  expect(scores.length).toBeGreaterThan(0);
  refused(await operator.GET('/teams/{team}/quality', { params: { path: { team: 'PEPS-99' } } }), 404);
  const tilleuls = await service.client('team', 'Tilleuls', 'PEPS-01');
  refused(await tilleuls.GET('/teams/{team}/quality', { params: { path: { team: 'IPEP-01' } } }), 403);
});

test('a team sees only itself', async () => {
  const tilleuls = await service.client('team', 'Tilleuls', 'PEPS-01');
  const teams = await walked(5, (query) => tilleuls.GET('/teams', { params: { query } }));
  expect(teams.map(({ team }) => team)).toStrictEqual(['PEPS-01']);
  given(await tilleuls.GET('/teams/{team}', { params: { path: { team: 'PEPS-01' } } }));
  refused(await tilleuls.GET('/teams/{team}', { params: { path: { team: 'IPEP-01' } } }), 403);
  refused(await tilleuls.GET('/patients/{pseudonym}', { params: { path: { pseudonym: 'P0000001' } } }), 403);
});

test('a dossier has every fact of the patient with its position, or those known on a day', async () => {
  const auditor = await service.client('auditor');
  const path = { pseudonym: 'P0000001' };
  const dossier = given(await auditor.GET('/patients/{pseudonym}', { params: { path } }));
  const stream = { stream: 'patient-P0000001' };
  const events = await walked(7, (query) =>
    auditor.GET('/streams/{stream}/events', { params: { path: stream, query } }),
  );
  const all = ({ person, coverage, declarations, acts, spending }: typeof dossier): number[] =>
    [...person, ...coverage, ...declarations, ...acts, ...spending]
      .map(({ position }) => position)
      .sort((a, b) => a - b);
  expect(all(dossier)).toStrictEqual(events.map(({ position }) => position));
  const query = { knownOn: '2021-06-30' };
  const then = given(await auditor.GET('/patients/{pseudonym}', { params: { path, query } }));
  const known = events.filter(({ knownOn }) => knownOn <= query.knownOn).map(({ position }) => position);
  expect(all(then)).toStrictEqual(known);
  expect(known.length > 0 && known.length < events.length).toBe(true);
});

test('logs no patient', async () => {
  const read = (pseudonym: string) => operator.GET('/patients/{pseudonym}', { params: { path: { pseudonym } } });
  given(await read('P0000001'));
  expect(JSON.stringify(refused(await read('P7654321'), 404))).not.toMatch(/P7654321/);
  expect(JSON.stringify(service.api.lines)).not.toMatch(/P0000001|P7654321/);
});

test('gives the tasks of decompte todo', async () => {
  type Tasks = readonly { readonly next: readonly string[] }[];
  const withoutNext = (tasks: Tasks) => tasks.map((task) => ({ ...task, next: task.next.length > 0 }));
  const found = given(await operator.GET('/todo', { params: { query: { asOf: '2024-08-31' } } }));
  const said = (await shown('todo', '--as-of', '2024-08-31', '--no-stale')) as { readonly tasks: Tasks };
  expect({ ...found, tasks: withoutNext(found.tasks) }).toStrictEqual({ ...said, tasks: withoutNext(said.tasks) });
  for (const next of found.tasks.flatMap((task) => task.next)) expect(next).toMatch(/^(GET|POST) \//);
  const query = { asOf: '2024-08-31', names: 1, completeness: 'false' } as const;
  const brief = given(await operator.GET('/todo', { params: { query } }));
  const withFirst = ({ groups, ...task }: (typeof found.tasks)[number]) => ({
    ...task,
    groups: groups.map((group) => ({ ...group, of: group.of.slice(0, 1) })),
  });
  expect(brief).toStrictEqual({ ...found, tasks: found.tasks.map(withFirst), completeness: [] });
});

test('gives the report of decompte variance, with the code for a bulk approval', async () => {
  const approver = await service.client('approver', 'Bob');
  const [period, headers] = ['2022-Q1', { accept: 'text/csv' }];
  const report = given(await approver.GET('/variance', { params: { query: { period, scheme: 'PEPS' } } }));
  expect(report).toStrictEqual(await shown('variance', '--period', period, '--scheme', 'PEPS'));
  expect(report.code ?? '').toMatch(/^[0-9a-f]{12}$/);
  const csv = await approver.GET('/variance', { params: { query: { period } }, headers, parseAs: 'text' });
  expect(csv.response.headers.get('content-type') ?? '').toMatch(/^text\/csv/);
  const token = await service.token('approver', 'Bob');
  expect((await service.get('/variance', { token })).status).toBe(400);
  refused(await approver.GET('/variance', { params: { query: { period, scheme: 'NONE' } } }), 404);
});

test('lists the versions of the regulation and marks the one in force', async () => {
  const versions = await walked(1, (query) => operator.GET('/regulation/versions', { params: { query } }));
  expect(versions.map(({ inForce }) => inForce)).toStrictEqual([true]);
});

test('pages stay correct while statements are calculated between them', async () => {
  const product = Product.sealed(service.folder);
  try {
    const whole = await walked(500, (query) =>
      operator.GET('/statements', { params: { query: { to: '2023-Q4', ...query } } }),
    );
    const named = ({ team, period }: { team: string; period: string }): string => `${period}/${team}`;
    const calculated = ['2024-Q1', '2024-Q2', '2019-Q4'];
    const between = async (): Promise<void> => {
      const quarter = calculated.shift();
      if (quarter !== undefined) await product.calculate({ from: quarter, to: quarter, knownOn: '2024-09-30' });
    };
    const found = await walked(4, (query) => operator.GET('/statements', { params: { query } }), between);
    expect(calculated).toStrictEqual([]);
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

test('a list of parts keeps to the calculation it began with', async () => {
  const product = Product.sealed(service.folder);
  const path = { team: 'PEPS-01', period: '2021-Q1' };
  const linesOf = (limit: number, filter: { knownOn?: string } = {}) =>
    walked(limit, (query) =>
      operator.GET('/statements/{team}/{period}/lines', { params: { path, query: { ...filter, ...query } } }),
    );
  const entriesOf = (limit: number, meanwhile?: () => Promise<void>) =>
    walked(
      limit,
      (query) => operator.GET('/statements/{team}/{period}/act-ledger/entries', { params: { path, query } }),
      meanwhile,
    );
  try {
    const [lines, entries] = [await linesOf(500), await entriesOf(500)];
    expect(entries.length).toBeGreaterThan(6);
    let again = 0;
    const between = async (): Promise<void> => {
      // Known before any fact of the year, the quarter differs.
      if (again++ === 0)
        await product.calculate({ ...TINY_CALCULATION, from: '2021-Q1', to: '2021-Q1', knownOn: '2021-03-01' });
    };
    expect(await entriesOf(3, between)).toStrictEqual(entries);
    const latest = given(await operator.GET('/statements/{team}/{period}', { params: { path } }));
    if (latest.pin.knownOn !== '2021-03-01') await folded();
    expect(await linesOf(500)).not.toStrictEqual(lines);
    expect(await linesOf(1, { knownOn: '2024-08-31' })).toStrictEqual(lines);
  } finally {
    await product.readStore.close();
    await product.log.close();
  }
});

/** Folds the recorded events. */
async function folded(): Promise<void> {
  const { response } = await operator.GET('/envelopes', { params: { query: { after: 0 } } });
  const after = Number(response.headers.get('decompte-position'));
  given(await operator.GET('/statements', { params: { query: { after } } }));
}

test('refuses to compare quarters in the wrong order, as every range', async () => {
  const params = { path: { team: 'PEPS-01' }, query: { from: '2023-Q4', to: '2023-Q1' } };
  const { detail } = refused(await operator.GET('/teams/{team}/comparison', { params }), 400);
  expect(detail).toBe('from 2023-Q4 est après to 2023-Q1 ; inversez-les.');
});
