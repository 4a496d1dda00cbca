/** The refusals of a submission, and the continuation of an interrupted one. */
import { afterAll, expect, test } from '@jest/globals';
import type { CommandMeta } from '#libs/commands/person.ts';
import { Stores } from '#libs/runtime/stores.module.ts';
import { type TeamPeriod, statementStream } from '#libs/statements/calculated-statement.ts';
import { dayOfInstant } from '#libs/kernel/day.ts';
import { SubmitStatements, SubmitStatementsHandler } from '#libs/statements/workflow/commands/submit-statements.ts';
import { calculationEvent } from '#libs/statements/workflow/events.ts';
import { statementId, loadStatement, statements } from '#libs/statements/workflow/statements.ts';
import { draftCode, requireDraftsRead } from '#libs/statements/workflow/variance-code.ts';
import { COMMIT } from '#test/support/commit.ts';
import { Product } from '#test/support/product.ts';
import { calculation } from '#test/support/published.ts';
import { person } from '#test/support/specification.ts';

const OF = { team: 'PEPS-01', period: '2021-Q4' };
const product = new Product();
afterAll(() => product.close());

function meta(name: string, key: string): CommandMeta {
  return { by: person(name), key, at: COMMIT.recordedAt };
}

async function decide(type: 'submit' | 'approve', by: string, of: TeamPeriod = OF): Promise<void> {
  const author = { meta: meta(by, type), commit: COMMIT };
  const command = { type, by: author.meta.by, on: dayOfInstant(author.meta.at) };
  await statements(product.log).handle(statementId(of), { command, ...author });
}

/** The code of the refusal of a submission by Alice. */
async function refusal(key: string): Promise<string | undefined> {
  const handler = new SubmitStatementsHandler(new Stores(product.log, product.readStore));
  const [outcome] = await handler.execute(new SubmitStatements(OF, { meta: meta('Alice', key), commit: COMMIT }));
  return outcome?.refused?.code;
}

test('refuses a submitted statement as submitted, and an approved one as decided', async () => {
  // Its regulation is not in the log, so this calculation cannot be repeated.
  const stale = calculationEvent(calculation(OF.team, OF.period, 100_00n));
  await product.log.append(statementStream(OF), [stale], 'none', COMMIT);
  await decide('submit', 'Alice');
  expect(await refusal('again')).toBe('ALREADY_SUBMITTED');
  await decide('approve', 'Bob');
  expect(await refusal('once more')).toBe('ALREADY_DECIDED');
});

test('continues after an interruption, also if a submitted statement was approved meanwhile', async () => {
  const [first, second] = [
    { team: 'PEPS-01', period: '2022-Q1' },
    { team: 'PEPS-01', period: '2022-Q2' },
  ];
  for (const one of [first, second])
    await product.log.append(
      statementStream(one),
      [calculationEvent(calculation(one.team, one.period, 100_00n))],
      'none',
      COMMIT,
    );
  const read = async () => [await loadStatement(product.log, first), await loadStatement(product.log, second)] as const;
  const code = draftCode(await read()) ?? '';
  await decide('submit', 'Alice', first);
  await decide('approve', 'Bob', first);
  const [before, open] = await read();
  expect(() => {
    requireDraftsRead([open], [before], [code]);
  }).not.toThrow();
  expect(() => {
    requireDraftsRead([open], [], [code]);
  }).toThrow();
});
