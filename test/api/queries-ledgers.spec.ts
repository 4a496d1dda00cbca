/** Envelopes, payment ledgers, payments and accounts read over HTTP: the same as the command line gives, and no account number too many. */
import assert from 'node:assert/strict';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { decompte } from '#test/support/command-line.ts';
import { paidExperiment } from '#test/support/experiment.ts';
import { walked, walkedCsv } from '#test/support/pages.ts';
import { Service } from '#test/support/service.ts';

const IBAN = 'FR7630006000011234567890189';

let service: Service;
let accountant: string;
let operator: string;

before(async () => {
  const data = await paidExperiment();
  service = await Service.start({ data });
  rmSync(data, { recursive: true, force: true });
  accountant = await service.token('accountant');
  operator = await service.token('operator');
});
after(() => service.close());

interface Posting {
  readonly revision: number;
  readonly team: string;
  readonly debit: string;
  readonly credit: string;
  readonly amountCents: string;
}

async function shown(...args: readonly string[]): Promise<unknown> {
  const { stdout, stderr, status } = await decompte([...args, '--json', '--data', service.folder]);
  assert.equal(status, 0, stderr);
  return JSON.parse(stdout);
}

const ENTRIES = '/payment-ledgers/FISS/entries';

test('an envelope is used as decompte envelope show says', async () => {
  const { body } = await service.get<{ items: readonly Record<string, unknown>[] }>('/envelopes', {
    token: accountant,
  });
  const items = body.items.map(({ proposed: _, ...envelope }) => envelope);
  assert.deepEqual(items, await shown('envelope', 'show'));
});

test('the balances of the teams add up to the use of the envelope', async () => {
  interface Envelope {
    readonly committedCents: string;
    readonly releasedCents: string;
    readonly paidCents: string;
    readonly teams: readonly Record<'chargesCents' | 'releasedCents' | 'paidCents', string>[];
  }
  const { body } = await service.get<Envelope>('/envelopes/FISS', { token: accountant });
  const sum = (of: 'chargesCents' | 'releasedCents' | 'paidCents'): bigint =>
    body.teams.reduce((cents, team) => cents + BigInt(team[of]), 0n);
  assert.equal(sum('chargesCents'), BigInt(body.committedCents));
  assert.equal(sum('releasedCents') + sum('paidCents'), BigInt(body.releasedCents));
  assert.ok(sum('releasedCents') > 0n);
  assert.equal((await service.get('/envelopes/RIEN', { token: accountant })).status, 404);
});

test('the entries of a ledger, added up, are its balances', async () => {
  const entries = await walked<Posting>(service, ENTRIES, { token: accountant, limit: 4 });
  const balances = new Map<string, bigint>();
  for (const { debit, credit, amountCents } of entries) {
    balances.set(debit, (balances.get(debit) ?? 0n) + BigInt(amountCents));
    balances.set(credit, (balances.get(credit) ?? 0n) - BigInt(amountCents));
  }
  const { state } = (await shown('history', 'ledger', 'FISS')) as {
    state: { balances: readonly { account: string; cents: string }[] };
  };
  assert.deepEqual(
    [...balances].filter(([, cents]) => cents !== 0n).sort(([a], [b]) => (a < b ? -1 : 1)),
    state.balances.map(({ account, cents }) => [account, BigInt(cents)]),
  );
});

test('pages of any size give the whole ledger once, in JSON and in CSV', async () => {
  const whole = await walked<Posting>(service, ENTRIES, { token: accountant, limit: 500 });
  assert.ok(whole.length > 4);
  for (const limit of [1, 3, whole.length, whole.length + 1]) {
    assert.deepEqual(await walked(service, ENTRIES, { token: accountant, limit }), whole, `limit ${limit}`);
    const csv = await walkedCsv(service, ENTRIES, { token: accountant, limit });
    assert.deepEqual(
      csv.map((row) => [Number(row['revision']), row['debit'], row['credit'], row['amount_cents']]),
      whole.map(({ revision, debit, credit, amountCents }) => [revision, debit, credit, amountCents]),
    );
  }
});

