/**
 * A year in the life of a team: four quarters calculated, approved and paid by different people; a returned payment; late facts; replay;
 * regularisation up and down with set-off; a rule changed with effect in the past; a payee changed the day before a run. The team is
 * small enough for every balance to be worked out by hand.
 *
 * Grid GP-2021, a year: woman of 40-49: 77.76 €; man of 17-39: 58.28 €; woman of 17-39: 66.96 €. A quarter: 19.44, 14.57, 16.74 €.
 * Two patients at first: 34.01 € a quarter. No acts, no rate of poverty, no quality: nothing moves these amounts.
 */
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { calculate } from '#libs/statements/calculation/calculate.ts';
import { latestStatements } from '#libs/statements/calculation/latest.ts';
import { decidedLines, total } from '#libs/statements/workflow/decisions.ts';
import {
  ExplainPayment,
  ExplainPaymentHandler,
  type PaymentExplanation,
} from '#libs/explain/queries/explain-payment.ts';
import { ledgerOf } from '#libs/payments/ledger/ledger.ts';
import { ServedStores, Stores } from '#libs/runtime/stores.module.ts';
import { paymentText } from '#libs/words/texts/payment-text.ts';
import { draftOf } from '#libs/statements/workflow/state.ts';
import { loadStatement, loadStatements } from '#libs/statements/workflow/statements.ts';
import type { CommandMeta } from '#libs/commands/person.ts';
import type { Commit } from '#libs/event-store/event.ts';
import { dayFromText, quarterFromText } from '#libs/kernel/day.ts';
import type { DomainError } from '#libs/kernel/domain-error.ts';
import { envelopeUse, teamBalance } from '#libs/payments/ledger/balances.ts';
import { accountKeyOf, accountStream } from '#libs/payments/accounts/account-key.ts';
import { REGULATION_STREAM, latest, publications } from '#libs/regulation/publication/published.ts';
import { replay } from '#libs/replay/replay.ts';
import { sentenceOf } from '#libs/words/sentence-of.ts';
import { approve, refusalsOf, regularise, submit, withdraw } from '#test/support/decisions.ts';
import { Product } from '#test/support/product.ts';
import { SHIPPED } from '#test/support/shipped.ts';
import { Bundles } from '#test/support/payment-bundle.ts';
import { says } from '#test/support/says.ts';
import {
  confirmAccount,
  confirmChange,
  envelopeInPlace,
  exceptAccount,
  envelopeNamed,
  type RunInTest,
  findRun,
  makeRun,
  proposeAccount,
  proposeChange,
  proposeTerms,
  publishVersion,
  takeAnswer,
} from '#test/support/money.ts';
import type { ChangeAsked } from '#libs/payments/ledger/rules/change-ledger.ts';

const product = new Product();
const { log } = product;
afterAll(() => product.close());

let keys = 0;
function meta(name: string, day: string): CommandMeta {
  return { by: { name, assurance: 'asserted', osUser: 'test' }, key: `key-${keys++}`, at: `${day}T10:00:00.000Z` };
}
function commit({ at, by, key }: CommandMeta): Commit {
  return { recordedAt: at, actor: by.name, correlation: key, causation: 'test' };
}

async function facts(name: string, files: Readonly<Record<string, readonly string[]>>): Promise<void> {
  const folder = join(product.folder, name);
  mkdirSync(folder);
  for (const [file, lines] of Object.entries(files))
    writeFileSync(join(folder, `${file}.csv`), `${lines.join('\n')}\n`);
  for (const { file, setAside, refused } of (await product.import(folder)).files)
    expect([file, setAside, refused]).toStrictEqual([file, 0, undefined]);
}

async function calculateAndDecide(period: string, knownOn: string, day: string): Promise<void> {
  await product.calculate({ from: period, to: period, knownOn });
  const asked = meta('alice', day);
  const submitted = await submit(product, [{ team: 'T1', period }], asked, commit(asked));
  expect(refusalsOf(submitted)).toStrictEqual([undefined]);
  await approved(period, day);
}

async function approved(period: string, day: string): Promise<void> {
  const by = meta('bob', day);
  const outcome = await approve(product, [{ team: 'T1', period }], by, commit(by));
  expect(refusalsOf(outcome)).toStrictEqual([undefined]);
}

