/** No step is taken on a statement of a closed team, nor on a calculation that a new one no longer gives. */
import assert from 'node:assert/strict';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { closingsOf, decideOnClosings } from '#libs/closing/closings.ts';
import type { CloseOut } from '#libs/closing/events.ts';
import { closingKey, proposalOn } from '#libs/closing/state.ts';
import type { Author } from '#libs/commands/author.ts';
import { codeOf } from '#libs/commands/proposal.ts';
import type { DomainError } from '#libs/kernel/domain-error.ts';
import { dayFromText, dayOfInstant } from '#libs/kernel/day.ts';
import type { RegulationInForce } from '#libs/regulation/publication/in-force.ts';
import { Stores } from '#libs/runtime/stores.module.ts';
import { type CalculatedStatement, calculated, statementStream } from '#libs/statements/calculated-statement.ts';
import { ApproveStatements, ApproveStatementsHandler } from '#libs/statements/workflow/commands/approve-statements.ts';
import { regulariseTowards } from '#libs/statements/workflow/commands/regularise-statement.ts';
import {
  RegulariseStatements,
  RegulariseStatementsHandler,
} from '#libs/statements/workflow/commands/regularise-statements.ts';
import { SubmitStatements, SubmitStatementsHandler } from '#libs/statements/workflow/commands/submit-statements.ts';
import {
  WithdrawStatements,
  WithdrawStatementsHandler,
} from '#libs/statements/workflow/commands/withdraw-statements.ts';
import { calculationEvent } from '#libs/statements/workflow/events.ts';
import { statementId, statements } from '#libs/statements/workflow/statements.ts';
import { COMMIT } from '#test/support/commit.ts';
import { envelopeInPlace } from '#test/support/money.ts';
import { Product } from '#test/support/product.ts';
import { calculation } from '#test/support/published.ts';
import { person } from '#test/support/specification.ts';

const TEAM = 'PEPS-01';
const ON = dayOfInstant(COMMIT.recordedAt);
const [DRAFT, SUBMITTED, APPROVED] = ['2021-Q2', '2021-Q3', '2021-Q4'].map((period) =>
  calculation(TEAM, period, 100_00n),
) as [CalculatedStatement, CalculatedStatement, CalculatedStatement];

let product: Product;
/** What a new calculation gives. */
let now: readonly CalculatedStatement[];
beforeEach(async () => {
  product = new Product();
  const terms = { amountCents: 900_00n, schemes: ['PEPS'] };
  await envelopeInPlace(product.log, 'FISS', terms, { first: author('Alice'), second: author('Bob') });
  now = [DRAFT, SUBMITTED, APPROVED];
  for (const one of now) await product.log.append(statementStream(one), [calculationEvent(one)], 'any', COMMIT);
  for (const one of [SUBMITTED, APPROVED]) assert.equal(await submit(one), undefined);
  assert.equal(await approve(APPROVED), undefined);
});
afterEach(() => product.close());

function author(name: string): Author {
  return { meta: { by: person(name), key: `${name} ${Math.random()}`, at: COMMIT.recordedAt }, commit: COMMIT };
}

function stores(): Stores {
  return Object.assign(new Stores(product.log, product.readStore), { calculationsNow: () => now });
}

type Of = Pick<CalculatedStatement, 'team' | 'period'>;

async function submit({ team, period }: Of): Promise<string | undefined> {
  const submission = new SubmitStatements({ team, period }, author('Alice'));
  return (await new SubmitStatementsHandler(stores()).execute(submission))[0]?.refused?.code;
}

async function approve({ team, period }: Of): Promise<string | undefined> {
  const approval = new ApproveStatements({ team, period }, author('Bob'));
  return (await new ApproveStatementsHandler(stores()).execute(approval)).outcomes[0]?.refused?.code;
}

