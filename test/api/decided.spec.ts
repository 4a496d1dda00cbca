/**
 * From a payment's reference to the decided statement; the planned payments of a run before it is prepared; the part of both that a team
 * sees.
 */
import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { given, keyed, refused } from '#test/support/client.ts';
import type { DecompteClient } from '#libs/client/client.ts';
import type { SubjectKey } from '#libs/patient-keys/patient-keys.ts';
import { PROJECTIONS } from '#libs/runtime/projections.ts';
import { Application } from '#test/support/application.ts';
import { approve } from '#test/support/decisions.ts';
import { TINY_CALCULATION, TINY_SAMPLE, experimentOfTwoTeams, metaOf } from '#test/support/experiment.ts';
import { Product } from '#test/support/product.ts';
import { COMMIT } from '#test/support/commit.ts';
import { recordCompletedErasure } from '#test/support/completed-erasure.ts';

let service: Application;
let operator: DecompteClient;
let team: DecompteClient;

beforeAll(async () => {
  service = await Application.start(await experimentOfTwoTeams());
  operator = await service.client('operator');
  team = await service.client('team', 'PEPS-01');
});
afterAll(() => service.close());

const DECIDED = { team: 'PEPS-01', period: '2022-Q2' };

const decision = (client: DecompteClient, path: typeof DECIDED & { number: string }) =>
  client.GET('/statements/{team}/{period}/decisions/{number}', { params: { path } });

test('a decision shows its calculation, its instalments and their payments', async () => {
  const decided = given(await decision(operator, { ...DECIDED, number: '0' }));
  const statement = given(await operator.GET('/statements/{team}/{period}', { params: { path: DECIDED } }));
  expect(decided.statement).toStrictEqual(statement.statement);
  expect(decided.digest).toBe(statement.digest);
  expect(decided.lines).toStrictEqual(statement.statement?.lines);
  expect([decided.submittedBy.name, decided.approvedBy.name, decided.envelope]).toStrictEqual(['Alice', 'Bob', 'FISS']);
  const sum = (amounts: readonly { readonly amountCents: string }[]): bigint =>
    amounts.reduce((cents, { amountCents }) => cents + BigInt(amountCents), 0n);
  expect(String(sum(decided.items))).toBe(decided.totalCents);
  const paid = decided.items.filter(({ payments }) => payments.length > 0);
  expect(paid.length).toBeGreaterThan(0);
  for (const { amountCents, payments } of paid)
    expect(payments.map((one) => one.amountCents)).toStrictEqual([amountCents]);
});

test('a decision that was not taken gives 404', async () => {
  refused(await decision(operator, { ...DECIDED, number: '1' }), 404);
  refused(await decision(operator, { ...DECIDED, period: '2023-Q4', number: '0' }), 404);
});

test('a payment leads to the decision that it pays, its run, its file and its events', async () => {
  const { items } = given(await operator.GET('/payments', { params: { query: { team: 'PEPS-01' } } }));
  expect(items.length).toBeGreaterThan(0);
  for (const payment of items) {
    const { endToEndId, period, amountCents } = payment;
    const read = given(await operator.GET('/payments/{endToEndId}', { params: { path: { endToEndId } } }));
    expect(read.payment).toStrictEqual(payment);
    assert.ok(read.decision !== null);
    expect(read.decision).toMatchObject({ team: 'PEPS-01', period, number: 0 });
    expect(read.run).toMatchObject({ run: 'R1', envelope: 'FISS' });
    expect(read.run.releasedBy.name).toBe('Carole');
    expect(read.file?.file).toBe('R1');
    expect(read.events.map(({ type }) => type)).toStrictEqual(['DuePosted', 'PaymentReleased']);
    expect(read.events.map((event) => event.amountCents)).toStrictEqual([amountCents, amountCents]);
    const decided = given(await decision(operator, { team: 'PEPS-01', period, number: String(read.decision.number) }));
    expect(decided.items).toContainEqual(read.item);
  }
});

