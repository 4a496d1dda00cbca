/** A team sees only its own data: tests every read that the contract opens to teams, for two teams. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Operation, type Parameter, operationsOf } from '#apps/api/contract/open-api.ts';
import { latestStatement } from '#libs/statements/calculation/latest.ts';
import { Application } from '#test/support/application.ts';
import { regularise, submit } from '#test/support/decisions.ts';
import { TINY_CALCULATION, experimentOfTwoTeams, folded, metaOf } from '#test/support/experiment.ts';
import { writeCredits } from '#test/support/fact-folders.ts';
import { COMMIT } from '#test/support/commit.ts';
import { SHIPPED_VERSION } from '#test/support/shipped.ts';

/** All have statements; the first two were paid from one envelope by one run. */
const TEAMS = ['PEPS-01', 'PRIM-01', 'IPEP-01'];
const CALLERS = TEAMS.slice(0, 2);
/** Path parameters besides the team, the same for both callers. */
const NAMED: Readonly<Record<string, string>> = {
  period: '2022-Q2',
  envelope: 'FISS',
  number: '0',
  version: SHIPPED_VERSION,
  year: '2022',
};
/** Reads that concern no team. */
const OF_NO_TEAM = ['/regulation/versions', '/regulation/versions/{version}'];
/** A person’s own session, which concerns no team (session.spec.ts). */
const OF_THE_CALLER = '/session';
const STREAM_MS = 500;
/** A day that would reveal an undecided calculation. */
const UNDECIDED_DAY = '2024-09-30';
const UNDECIDED = [
  `knownOn=${UNDECIDED_DAY}`,
  'stage=REGULARISATION_DRAFTED',
  'stage=REGULARISATION_SUBMITTED',
  'sort=-total',
];

interface OpenRead {
  readonly path: string;
  readonly operation: Operation;
}

let service: Application;
beforeAll(async () => {
  service = await Application.start(await experimentOfTwoTeams());
});
afterAll(() => service.close());

function openToTeams(): readonly OpenRead[] {
  const open = [...operationsOf(service.contract)].filter(
    ({ path, operation }) =>
      path !== OF_THE_CALLER && ((operation as { 'x-roles'?: readonly string[] })['x-roles'] ?? []).includes('team'),
  );
  expect(open.length).toBeGreaterThanOrEqual(12);
  // A command opened to teams needs its own check here.
  expect([...new Set(open.map(({ method }) => method))]).toStrictEqual(['get']);
  return open;
}

/** Throws on an unknown path parameter, which this test must learn first. */
function addressOf({ path }: OpenRead, team: string): string {
  return path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = name === 'team' ? team : NAMED[name];
    assert.ok(value !== undefined, `${path} has {${name}}, and this test has no value for it`);
    return value;
  });
}

function hasQuery({ operation: { parameters = [] } }: OpenRead, name: string): boolean {
  return (parameters as Parameter[]).some((one) => one.in === 'query' && one.name === name);
}

function isCsv({ operation }: OpenRead): boolean {
  return JSON.stringify(operation.responses).includes('text/csv');
}

function isStreamed({ operation }: OpenRead): boolean {
  return JSON.stringify(operation.responses).includes('text/event-stream');
}

async function text(path: string, authorization: string, accept = '*/*'): Promise<string> {
  const response = await service.fetch(path, { headers: { authorization, accept } });
  const body = await response.text();
  assert.equal(response.status, 200, `${path}: ${body}`);
  const headers = [...response.headers].map(([name, value]) => `> ${name}: ${value}\n`);
  return `${headers.join('')}${body}`;
}

/** Every page of a list, with one item per page. */
async function pages(path: string, authorization: string): Promise<string> {
  const all: string[] = [];
  for (let address: string | undefined = `${path}?limit=1`; address !== undefined;) {
    const page: string = await text(address, authorization);
    all.push(page);
    const [, next]: readonly (string | undefined)[] = /^> link: <([^>]+)>; rel="next"/m.exec(page) ?? [];
    address = next === address ? undefined : next;
  }
  return all.join('\n');
}

/** The text of a stream until it is silent for a while. */
async function streamed(path: string, authorization: string): Promise<string> {
  const stop = new AbortController();
  const headers = { authorization, accept: 'text/event-stream' };
  const response = await fetch(`${service.baseUrl}${path}`, { headers, signal: stop.signal });
  expect(response.status).toBe(200);
  const silence = setTimeout(() => {
    stop.abort();
  }, STREAM_MS);
  let all = '';
  try {
    for await (const chunk of response.body ?? []) {
      all += Buffer.from(chunk as Uint8Array).toString('utf8');
      silence.refresh();
    }
  } catch (error) {
    if (!stop.signal.aborted) throw error;
  } finally {
    clearTimeout(silence);
  }
  return all;
}

/** A read in every form: whole, page by page, as CSV and as a stream. */
async function everyForm(read: OpenRead, team: string, authorization: string): Promise<string> {
  const address = addressOf(read, team);
  const forms = [await text(address, authorization)];
  if (hasQuery(read, 'limit') && !isStreamed(read)) forms.push(await pages(address, authorization));
  if (isCsv(read)) forms.push(await text(address, authorization, 'text/csv'));
  if (isStreamed(read)) forms.push(await streamed(address, authorization));
  return forms.join('\n');
}

