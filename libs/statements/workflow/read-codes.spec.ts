/** A step with the code of what a person read is refused if it has changed since, however long ago he read it. */
import assert from 'node:assert/strict';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Author } from '#libs/commands/author.ts';
import { dayOfInstant, dayText } from '#libs/kernel/day.ts';
import type { RegulationInForce } from '#libs/regulation/publication/in-force.ts';
import { SAVED_REPLAYS } from '#libs/replay/saved.ts';
import { Stores } from '#libs/runtime/stores.module.ts';
import { type CalculatedStatement, statementStream } from '#libs/statements/calculated-statement.ts';
import {
  FindRegularisations,
  FindRegularisationsHandler,
  type RegularisationsInHand,
} from '#libs/statements/queries/find-regularisations.ts';
import { ApproveStatements, ApproveStatementsHandler } from '#libs/statements/workflow/commands/approve-statements.ts';
import {
  RegulariseStatements,
  RegulariseStatementsHandler,
} from '#libs/statements/workflow/commands/regularise-statements.ts';
import { RejectStatements, RejectStatementsHandler } from '#libs/statements/workflow/commands/reject-statements.ts';
import { SubmitStatements, SubmitStatementsHandler } from '#libs/statements/workflow/commands/submit-statements.ts';
import {
  WithdrawStatements,
  WithdrawStatementsHandler,
} from '#libs/statements/workflow/commands/withdraw-statements.ts';
import type { StatementOutcome } from '#libs/statements/workflow/each-statement.ts';
import { calculationEvent } from '#libs/statements/workflow/events.ts';
import type { StatementState } from '#libs/statements/workflow/state.ts';
import { loadStatement, statementId, statements } from '#libs/statements/workflow/statements.ts';
import { decisionCode, differenceCode, toSubmitCode, varianceCode } from '#libs/statements/workflow/variance-code.ts';
import { COMMIT } from '#test/support/commit.ts';
import { envelopeInPlace } from '#test/support/money.ts';
import { Product } from '#test/support/product.ts';
import { calculation } from '#test/support/published.ts';
import { person } from '#test/support/specification.ts';

const OF = { team: 'PEPS-01', period: '2021-Q4' };
const RANGE = { from: 2021 * 4 + 3, to: 2021 * 4 + 3 };
const READ = calculation(OF.team, OF.period, 100_00n);
const OTHER = calculation(OF.team, OF.period, 120_00n);

let product: Product;
/** The result of a new calculation. */
let now: CalculatedStatement;
beforeEach(async () => {
  product = new Product();
  const terms = { amountCents: 500_00n, schemes: ['PEPS'] };
  await envelopeInPlace(product.log, 'FISS', terms, { first: author('Alice'), second: author('Bob') });
  await calculate(READ);
});
afterEach(() => product.close());

function author(name: string): Author {
  return { meta: { by: person(name), key: `${name} ${Math.random()}`, at: COMMIT.recordedAt }, commit: COMMIT };
}

function stores(): Stores {
  return Object.assign(new Stores(product.log, product.readStore), { calculationsNow: () => [now] });
}

async function calculate(one: CalculatedStatement): Promise<void> {
  now = one;
  await product.log.append(statementStream(one), [calculationEvent(one)], 'any', COMMIT);
}

function state(): Promise<StatementState> {
  return loadStatement(product.log, OF);
}

/** OF, with a code that must be there. */
function withCode(code: string | undefined) {
  assert.ok(code !== undefined);
  return { ...OF, code };
}

/** The code of the refusal of the only statement; undefined if it is done. */
function refusalIn(outcomes: readonly StatementOutcome[]): string | undefined {
  assert.equal(outcomes.length, 1);
  return outcomes[0]?.refused?.code;
}

async function submit(which: SubmitStatements['which'] = OF): Promise<string | undefined> {
  return refusalIn(await new SubmitStatementsHandler(stores()).execute(new SubmitStatements(which, author('Alice'))));
}

async function approve(): Promise<void> {
  const { outcomes } = await new ApproveStatementsHandler(stores()).execute(new ApproveStatements(OF, author('Bob')));
  assert.equal(refusalIn(outcomes), undefined);
}

async function reject(which: RejectStatements['which'] = OF): Promise<string | undefined> {
  const rejection = new RejectStatements(which, 'essai', author('Bob'));
  return refusalIn(await new RejectStatementsHandler(stores()).execute(rejection));
}

async function withdraw(which: WithdrawStatements['which'] = OF): Promise<string | undefined> {
  const withdrawal = new WithdrawStatements(which, 'essai', author('Bob'));
  return refusalIn(await new WithdrawStatementsHandler(stores()).execute(withdrawal));
}

async function regularise(
  differenceCodes?: readonly string[],
  to: RegulariseStatements['to'] = { knownOn: READ.pin.knownOn },
): Promise<string | undefined> {
  const inForce = { current: () => ({}) } as unknown as RegulationInForce;
  const which = { range: RANGE, ...(differenceCodes === undefined ? {} : { differenceCodes }) };
  const command = new RegulariseStatements(which, to, author('Alice'));
  return refusalIn(await new RegulariseStatementsHandler(stores(), inForce).execute(command));
}

