/** Regularising many periods on the command line: choose, draft, submit and approve by one code; a credit that moved; a stale submission. */
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Outcome, decompteHere } from '#test/support/command-line.ts';
import { writeCredits } from '#test/support/fact-folders.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';
import { TINY_FACTS } from '#test/support/tiny-data.ts';

const folder = temporaryFolder();
const data = ['--data', join(folder, 'data')];
const RANGE = ['--from', '2021-Q1', '--to', '2021-Q3', '--scheme', 'PEPS'];
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

async function does(...args: readonly string[]): Promise<string> {
  const { status, stdout, stderr } = await decompteHere([...args, ...data]);
  assert.equal(status, 0, `${args.join(' ')}: ${stderr}`);
  return stdout;
}

function tried(...args: readonly string[]): Promise<Outcome> {
  return decompteHere([...args, ...data]);
}

async function credits(name: string, ...rows: readonly string[]): Promise<void> {
  writeCredits(join(folder, name), ...rows);
  await does('import', join(folder, name));
}

interface Shown {
  readonly regularisations: readonly {
    readonly period: string;
    readonly totalCents: string;
    readonly submittedBy: string | null;
    readonly moves: readonly object[];
  }[];
  readonly code: string | null;
}

async function shown(): Promise<Shown> {
  return JSON.parse(await does('regularisations', ...RANGE, '--json')) as Shown;
}

const MOVED = { kind: 'STARTUP_CREDIT', amountCents: '50000', from: '2021-02-15', to: '2021-03-15' };

beforeAll(async () => {
  await does('import', TINY_FACTS);
  await credits('first', 'PEPS-01,2021-02-15,avance,50000,2020-12-01');
  await does('calculate', ...RANGE.slice(0, 4), '--known-on', '2021-07-31');
  await does('envelope', 'propose', 'FISS', '--amount', '1000000', '--schemes', 'PEPS,IPEP', '--as', 'alice');
  const [{ code }] = JSON.parse(await does('payment', 'proposals', '--json')) as [{ code: string }];
  await does('envelope', 'confirm', 'FISS', '--as', 'bob', '--code', code);
  for (const period of ['2021-Q1', '2021-Q2', '2021-Q3']) {
    await does('submit', 'PEPS-01', period, '--as', 'alice');
    await does('approve', 'PEPS-01', period, '--as', 'bob');
  }
});

test('refuses a regularisation as known on a day to come, or before the day decided', async () => {
  const late = await tried('regularise', 'PEPS-01', '2021-Q1', '--known-on', '2099-01-01', '--as', 'alice');
  expect([late.status, late.stderr]).toStrictEqual([1, expect.stringMatching(/un jour à venir/)]);
  const early = await tried('regularise', ...RANGE, '--known-on', '2020-11-30', '--as', 'alice');
  expect(early.stderr).toMatch(
    /est décidé tel que connu au 31\/07\/2021 ; il ne se régularise pas tel que connu avant/,
  );
});

test('a credit that moved is regularised though no amount differs', async () => {
  await credits('moved', 'PEPS-01,2021-02-15,avance,,2021-07-15', 'PEPS-01,2021-03-15,avance,50000,2021-07-15');
  const replay = await does(
    'replay',
    ...RANGE.slice(0, 4),
    '--team',
    'PEPS-01',
    '--known-on',
    '2021-07-31',
    '--save',
    'r1',
  );
  expect(replay).toMatch(/crédit d’amorçage de 500,00 € : dû le 15\/03\/2021 au lieu du 15\/02\/2021/);
  const done = await does('regularise', ...RANGE, '--replay', 'r1', '--as', 'alice', '--json');
  expect(JSON.parse(done)).toStrictEqual([{ team: 'PEPS-01', period: '2021-Q1', done: 'RegularisationDrafted' }]);
  const { regularisations } = await shown();
  expect(regularisations).toMatchObject([{ period: '2021-Q1', totalCents: '0', submittedBy: null, moves: [MOVED] }]);
});

test('drafts the changes, submits all, and approves by one code', async () => {
  await credits('second', 'PEPS-01,2021-05-10,aide,30000,2021-10-01', 'PEPS-01,2021-08-10,aide,40000,2021-10-01');
  await does('regularise', ...RANGE, '--as', 'alice');
  const drafted = (await shown()).regularisations;
  expect(drafted.map(({ period, totalCents }) => [period, totalCents])).toStrictEqual([
    ['2021-Q1', '0'],
    ['2021-Q2', '30000'],
    ['2021-Q3', '40000'],
  ]);
  expect(drafted.find(({ period }) => period === '2021-Q1')?.moves).toStrictEqual([MOVED]);
  expect(await does('regularise', ...RANGE, '--as', 'alice', '--json')).toBe('[]\n');
  // The next command is about what is shown, and about no other team.
  expect((await tried('regularisations', ...RANGE, '--team', 'PEPS-01')).stderr).toMatch(
    /decompte submit PEPS-01 --from 2021-T1 --to 2021-T3 --scheme PEPS --regularisations --variance [0-9a-f]{12} --as NOM/,
  );
  const submission = await tried('submit', ...RANGE, '--regularisations', '--as', 'alice');
  // The report of one period would not show the others, and gives no code of regularisations.
  expect([submission.status, submission.stderr]).toStrictEqual([
    0,
    expect.stringContaining(
      'lit decompte regularisations --from 2021-T1 --to 2021-T3 --scheme PEPS, qui donne la commande',
    ),
  ]);
  const alone = await tried('approve', 'PEPS-01', '2021-Q3', '--as', 'bob');
  expect([alone.status, alone.stderr]).toStrictEqual([
    0,
    expect.stringMatching(
      /payment prepare .* Ce qu’une équipe doit rendre est compensé avec ses prochains versements\./,
    ),
  ]);
  const { code } = await shown();
  assert.ok(code !== null);
  const approval = ['approve', ...RANGE, '--regularisations', '--as', 'bob'];
  expect((await tried(...approval)).status).toBe(1);
  const approved = JSON.parse(await does(...approval, '--variance', code, '--json')) as unknown[];
  expect(approved).toHaveLength(drafted.length - 1);
  expect((await shown()).regularisations).toStrictEqual([]);
  // The calculation shown is that of the first decision.
  const { stdout, stderr } = await tried('show', 'PEPS-01', '2021-Q3');
  const [, first] = /^Total +(\S+) €/m.exec(stdout) ?? [];
  expect(stderr).toMatch(/approuvé, régularisé 1 fois \([\d,\u202f]+ € en tout\) ; à verser : /);
  expect(stderr).not.toContain(`(${first} € en tout)`);
  // The new day has passed: the moved amount is due on the day of approval.
  expect(await does('history', 'ledger', 'FISS')).toMatch(
    /dû réduit · effet 2021-T1 [^·]*·[^·]*·[\s\S]*500,00 €[\s\S]*· dû · /,
  );
});

test('a submission that a late fact made stale is not approved, in bulk neither', async () => {
  await credits('third', 'PEPS-01,2021-05-15,supplément,10000,2021-10-01');
  await does('regularise', ...RANGE, '--as', 'alice');
  await does('submit', ...RANGE, '--regularisations', '--as', 'alice');
  await credits('fourth', 'PEPS-01,2021-06-15,autre supplément,20000,2021-10-01');
  const { code } = await shown();
  const { status, stderr } = await tried(
    ...['approve', ...RANGE, '--regularisations', '--variance', code ?? '', '--as', 'bob'],
  );
  expect([status, stderr]).toStrictEqual([1, expect.stringMatching(/2021-T2 n’est plus à jour.*rejetez-le/)]);
});