function run(id: string, day: string, more: Partial<RunInTest> = {}, who = 'carol'): Promise<unknown> {
  const by = meta(who, day);
  const request = {
    envelope: 'FISS',
    run: id,
    dueBy: dayFromText(day),
  };
  return makeRun(product, { ...request, ...more }, by, commit(by));
}

async function answered(id: string, outcome: 'EXECUTED' | 'RETURNED', day: string): Promise<void> {
  const by = meta('dave', day);
  const { payments } = await findRun(product, id);
  const entries = payments.map(({ endToEndId, amountCents }) => ({
    id: `${id}/${endToEndId}/${outcome}`,
    endToEndId,
    outcome,
    day: dayFromText(day),
    amountCents,
  }));
  await takeAnswer(product, entries, by, commit(by));
  // The same answer again changes nothing.
  await takeAnswer(product, entries, meta('dave', day), commit(by));
}

async function explainedPayment(endToEndId: string): Promise<PaymentExplanation> {
  const served = ServedStores.broughtUp(new Stores(log, product.readStore));
  const found = await new ExplainPaymentHandler(served).execute(new ExplainPayment(endToEndId));
  assert.ok(found);
  return found;
}

async function balances(): Promise<Record<string, bigint>> {
  const state = await envelopeNamed(log, 'FISS');
  const of = (kind: Parameters<typeof teamBalance>[1]): bigint => teamBalance(state, kind, 'T1');
  const found = {
    decided: of('charges'),
    due: -of('due'),
    released: -of('released'),
    paid: -of('executed'),
    toRecover: of('to-recover'),
    demanded: of('demanded'),
  };
  const sum = [...state.balances.values()].reduce((all, cents) => all + cents, 0n);
  assert.equal(sum, 0n, 'the ledger is balanced');
  return found;
}

async function replayed(period: string, knownOn: string) {
  const published = await latest(log);
  assert.ok(published);
  const quarter = quarterFromText(period);
  const { statements } = await replay(product, {
    range: { from: quarter, to: quarter },
    knownOn: dayFromText(knownOn),
    source: published.source,
    team: 'T1',
  });
  const [one] = statements;
  assert.ok(one?.now);
  return { ...one, now: one.now };
}

async function regularised(period: string, knownOn: string, day: string): Promise<bigint> {
  const { now } = await replayed(period, knownOn);
  const by = meta('alice', day);
  const drafted = draftOf(await regularise(product, now, by, commit(by)));
  assert.ok(drafted);
  const asked = meta('alice', day);
  const outcome = await submit(product, [{ team: 'T1', period }], asked, commit(asked));
  expect(refusalsOf(outcome)).toStrictEqual([undefined]);
  await approved(period, day);
  return total(drafted.lines);
}

async function proposed(change: ChangeAsked, day: string): Promise<void> {
  const by = meta('alice', day);
  await proposeChange(log, change, by, commit(by));
}

async function confirmed(proposal: string, day: string): Promise<void> {
  const by = meta('bob', day);
  await confirmChange(log, proposal, by, commit(by));
}

function exceptionTo(exception: string, amountCents: bigint): ChangeAsked {
  const terms = { kind: 'EXCEED_ENVELOPE', envelope: 'FISS', amountCents } as const;
  return { kind: 'EXCEPTION', exception, reason: 'rallonge votée', terms };
}

async function exception(id: string, amountCents: bigint, day: string): Promise<void> {
  await proposed(exceptionTo(id, amountCents), day);
  await confirmed(`exception:${id}`, day);
}

const ACCOUNT = { name: 'Maison de santé', iban: 'FR7630006000011234567890189', bic: 'AGRIFRPP' };

async function account(stream: string, day: string): Promise<void> {
  const [first, second] = [meta('alice', day), meta('bob', day)];
  const key = accountKeyOf(stream);
  await proposeAccount(product, key, ACCOUNT, { meta: first, commit: commit(first) });
  const alone = meta('ALICE', day);
  await expect(confirmAccount(product, key, { meta: alone, commit: commit(alone) })).rejects.toMatchObject({
    code: 'SECOND_PERSON_REQUIRED',
  });
  await confirmAccount(product, key, { meta: second, commit: commit(second) });
}