function regularisations(range = RANGE): Promise<RegularisationsInHand> {
  const { log, projections } = stores();
  const handler = new FindRegularisationsHandler({ log, projections });
  return handler.execute(new FindRegularisations({ range }, dayOfInstant(COMMIT.recordedAt)));
}

test('a calculation that was read is submitted, another one that was recorded since is not', async () => {
  const read = withCode(toSubmitCode(await state()));
  await calculate(OTHER);
  expect(await submit(read)).toBe('CALCULATED_MEANWHILE');
  expect((await state()).status).toBe('CALCULATED');
  expect(await submit(withCode(toSubmitCode(await state())))).toBeUndefined();
});

test('a submission that was read is rejected, another one that came since is not', async () => {
  await submit();
  const read = withCode(varianceCode([await state()]));
  await reject();
  await calculate(OTHER);
  await submit();
  expect(await reject(read)).toBe('CHANGED_MEANWHILE');
  expect((await state()).status).toBe('SUBMITTED');
  expect(await reject(withCode(varianceCode([await state()])))).toBeUndefined();
});

test('a rejection in bulk is about what the report showed, or about nothing', async () => {
  await submit();
  const read = withCode(varianceCode([await state()]));
  await reject();
  await calculate(OTHER);
  await submit();
  const range = { range: RANGE };
  await expect(reject({ ...range, varianceCodes: [read.code] })).rejects.toMatchObject({
    code: 'VARIANCE_REPORT_OUTDATED',
  });
  expect((await state()).status).toBe('SUBMITTED');
  const { code } = withCode(varianceCode([await state()]));
  expect(await reject({ ...range, varianceCodes: [code] })).toBeUndefined();
});

test('a decision that was read is withdrawn, the same amounts decided again are not', async () => {
  await submit();
  await approve();
  const read = withCode(decisionCode(await state()));
  expect(await withdraw()).toBeUndefined();
  await submit();
  await approve();
  expect(await withdraw(read)).toBe('CHANGED_MEANWHILE');
  expect((await state()).status).toBe('APPROVED');
  expect(await withdraw(withCode(decisionCode(await state())))).toBeUndefined();
});

test('a difference that a replay showed is drafted, another one is not; drafts that were read are submitted together', async () => {
  await submit();
  await approve();
  const read = differenceCode((await state()).decisions, OTHER);
  now = calculation(OF.team, OF.period, 130_00n);
  expect(await regularise([read])).toBe('REPLAY_OUTDATED');
  expect((await state()).status).toBe('APPROVED');
  now = OTHER;
  expect(await regularise([])).toBe('REPLAY_OUTDATED');
  expect(await regularise([read])).toBeUndefined();
  const { draftCode, drafts, draftsCents } = await regularisations();
  expect([drafts, draftsCents]).toStrictEqual([1, 20_00n]);
  const all = { range: RANGE, regularisations: true };
  await expect(submit({ ...all, draftCodes: ['000000000000'] })).rejects.toMatchObject({ code: 'DRAFTS_OUTDATED' });
  expect(await submit({ ...all, draftCodes: [withCode(draftCode).code] })).toBeUndefined();
  const { submitted, submittedCents, ...left } = await regularisations();
  expect([submitted, submittedCents, left.drafts, left.draftCode]).toStrictEqual([1, 20_00n, 0, undefined]);
});

test('a kept replay is drafted with the difference that it showed, also if the decisions changed and the calculation did not', async () => {
  await submit();
  await approve();
  now = OTHER;
  const keep = async (code: string): Promise<void> => {
    const changed = [{ ...OF, digest: OTHER.digest, code }];
    const kept = JSON.stringify({ knownOn: dayText(READ.pin.knownOn), changed, lines: [] });
    await (await product.readStore.scratch(SAVED_REPLAYS)).write({ puts: [['mars', kept]] });
  };
  await keep(differenceCode([], OTHER));
  expect(await regularise(undefined, { replay: 'mars' })).toBe('REPLAY_OUTDATED');
  await keep(differenceCode((await state()).decisions, OTHER));
  expect(await regularise(undefined, { replay: 'mars' })).toBeUndefined();
});

test('a list has the regularisations that its codes cover: that of a year only with the whole year', async () => {
  const year = calculation('PEPS-01', '2021', 100_00n);
  await calculate(year);
  const on = dayOfInstant(COMMIT.recordedAt);
  for (const [name, step] of [
    ['Alice', { type: 'submit' }],
    ['Bob', { type: 'approve' }],
    ['Alice', { type: 'regularise', target: calculation('PEPS-01', '2021', 120_00n) }],
  ] as const) {
    const command = { ...step, by: person(name), on };
    await statements(product.log).handle(statementId(year), { command, ...author(name) });
  }
  const periodsIn = async (range: typeof RANGE) =>
    (await regularisations(range)).regularisations.map(({ period }) => period);
  expect(await periodsIn(RANGE)).toStrictEqual([]);
  expect(await periodsIn({ from: 2021 * 4, to: 2021 * 4 + 3 })).toStrictEqual(['2021']);
  const submission = { range: RANGE, regularisations: true };
  const outcomes = await new SubmitStatementsHandler(stores()).execute(
    new SubmitStatements(submission, author('Alice')),
  );
  expect(outcomes).toStrictEqual([]);
});