test('payments and runs are those of decompte payment list', async () => {
  interface Run {
    readonly by: { readonly name: string };
  }
  const runs = await walked<Run>(service, '/payment-runs', { token: operator, limit: 1 });
  const listed = runs.map((run) => {
    const { at: _, ...fields } = run as Run & { at: string };
    return { ...fields, by: run.by.name };
  });
  assert.deepEqual(listed, await shown('payment', 'list'));
  const payments = await walked<{ amountCents: string; run: string }>(service, '/payments?run=R1', {
    token: operator,
    limit: 2,
  });
  const sum = payments.reduce((cents, { amountCents }) => cents + BigInt(amountCents), 0n);
  assert.equal(String(sum), (runs[0] as unknown as { totalCents: string }).totalCents);
  assert.deepEqual(await walked(service, '/payments?status=RETURNED', { token: operator, limit: 2 }), []);
  const { body } = await service.get<{ payments: unknown[] }>('/payment-runs/R1', { token: operator });
  assert.equal(body.payments.length, payments.length);
});

test('the file for the bank is the one that decompte payment file writes', async () => {
  const [xml, csv] = [join(service.folder, 'run.xml'), join(service.folder, 'run.csv')];
  await decompte(['payment', 'file', 'R1', '--out', xml, '--csv', csv, '--data', service.folder]);
  const served = await service.get<string>('/payment-runs/R1/file', { token: accountant });
  assert.match(served.headers.get('content-type') ?? '', /^application\/xml/);
  assert.equal(served.body, readFileSync(xml, 'utf8'));
  const table = await service.get<string>('/payment-runs/R1/file?format=csv', { token: accountant });
  assert.equal(table.body, readFileSync(csv, 'utf8'));
  assert.equal((await service.get('/payment-runs/R9/file', { token: accountant })).status, 404);
  assert.equal((await service.get('/payment-runs/R1/file', { token: operator })).status, 403);
});

const WITH_ACCOUNTS = [
  '/payees/PEPS-01',
  '/debtors/FISS',
  '/payments',
  '/payment-runs/R1',
  '/streams/payee-PEPS-01/events',
];

test('an account number is whole for who pays or audits, and for nobody else', async () => {
  for (const path of WITH_ACCOUNTS) {
    if (!path.startsWith('/streams/'))
      assert.match(JSON.stringify((await service.get(path, { token: accountant })).body), new RegExp(IBAN), path);
    const auditor = await service.get(path, { token: await service.token('auditor') });
    assert.match(JSON.stringify(auditor.body), new RegExp(IBAN), path);
    const masked = await service.get(path, { token: operator });
    assert.equal(masked.status, 200, path);
    assert.doesNotMatch(JSON.stringify(masked.body), /1234567890/, path);
  }
  const ledger = await service.get('/streams/ledger-FISS/events?limit=500', { token: operator });
  assert.doesNotMatch(JSON.stringify(ledger.body), /1234567890/);
});

test('a team sees its own entries and payments, and not the envelopes', async () => {
  const team = await service.token('team', 'Autre', 'PRIM-01');
  assert.deepEqual(await walked(service, ENTRIES, { token: team, limit: 5 }), []);
  assert.deepEqual(await walked(service, '/payments', { token: team, limit: 5 }), []);
  const own = await service.token('team', 'Tilleuls', 'PEPS-01');
  const entries = await walked<Posting>(service, ENTRIES, { token: own, limit: 5 });
  assert.ok(entries.length > 0 && entries.every((entry) => entry.team === 'PEPS-01'));
  for (const path of [`${ENTRIES}?team=PEPS-01`, '/payments?team=PEPS-01', '/envelopes', '/payees/PRIM-01'])
    assert.equal((await service.get(path, { token: team })).status, 403, path);
});