test('records the team, the envelope and the accounts', async () => {
  await facts('first', {
    teams: [
      'team_id,from,name,scheme,option,scope,structure,finess,commune,known_on',
      'T1,2020-12-01,Maison,PEPS,ALL,GP,MSP,010780054,01283,2020-12-01',
    ],
    phases: ['team_id,phase,from,known_on', 'T1,FORFAIT,2021-01-01,2020-12-01'],
    members: ['team_id,rpps,profession,from,until,known_on', 'T1,10000001916,GP,2020-12-01,,2020-12-01'],
    patients: [
      'patient_id,birth_date,sex,died_on,known_on',
      'P1,1980-05-05,F,,2020-12-01',
      'P2,1990-05-05,M,,2020-12-01',
      'P3,1995-05-05,F,,2020-12-01',
    ],
    declarations: [
      'patient_id,rpps,declared_on,known_on',
      'P1,10000001916,2020-06-01,2020-12-01',
      'P2,10000001916,2020-06-01,2020-12-01',
    ],
  });
  const author = (name: string) => {
    const by = meta(name, '2020-12-02');
    return { meta: by, commit: commit(by) };
  };
  const people = { first: author('alice'), second: author('bob') };
  await envelopeInPlace(log, 'FISS', { amountCents: 20_000n, schemes: ['PEPS'] }, people);
  await account(accountStream({ side: 'debtor', holder: 'FISS' }), '2020-12-02');
  await account(accountStream({ side: 'payee', holder: 'T1' }), '2020-12-02');
  expect(envelopeUse(await envelopeNamed(log, 'FISS'), dayFromText('2020-12-02')).leftCents).toBe(20_000n);
});

test('separates submitting, approving and releasing, and pays the first quarter once', async () => {
  await product.calculate({ from: '2021-Q1', to: '2021-Q1', knownOn: '2021-01-01' });
  const alice = meta('alice', '2021-01-02');
  await submit(product, [{ team: 'T1', period: '2021-Q1' }], alice, commit(alice));
  const again = meta('alice', '2021-01-02');
  const self = await approve(product, [{ team: 'T1', period: '2021-Q1' }], again, commit(again));
  expect(refusalsOf(self)[0]).toMatch(/alice a soumis T1 2021-T1 ; il faut une seconde personne/);
  await approved('2021-Q1', '2021-01-03');
  expect(await balances()).toStrictEqual({
    decided: 3401n,
    due: 3401n,
    released: 0n,
    paid: 0n,
    toRecover: 0n,
    demanded: 0n,
  });
  await assert.rejects(run('R1', '2021-03-31', {}, 'bob'), says(/bob a approuvé des décomptes de T1/));
  await run('R1', '2021-03-31');
  await assert.rejects(run('R1', '2021-03-31'), says(/la campagne R1 est déjà libérée/));
  await assert.rejects(run('R1-again', '2021-03-31'), says(/rien n’est à payer/));
  const by = meta('bob', '2021-04-01');
  const withdrawn = await withdraw(product, [{ team: 'T1', period: '2021-Q1' }], by, commit(by));
  expect(refusalsOf(withdrawn)[0]).toMatch(/déjà libéré/);
  await answered('R1', 'EXECUTED', '2021-04-02');
  expect(await balances()).toStrictEqual({
    decided: 3401n,
    due: 0n,
    released: 0n,
    paid: 3401n,
    toRecover: 0n,
    demanded: 0n,
  });
});

test('a decision does not change the latest calculation', async () => {
  const { statements } = await latestStatements(product);
  expect(
    statements.map(({ period, pin, statement }) => [period, pin.rulesVersion, statement?.totalCents]),
  ).toStrictEqual([['2021-Q1', '2', 3401n]]);
});

test('a returned payment is due again and is issued again', async () => {
  await calculateAndDecide('2021-Q2', '2021-04-01', '2021-04-02');
  await run('R2', '2021-06-30');
  await answered('R2', 'RETURNED', '2021-07-02');
  expect(await balances()).toStrictEqual({
    decided: 6802n,
    due: 3401n,
    released: 0n,
    paid: 3401n,
    toRecover: 0n,
    demanded: 0n,
  });
  await run('R2-again', '2021-07-05');
  const [first, second] = [await findRun(product, 'R2'), await findRun(product, 'R2-again')];
  expect(first.payments[0]?.endToEndId).not.toBe(second.payments[0]?.endToEndId);
  await answered('R2-again', 'EXECUTED', '2021-07-06');
  expect(await balances()).toStrictEqual({
    decided: 6802n,
    due: 0n,
    released: 0n,
    paid: 6802n,
    toRecover: 0n,
    demanded: 0n,
  });
});