test('the event of an approval leads to its due and paid amounts, in pages of any size', async () => {
  const auditor = await service.client('auditor');
  const stream = `statement-${DECIDED.team}-${DECIDED.period}`;
  const { items } = given(await auditor.GET('/streams/{stream}/events', { params: { path: { stream } } }));
  const approval = items.find(({ type }) => type === 'StatementApproved');
  assert.ok(approval !== undefined);
  const path = { position: String(approval.position) };
  const effects: { type: string; why: string }[] = [];
  for (let cursor: string | undefined, isFirst = true; isFirst || cursor !== undefined; isFirst = false) {
    const query = { limit: 2, ...(cursor === undefined ? {} : { cursor }) };
    const page = given(await auditor.GET('/events/{position}/effects', { params: { path, query } }));
    effects.push(...page.items);
    cursor = page.next ?? undefined;
  }
  const named = effects.filter(({ why }) => why === 'NAMES').map(({ type }) => type);
  expect(new Set(named)).toStrictEqual(new Set(['DuePosted', 'DecisionPosted', 'PaymentReleased']));
  refused(await auditor.GET('/events/{position}/effects', { params: { path: { position: '999999' } } }), 404);
});

test('a reference that no payment has gives 404', async () => {
  const path = { endToEndId: 'DCPT000000000000000000000000' };
  refused(await operator.GET('/payments/{endToEndId}', { params: { path } }), 404);
});

test('a preview records nothing, and shows the payments of the run that is then prepared', async () => {
  const { product } = service;
  await approve(product, [{ team: 'PEPS-01', period: '2023-Q1' }], metaOf('Bob'), COMMIT);
  const position = await product.log.end();
  const path = { envelope: 'FISS' };
  const query = { dueBy: '2024-12-31' };
  const preview = given(await operator.GET('/envelopes/{envelope}/run-preview', { params: { path, query } }));
  expect(await product.log.end()).toBe(position);
  const sum = preview.payments.reduce((cents, { amountCents }) => cents + BigInt(amountCents), 0n);
  expect(preview.totalCents).toBe(String(sum));
  expect(preview.count).toBeGreaterThan(0);
  expect(preview.faults).toStrictEqual([]);
  const body = { run: 'R2', envelope: 'FISS', ...query };
  const prepared = given(await operator.POST('/payment-runs', { params: keyed(), body }));
  expect([prepared.count, prepared.totalCents]).toStrictEqual([preview.count, preview.totalCents]);
  const read = given(await operator.GET('/payment-runs/{run}', { params: { path: { run: 'R2' } } }));
  expect(read.prepared?.payments).toStrictEqual(preview.payments);
});

test('a preview of an unknown envelope gives 404', async () => {
  const path = { envelope: 'NULLE-PART' };
  refused(await operator.GET('/envelopes/{envelope}/run-preview', { params: { path } }), 404);
});

test('a statement read again is the same answer, and still refused to a person who may not read it', async () => {
  const [staff, own, other] = await Promise.all([
    service.bearer('operator'),
    service.bearer('team', 'PEPS-01'),
    service.bearer('team', 'PRIM-01'),
  ]);
  const read = async (authorization: string, more: Readonly<Record<string, string>> = {}) => {
    const answer = await service.fetch('/statements/PEPS-01/2022-Q2', { headers: { authorization, ...more } });
    const headers = [...answer.headers].filter(([name]) => !/^(?:date|x-request-id|x-correlation-id)$/.test(name));
    return { status: answer.status, headers, body: await answer.text() };
  };
  for (const caller of [staff, own]) {
    const first = await read(caller);
    expect(first.status).toBe(200);
    expect(await read(caller)).toStrictEqual(first);
    const etag = new Map(first.headers).get('etag') ?? '';
    expect(await read(caller, { 'if-none-match': etag })).toMatchObject({ status: 304, body: '' });
    for (let i = 0; i < 2; i++) expect((await read(other)).status).toBe(403);
  }
});

