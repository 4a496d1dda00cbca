/** A bulk approval that is cut off is continued by the same command: its report showed also what it has approved already. */
import { afterAll, expect, test } from '@jest/globals';
import type { Author } from '#libs/commands/author.ts';

import { dayOfInstant, quarterFromText } from '#libs/kernel/day.ts';
import { Stores } from '#libs/runtime/stores.module.ts';
import { statementStream } from '#libs/statements/calculated-statement.ts';
import { ApproveStatements, ApproveStatementsHandler } from '#libs/statements/workflow/commands/approve-statements.ts';
import { calculationEvent } from '#libs/statements/workflow/events.ts';
import { loadStatement, statementId, statements } from '#libs/statements/workflow/statements.ts';
import { varianceCode } from '#libs/statements/workflow/variance-code.ts';
import { COMMIT } from '#test/support/commit.ts';
import { envelopeInPlace } from '#test/support/money.ts';
import { Product } from '#test/support/product.ts';
import { calculation } from '#test/support/published.ts';
import { person } from '#test/support/specification.ts';

const PERIOD = '2021-Q4';
const ALL = ['PEPS-01', 'PEPS-02', 'PEPS-03'].map((team) => calculation(team, PERIOD, 100_50n));
const quarter = quarterFromText(PERIOD);
const product = new Product();
afterAll(() => product.close());

function author(name: string, key: string): Author {
  return { meta: { by: person(name), key, at: COMMIT.recordedAt }, commit: COMMIT };
}

test('the same command approves the rest, by the code of the report that showed all', async () => {
  const { log } = product;
  const terms = { amountCents: 1_000_00n, schemes: ['PEPS'] };
  await envelopeInPlace(log, 'FISS', terms, { first: author('Alice', 'e1'), second: author('Bob', 'e2') });
  for (const one of ALL) {
    await log.append(statementStream(one), [calculationEvent(one)], 'any', COMMIT);
    const submission = author('Alice', `submit ${one.team}`);
    const command = { type: 'submit', by: submission.meta.by, on: dayOfInstant(COMMIT.recordedAt) } as const;
    await statements(log).handle(statementId(one), { command, ...submission });
  }
  const states = () => Promise.all(ALL.map((one) => loadStatement(log, one)));
  const which = { range: { from: quarter, to: quarter }, varianceCodes: [varianceCode(await states()) ?? ''] };
  const stores = Object.assign(new Stores(log, product.readStore), { calculationsNow: () => ALL });
  const handler = new ApproveStatementsHandler(stores);
  const cutOff = (): never => {
    throw new Error('cut off');
  };
  const bob = author('Bob', 'approve all');
  await expect(handler.execute(new ApproveStatements(which, bob, undefined, cutOff))).rejects.toThrow('cut off');
  expect((await states()).map(({ status }) => status)).toStrictEqual(['APPROVED', 'SUBMITTED', 'SUBMITTED']);
  const { outcomes, notCovered } = await handler.execute(new ApproveStatements(which, bob));
  expect([outcomes.map(({ refused }) => refused), notCovered]).toStrictEqual([[undefined, undefined, undefined], []]);
  expect((await states()).map(({ status }) => status)).toStrictEqual(['APPROVED', 'APPROVED', 'APPROVED']);
  // Another command read no report of what is left.
  const carol = author('Carol', 'approve all too');
  expect((await handler.execute(new ApproveStatements(which, carol))).outcomes).toStrictEqual([]);
});