test('refuses a payee changed the day before a run until two other persons except its account', async () => {
  await calculateAndDecide('2021-Q3', '2021-07-01', '2021-07-02');
  await account(accountStream({ side: 'payee', holder: 'T1' }), '2021-09-29');
  await assert.rejects(
    run('R3', '2021-09-30'),
    says(/T1 \(.*\) : son compte a changé il y a peu ; .* à partir du 29\/10\/2021/),
  );
  const [dave, erin] = [meta('dave', '2021-09-30'), meta('erin', '2021-09-30')];
  await exceptAccount(log, 'T1', { meta: dave, commit: commit(dave) }, { meta: erin, commit: commit(erin) });
  await run('R3', '2021-09-30');
  await answered('R3', 'EXECUTED', '2021-10-02');
  expect((await balances())['paid']).toBe(10_203n);
});

test('a statement withdrawn before any release is submitted and approved again', async () => {
  await calculateAndDecide('2021-Q4', '2021-10-01', '2021-10-02');
  const by = meta('bob', '2021-10-03');
  const [outcome] = await withdraw(product, [{ team: 'T1', period: '2021-Q4' }], by, commit(by));
  expect(outcome).toMatchObject({ refused: undefined, events: ['StatementWithdrawn'] });
  expect(await balances()).toStrictEqual({
    decided: 10_203n,
    due: 0n,
    released: 0n,
    paid: 10_203n,
    toRecover: 0n,
    demanded: 0n,
  });
  expect((await loadStatement(log, { team: 'T1', period: '2021-Q4' })).status).toBe('CALCULATED');
  await calculateAndDecide('2021-Q4', '2021-10-01', '2021-10-04');
  expect((await balances())['due']).toBe(3401n);
});

test('refuses a stale draft after late facts; replay explains the difference and changes nothing', async () => {
  await facts('late', {
    declarations: ['patient_id,rpps,declared_on,known_on', 'P3,10000001916,2020-12-15,2021-10-15'],
    patients: ['patient_id,birth_date,sex,died_on,known_on', 'P1,1980-05-05,F,2021-02-01,2021-11-01'],
  });
  const end = await log.end();
  const first = await replayed('2021-Q1', '2021-11-15');
  expect(first.differenceCents).toBe(1674n);
  expect(first.why.patients.map(({ patient, facts: [fact] }) => [patient, fact?.kind, fact?.knownOn])).toStrictEqual([
    ['P3', 'declarations', '2021-10-15'],
  ]);
  const second = await replayed('2021-Q2', '2021-11-15');
  expect(second.differenceCents).toBe(1674n - 1944n);
  expect(second.why.patients.map(({ patient }) => patient).sort()).toStrictEqual(['P1', 'P3']);
  expect(await log.end()).toBe(end);
});

test('pays a positive regularisation; a negative one reduces the unreleased amount, then is set off', async () => {
  expect(await regularised('2021-Q1', '2021-11-15', '2021-11-16')).toBe(1674n);
  expect(await regularised('2021-Q2', '2021-11-15', '2021-11-16')).toBe(-270n);
  expect(await regularised('2021-Q3', '2021-11-15', '2021-11-16')).toBe(-270n);
  expect(await balances()).toStrictEqual({
    decided: 3401n * 4n + 1674n - 540n,
    due: 3401n + 1674n,
    released: 0n,
    paid: 10_203n,
    toRecover: 540n,
    demanded: 0n,
  });
  // No part of the fourth quarter is released, so its instalment becomes smaller.
  expect(await regularised('2021-Q4', '2021-11-15', '2021-11-16')).toBe(-270n);
  expect([(await balances())['due'], (await balances())['toRecover']]).toStrictEqual([3131n + 1674n, 540n]);
  await run('R4', '2021-12-31');
  const { payments } = await findRun(product, 'R4');
  expect(payments.map(({ amountCents }) => amountCents)).toStrictEqual([1674n - 540n, 3131n]);
  await answered('R4', 'EXECUTED', '2022-01-03');
  const decided = 5075n + 3131n + 3131n + 3131n;
  expect(await balances()).toStrictEqual({
    decided,
    due: 0n,
    released: 0n,
    paid: decided,
    toRecover: 0n,
    demanded: 0n,
  });
});