async function withdraw({ team, period }: Of): Promise<string | undefined> {
  const withdrawal = new WithdrawStatements({ team, period }, 'erreur', author('Bob'));
  return (await new WithdrawStatementsHandler(stores()).execute(withdrawal))[0]?.refused?.code;
}

/** By a range that has the period. */
async function regulariseAll(): Promise<string | undefined> {
  const inForce = { current: () => ({}) } as unknown as RegulationInForce;
  const drafting = new RegulariseStatements({}, { knownOn: APPROVED.pin.knownOn }, author('Alice'));
  return (await new RegulariseStatementsHandler(stores(), inForce).execute(drafting))[0]?.refused?.code;
}

async function close(): Promise<void> {
  const subject = { kind: 'TEAM', name: TEAM } as const;
  const sums = { decidedCents: 99_50n, paidCents: 99_50n, recoveredCents: 0n };
  const closeOut: CloseOut = { ...subject, ...sums, lastDay: ON - 1, teams: [TEAM], years: [], open: [] };
  const asked = { asked: {} };
  const propose = { type: 'propose', closeOut, reason: 'départ', leavesOpen: false } as const;
  await decideOnClosings(product.log, propose, author('Alice'), asked);
  const closing = (await closingsOf(product.log)).get(closingKey(subject));
  const proposal = closing && proposalOn(closing);
  assert.ok(proposal !== undefined);
  const second = author('Bob');
  const confirm = { type: 'confirm', subject, closeOut, by: second.meta.by, at: second.meta.at } as const;
  await decideOnClosings(product.log, { ...confirm, code: codeOf(proposal) }, second, asked);
}

test('a closed team has no other decision, regularisation or withdrawal', async () => {
  await close();
  const end = await product.log.end();
  const higher = calculation(TEAM, APPROVED.period, 150_00n);
  now = [DRAFT, SUBMITTED, higher];
  const towards = regulariseTowards(product.log, higher, author('Alice')).then(
    () => undefined,
    (error: unknown) => (error as DomainError).code,
  );
  expect([
    await submit(DRAFT),
    await approve(SUBMITTED),
    await withdraw(APPROVED),
    await regulariseAll(),
    await towards,
  ]).toStrictEqual(Array.from({ length: 5 }, () => 'TEAM_IS_CLOSED'));
  expect(await product.log.end()).toBe(end);
});

test('a calculation that a new one no longer gives is neither submitted nor approved', async () => {
  now = now.map(({ team, period }) => calculation(team, period, 150_00n));
  const end = await product.log.end();
  expect([await submit(DRAFT), await approve(SUBMITTED)]).toStrictEqual(['STATEMENT_STALE', 'SUBMISSION_STALE']);
  expect(await product.log.end()).toBe(end);
  const command = { type: 'regularise', by: person('Alice'), on: ON, target: APPROVED } as const;
  const target = calculation(TEAM, APPROVED.period, 120_00n);
  await statements(product.log).handle(statementId(APPROVED), { command: { ...command, target }, ...author('Alice') });
  expect(await submit(APPROVED)).toBe('REGULARISATION_STALE');
  now = [target];
  expect(await submit(APPROVED)).toBeUndefined();
});

test('a period after the end of its text is neither submitted nor approved without an exception for it', async () => {
  const { pin, statement: made } = calculation(TEAM, '2022-Q1', 100_00n);
  assert.ok(made !== null);
  const ended = calculated(
    TEAM,
    '2022-Q1',
    { ...pin, knownOn: dayFromText('2022-03-31') },
    { ...made, flags: ['SCHEME_ENDED'] },
  );
  now = [ended];
  await product.log.append(statementStream(ended), [calculationEvent(ended)], 'any', COMMIT);
  expect(await submit(ended)).toBe('DECIDED_AFTER_END');
  const command = { type: 'submit', by: person('Alice'), on: ON, exception: 'X' } as const;
  await statements(product.log).handle(statementId(ended), { command, ...author('Alice') });
  expect(await approve(ended)).toBe('DECIDED_AFTER_END');
});