/** Without the headers, which contain the request. */
function bodyOf(seen: string): string {
  return seen.replaceAll(/^> .*\n/gm, '');
}

async function statusOf(path: string, authorization: string): Promise<number> {
  const response = await service.fetch(path, { headers: { authorization } });
  await response.body?.cancel();
  return response.status;
}

/** The content of an answer, for any number of pages without an item. */
async function contentOf(read: OpenRead, team: string, authorization: string): Promise<readonly string[]> {
  const lines = bodyOf(await everyForm(read, team, authorization)).split('\n');
  return lines.filter((line) => line !== '[]' && !line.startsWith(':'));
}

for (const own of CALLERS)
  describe(`for ${own}, every read open to teams`, () => {
    const others = TEAMS.filter((team) => team !== own);
    let mine: string;
    beforeAll(async () => {
      mine = await service.bearer('team', own);
    });

    test('gives its own data in every form and no trace of another team', async () => {
      const auditor = await service.bearer('auditor');
      for (const read of openToTeams()) {
        const seen = await everyForm(read, own, mine);
        for (const other of others) assert.ok(!seen.includes(other), `${read.path} shows ${other}`);
        if (OF_NO_TEAM.includes(read.path)) continue;
        // A read under the address of a team need not repeat its name; the auditor’s answer shows which data belongs to it.
        if (!read.path.includes('{team}')) assert.ok(seen.includes(own), `${read.path} has nothing of ${own}`);
        else assert.equal(bodyOf(seen), bodyOf(await everyForm(read, own, auditor)), read.path);
      }
    });

    test('gives the other teams to a role that may see them, so something was left out', async () => {
      const auditor = await service.bearer('auditor');
      for (const read of openToTeams().filter(({ path }) => !path.includes('{team}') && !OF_NO_TEAM.includes(path)))
        for (const team of CALLERS)
          assert.ok((await everyForm(read, own, auditor)).includes(team), `${read.path} has nothing of ${team}`);
    });

    test('refuses the address of another team in any spelling: 403 or 404', async () => {
      for (const read of openToTeams().filter(({ path }) => path.includes('{team}')))
        for (const other of [
          ...others,
          own.toLowerCase(),
          `${own}%20`,
          `${own}%00`,
          `%20${own}`,
          `${own}%2F..%2F${others[0] ?? ''}`,
          '*',
          '%25',
          '..',
        ]) {
          const address = addressOf(read, '{}').replace('{}', other);
          // The request asks for the address of the console, which is for everybody.
          if (new URL(address, service.baseUrl).pathname === '/') continue;
          assert.match(String(await statusOf(address, mine)), /^40[34]$/, address);
        }
    });

    test('refuses a query about another team, also beside its own: 403', async () => {
      for (const read of openToTeams())
        for (const other of others)
          for (const query of [`team=${other}`, `team=${own}&team=${other}`, `team=${other}&team=${own}`, 'team=']) {
            const address = `${addressOf(read, own)}?${query}`;
            assert.equal(await statusOf(address, mine), 403, address);
          }
    });

    test('accepts no cursor into another team’s data', async () => {
      const auditor = await service.bearer('auditor');
      for (const read of openToTeams().filter((one) => hasQuery(one, 'limit') && !isStreamed(one))) {
        const [other = ''] = CALLERS.filter((team) => team !== own);
        const page = await text(`${addressOf(read, other)}?limit=1`, auditor);
        const cursor = /cursor=([\w-]+)/.exec(page)?.[1];
        if (cursor === undefined) continue;
        const response = await service.fetch(`${addressOf(read, own)}?limit=500&cursor=${cursor}`, {
          headers: { authorization: mine },
        });
        const seen = await response.text();
        assert.match(String(response.status), /^(200|40[034])$/, seen);
        for (const team of others)
          assert.ok(!seen.replace(/"detail":"[^"]*"/, '').includes(team), `${read.path} shows ${team}: ${seen}`);
      }
    });
  });

test('shows a team no calculation, draft or submission after the decided statement', async () => {
  const [team = ''] = CALLERS;
  const mine = await service.bearer('team', team);
  const operator = await service.bearer('operator');
  const contents = async (authorization: string): Promise<readonly unknown[]> => {
    const all: unknown[] = [];
    for (const read of openToTeams()) all.push([read.path, await contentOf(read, team, authorization)]);
    for (const query of UNDECIDED) all.push([query, bodyOf(await text(`/statements?${query}`, authorization))]);
    return all;
  };
  const { product } = service;
  const late = join(product.folder, 'late');
  writeCredits(late, `${team},2022-05-10,aide,30000,2024-09-15`);
  await product.import(late);
  await folded(product);
  const before = await contents(mine);
  await product.calculate({ ...TINY_CALCULATION, knownOn: UNDECIDED_DAY });
  const statement = { team, period: NAMED['period'] ?? '' };
  const target = await latestStatement(product, statement.team, statement.period);
  assert.ok(target !== undefined);
  for (const step of [
    () => regularise(product, target, metaOf('Alice'), COMMIT),
    () => submit(product, [statement], metaOf('Alice'), COMMIT),
  ]) {
    await step();
    await folded(product);
    expect(await contents(mine)).toStrictEqual(before);
  }
  const listed = await text(`/statements?team=${team}&stage=REGULARISATION_SUBMITTED`, operator);
  expect(listed).toContain(`"knownOn":"${UNDECIDED_DAY}"`);
});