test('a payment of a regularisation is explained by line, by patient and by the debt set off', async () => {
  const [{ endToEndId } = { endToEndId: '' }] = (await findRun(product, 'R4')).payments;
  const explained = await explainedPayment(endToEndId);
  expect(explained.steps.map(({ type, amountCents }) => [type, amountCents])).toStrictEqual([
    ['DuePosted', 1674n],
    ['SetOff', -270n],
    ['SetOff', -270n],
  ]);
  const changed = explained.paid?.lines.filter(({ beforeCents, afterCents }) => beforeCents !== afterCents);
  expect(changed).toStrictEqual([{ line: 'CAPITATION', beforeCents: 3401n, afterCents: 5075n }]);
  expect(explained.paid).toMatchObject({
    number: 1,
    why: { patients: [{ patient: 'P3', facts: [{ kind: 'declarations', knownOn: '2021-10-15' }] }] },
  });
  expect(paymentText(explained)).toMatch(
    /11,34\s€ à T1, échéance du .* de 2021-T1\n  \+ 16,74\s€ {2}dû, événement \d+\n  − 2,70\s€ {2}compensation \(.*\), événement \d+\n/,
  );
});

test('the bundle of a payment of a regularisation is calculated again with Node alone, debts included', async () => {
  const [{ endToEndId } = { endToEndId: '' }] = (await findRun(product, 'R4')).payments;
  const bundles = await Bundles.of(product);
  try {
    await bundles.write({ payment: endToEndId }, 'bundle.jsonl');
    const { status, text } = bundles.recalculate('bundle.jsonl');
    expect(text).toMatch(/T1 2021-T1, régularisation 1 : 16,74 €/);
    expect(text).toMatch(/T1 2021-T3, régularisation 1 : −2,70 €/);
    expect(text).toContain(
      `${endToEndId} : 11,34 € = 16,74 € (dû par la décision) − 2,70 € (dette compensée) − 2,70 € (dette compensée)`,
    );
    expect(text).toContain('Réponse de la banque : payé le 03/01/2022.');
    expect(status).toBe(0);
  } finally {
    bundles.remove();
  }
});

test('so is the bundle of a statement whose payment was set off against debts from other statements', async () => {
  const bundles = await Bundles.of(product);
  try {
    await bundles.write({ team: 'T1', period: '2021-Q1' }, 'statement.jsonl');
    const { status, text } = bundles.recalculate('statement.jsonl');
    expect(text).toMatch(/T1 2021-T1, régularisation 1 : 16,74 €/);
    expect(text).toMatch(/T1 2021-T2, régularisation 1 : −2,70 €/);
    expect(text).toMatch(/T1 2021-T3, régularisation 1 : −2,70 €/);
    expect(text).not.toContain('2021-T4');
    expect(status).toBe(0);
  } finally {
    bundles.remove();
  }
});

test('the steps of every payment add up to it, and its lines to the decided amount', async () => {
  const payments = [...(await ledgerOf(log)).payments.values()];
  expect(payments.length).toBeGreaterThan(5);
  for (const { endToEndId, amountCents } of payments) {
    const { steps, paid, item } = await explainedPayment(endToEndId);
    expect(steps.reduce((sum, step) => sum + step.amountCents, 0n)).toBe(amountCents);
    const after = paid?.lines.reduce((sum, line) => sum + line.afterCents - line.beforeCents, 0n);
    const { decisions } = await loadStatement(log, item);
    expect(after).toBe(total(decisions.find(({ number }) => number === paid?.number)?.lines ?? []));
  }
});