test('a team sees its decided statement also after another calculation, and no undecided one', async () => {
  const read = (client: DecompteClient, path: typeof DECIDED) =>
    client.GET('/statements/{team}/{period}', { params: { path } });
  const before = given(await read(team, DECIDED));
  const undecided = { ...DECIDED, period: '2023-Q2' };
  given(await read(operator, undecided));
  refused(await read(team, undecided), 404);
  refused(await team.GET('/statements/{team}/{period}/lines', { params: { path: undecided } }), 404);
  const state = given(await team.GET('/statements/{team}/{period}/decisions', { params: { path: undecided } }));
  expect([state.stage, state.submitted, state.drafted]).toStrictEqual(['NONE', null, null]);

  const { product } = service;
  await product.calculate({ ...TINY_CALCULATION, knownOn: '2022-07-31' });
  for (const projection of PROJECTIONS) await product.readStore.upToDate(projection, product.log);
  const after = await product.log.end();
  const latest = given(
    await operator.GET('/statements/{team}/{period}', { params: { path: DECIDED, query: { after } } }),
  );
  expect(latest.pin.knownOn).toBe('2022-07-31');
  expect(given(await read(team, DECIDED))).toStrictEqual(before);
});

test('the accounts are one list, of teams and envelopes, with their numbers hidden from roles that need not see them', async () => {
  const read = given(await operator.GET('/accounts', {}));
  expect(read.items.map(({ side, holder }) => `${side} ${holder}`)).toStrictEqual([
    'debtor FISS',
    'payee PEPS-01',
    'payee PRIM-01',
  ]);
  for (const { side, holder, ...account } of read.items) {
    const one =
      side === 'payee'
        ? await operator.GET('/payees/{team}', { params: { path: { team: holder } } })
        : await operator.GET('/debtors/{envelope}', { params: { path: { envelope: holder } } });
    expect({ holder, ...account }).toStrictEqual(given(one));
    expect(account.confirmed?.iban).toMatch(/•/);
  }
});

test('an envelope over its years has the payments of its runs', async () => {
  const path = { envelope: 'FISS' };
  const { years } = given(await operator.GET('/envelopes/{envelope}', { params: { path } }));
  const payments = given(await operator.GET('/payments', { params: { query: { envelope: 'FISS' } } })).items;
  for (const { year, releasedCents } of years) {
    const of = payments.filter(({ period, status }) => period.startsWith(year) && status === 'RELEASED');
    expect(releasedCents).toBe(String(of.reduce((cents, { amountCents }) => cents + BigInt(amountCents), 0n)));
  }
  expect(years.length).toBeGreaterThan(0);
});

test('a preview takes several exceptions, and reports each that does not apply', async () => {
  const path = { envelope: 'FISS' };
  const ask = (exception: string) =>
    operator.GET('/envelopes/{envelope}/run-preview', { params: { path, query: { exception } } });
  const { faults } = given(await ask('avance-2026-03,compte-PEPS-01'));
  expect(faults.filter((fault) => fault.includes('exception'))).toStrictEqual([
    expect.stringContaining('avance-2026-03'),
    expect.stringContaining('compte-PEPS-01'),
  ]);
  refused(await ask('avance,'), 400);
});

test('while a former copy of the keys is there, a statement that was read before is refused too', async () => {
  const product = Product.sealed();
  await product.import(`${TINY_SAMPLE}/facts`);
  await product.calculate(TINY_CALCULATION);
  const { keys } = product.log;
  assert.ok(keys !== undefined);
  const reference = 'a'.repeat(64);
  await recordCompletedErasure(product.log, reference);
  for (const projection of PROJECTIONS) await product.readStore.upToDate(projection, product.log);
  const sealed = await Application.start(product);
  try {
    const authorization = await sealed.bearer('operator');
    const read = async (): Promise<number> =>
      (await sealed.fetch('/statements/PEPS-01/2022-Q2', { headers: { authorization } })).status;
    expect([await read(), await read()]).toStrictEqual([200, 200]);
    const former: SubjectKey = { reference, subject: 'patient/P0', key: Buffer.alloc(32) };
    jest.spyOn(keys, 'epoch').mockResolvedValue(-1);
    jest.spyOn(keys, 'keysOf').mockResolvedValue(new Map([[reference, former]]));
    // An answer about the keys holds for half a second.
    await pause(600);
    expect(await read()).toBe(503);
  } finally {
    jest.restoreAllMocks();
    await sealed.close();
  }
});
