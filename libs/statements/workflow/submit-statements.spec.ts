/** The refusals of a submission. */
import { afterAll, expect, test } from '@jest/globals';
import type { CommandMeta } from '#libs/commands/person.ts';
import { Stores } from '#libs/runtime/stores.module.ts';
import { statementStream } from '#libs/statements/calculated-statement.ts';
import { dayOfInstant } from '#libs/kernel/day.ts';
import { SubmitStatements, SubmitStatementsHandler } from '#libs/statements/workflow/commands/submit-statements.ts';
import { calculationEvent } from '#libs/statements/workflow/events.ts';
import { statementId, statements } from '#libs/statements/workflow/statements.ts';
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

async function decide(type: 'submit' | 'approve', by: string): Promise<void> {
  const author = { meta: meta(by, type), commit: COMMIT };
  const command = { type, by: author.meta.by, on: dayOfInstant(author.meta.at) };
  await statements(product.log).handle(statementId(OF), { command, ...author });
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