test('two people publish a retroactive rule; replay names the parameter, and the difference is regularised', async () => {
  const parameters = JSON.parse(SHIPPED.parameters) as {
    version: string;
    schemes: { PEPS: { local_factor: { values: { value: { missing: string } }[] } } };
  };
  parameters.version = '2022-02';
  for (const { value } of parameters.schemes.PEPS.local_factor.values) value.missing = '51/50';
  const [first, second] = [meta('alice', '2022-02-01'), meta('bob', '2022-02-01')];
  const source = { parameters: JSON.stringify(parameters), grids: SHIPPED.grids };
  await publications(log).handle(REGULATION_STREAM, {
    command: { type: 'propose', by: first.by, source },
    meta: first,
    commit: commit(first),
  });
  await publishVersion({ log }, { meta: second, commit: commit(second) });
  const { differenceCents, why } = await replayed('2021-Q1', '2022-02-01');
  // 50.75 × 1.02 = 51.765, to the cent 51.77
  expect(differenceCents).toBe(102n);
  expect(why.parameters.map(({ parameter }) => parameter)).toStrictEqual(['local_factor']);
  expect(why.patients).toStrictEqual([]);
  expect(await regularised('2021-Q1', '2022-02-01', '2022-02-02')).toBe(102n);
  expect((await balances())['due']).toBe(102n);
  await run('R5', '2022-02-28');
  await answered('R5', 'EXECUTED', '2022-03-01');
});

test('refuses to exceed an envelope without an exception by two people', async () => {
  const use = envelopeUse(await envelopeNamed(log, 'FISS'), dayFromText('2022-03-01'));
  expect([use.paidCents, use.leftCents]).toStrictEqual([14_570n, 5_430n]);
  // 2022: P2 and P3 alone, 31.31 € with the new factor 31.94 € (31.31 × 1.02 = 31.9362).
  const published = await latest(log);
  assert.ok(published);
  for (const [period, day] of [
    ['2022-Q1', '2022-03-01'],
    ['2022-Q2', '2022-06-01'],
  ] as const) {
    const quarter = quarterFromText(period);
    const by = meta('alice', day);
    await calculate(
      product,
      { range: { from: quarter, to: quarter }, knownOn: dayFromText(day), regulation: published.regulation },
      commit(by),
    );
    await submit(product, [{ team: 'T1', period }], by, commit(by));
    if (period === '2022-Q1') await approved(period, day);
  }
  const of = [{ team: 'T1', period: '2022-Q2' }];
  const bob = meta('bob', '2022-06-01');
  const beyond = await approve(product, of, bob, commit(bob));
  expect(refusalsOf(beyond)[0]).toMatch(/il faut 31,94 € de plus dans l’enveloppe FISS, qui en a encore 22,36 €/);
  await exception('X0', 1_000n, '2022-06-02');
  const again = meta('bob', '2022-06-02');
  expect(refusalsOf(await approve(product, of, again, commit(again), 'X0'))).toStrictEqual([undefined]);
  assert.equal((await balances())['due'], 6388n);
  await assert.rejects(
    run('R6', '2022-06-30'),
    says(/l’enveloppe FISS a encore 54,30 €, la campagne en demande 63,88 €/),
  );
  // An exception serves once: the approval used the first.
  await assert.rejects(run('R6', '2022-06-30', { exceptions: ['X0'] }), says(/n’est pas confirmée, a déjà servi/));
  const first = meta('alice', '2022-06-30');
  await proposeChange(log, exceptionTo('X1', 1_000n), first, commit(first));
  await assert.rejects(run('R6', '2022-06-30', { exceptions: ['X1'] }), says(/n’est pas confirmée/));
  await confirmed('exception:X1', '2022-06-30');
  await run('R6', '2022-06-30', { exceptions: ['X1'] });
  await assert.rejects(run('R7', '2022-09-30', { exceptions: ['X1'] }), says(/rien n’est à payer|déjà servi/));
  await answered('R6', 'EXECUTED', '2022-07-01');
});

test('the debt of a team that left becomes a demand for repayment', async () => {
  await facts('left', {
    declarations: ['patient_id,rpps,declared_on,known_on', 'P2,,2020-06-01,2022-07-15'],
    phases: ['team_id,phase,from,known_on', 'T1,LEFT,2022-07-01,2022-06-15'],
  });
  const { differenceCents } = await replayed('2022-Q2', '2022-07-20');
  // P3 alone: 16.74 × 1.02 = 17.0748; decided 31.94: minus 14.87.
  expect(differenceCents).toBe(1707n - 3194n);
  expect(await regularised('2022-Q2', '2022-07-20', '2022-07-21')).toBe(-1487n);
  expect((await balances())['toRecover']).toBe(1487n);
  await proposed({ kind: 'DEMAND', envelope: 'FISS', team: 'T1' }, '2022-07-22');
  expect((await balances())['toRecover']).toBe(1487n);
  await confirmed('demand:FISS:T1', '2022-07-23');
  const { toRecover, demanded } = await balances();
  expect([toRecover, demanded]).toStrictEqual([0n, 1487n]);
});

test('the repayment of a team is recorded by two people, and counts for the envelope', async () => {
  const before = envelopeUse(await envelopeNamed(log, 'FISS'), dayFromText('2022-08-31'));
  const repaid = { amountCents: 1_000n, receivedOn: dayFromText('2022-08-30'), reference: 'VIR 4711' };
  await proposed({ kind: 'REPAYMENT', envelope: 'FISS', team: 'T1', ...repaid }, '2022-08-31');
  await confirmed('repayment:FISS:T1', '2022-09-01');
  expect((await balances())['demanded']).toBe(487n);
  const { leftCents, repaidCents } = envelopeUse(await envelopeNamed(log, 'FISS'), dayFromText('2022-09-01'));
  expect([leftCents - before.leftCents, repaidCents]).toStrictEqual([1_000n, 1_000n]);
});

test('everything decided adds up to the last decided amounts, and only one regularisation is open at a time', async () => {
  const { statements } = await latestStatements(product);
  for (const cycle of await loadStatements(product, {})) {
    const last = statements.find(({ period }) => period === cycle.period);
    expect(cycle.decisions.length > 0 && last !== undefined).toBe(true);
    const decided = total(decidedLines(cycle.decisions));
    expect(decided).toBe(cycle.decisions.reduce((sum, { lines }) => sum + total(lines), 0n));
  }
  const { now } = await replayed('2021-Q3', '2022-07-20');
  const by = meta('alice', '2022-07-23');
  const drafted = await regularise(product, now, by, commit(by));
  const second = meta('alice', '2022-07-23');
  const [first, replaced] = [draftOf(drafted), draftOf(await regularise(product, now, second, commit(second)))];
  expect(replaced?.number).toBe((first?.number ?? NaN) + 1);
  expect(replaced?.lines).toStrictEqual(first?.lines);
});

test('one of two simultaneous approvals wins, and the other names the person who decided', async () => {
  const submitted = meta('alice', '2022-07-24');
  await submit(product, [{ team: 'T1', period: '2021-Q3' }], submitted, commit(submitted));
  const other = new Product(product.folder);
  const of = [{ team: 'T1', period: '2021-Q3' }];
  const [bob, erin] = [meta('bob', '2022-07-24'), meta('erin', '2022-07-24')];
  const outcomes = await Promise.allSettled([
    approve(product, of, bob, commit(bob)),
    approve(other, of, erin, commit(erin)),
  ]);
  const won = outcomes.filter((outcome) => outcome.status === 'fulfilled' && outcome.value[0]?.refused === undefined);
  expect(won).toHaveLength(1);
  const lost = outcomes
    .map((outcome) =>
      outcome.status === 'rejected' ? sentenceOf(outcome.reason as DomainError) : (refusalsOf(outcome.value)[0] ?? ''),
    )
    .join();
  expect(lost).toMatch(/approuvée? par (bob|erin)|n.est pas soumis/);
  await other.log.close();
  await other.readStore.close();
});

test('does a command once per key, and refuses its key with another body', async () => {
  const by = meta('alice', '2022-07-25');
  const terms = { amountCents: 30_000n, schemes: ['PEPS'] };
  await proposeTerms(log, 'FISS', terms, by, commit(by));
  const end = await log.end();
  await proposeTerms(log, 'FISS', terms, by, commit(by));
  assert.equal(await log.end(), end);
  await assert.rejects(
    proposeTerms(log, 'FISS', { ...terms, amountCents: 40_000n }, by, commit(by)),
    says(/a déjà servi pour une autre commande/),
  );
});
