/** The list of tasks is shown as far as the log can be read, and says what it lacks. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { dayFromText } from '#libs/kernel/day.ts';
import { type Todo, todo } from '#libs/week/todo.ts';
import { groupedTask } from '#libs/words/texts/task-groups.ts';
import { COMMIT } from '#test/support/commit.ts';
import { REGULATION } from '#test/support/enrolment.ts';
import { experimentOfTwoTeams, metaOf } from '#test/support/experiment.ts';
import type { Product } from '#test/support/product.ts';

let product: Product;
beforeAll(async () => {
  product = await experimentOfTwoTeams();
});
afterAll(() => product.close());

function tasksNow(): Promise<Todo> {
  const { log, projections, readStore } = product;
  return todo({ log, projections, readStore }, { asOf: dayFromText('2024-08-31'), regulation: REGULATION, months: 12 });
}

test('an account with an event that cannot be folded leaves the tasks that do not rest on accounts', async () => {
  const whole = await tasksNow();
  expect(whole.tasks.map(({ kind }) => kind)).toStrictEqual(['CALCULATE', 'SUBMIT', 'APPROVE', 'AWAIT_BANK']);
  const event = { id: 'f'.repeat(32), type: 'PayeeConfirmed', schemaVersion: 1, knownOn: '2026-10-20' };
  const command = { key: 'forged', digest: '', meta: metaOf('Bob') };
  const payee = { name: 'Maison de santé', iban: 'FR7630006000011234567890189', bic: 'AGRIFRPP' };
  const data = JSON.stringify({ holder: 'T3', payee, verification: null, flags: [], command });
  await product.log.append('payee-T3', [{ ...event, effective: 'T3', data }], -1, COMMIT);
  const [first, ...others] = (await tasksNow()).tasks;
  const lacking = ['RELEASE', 'RELEASE_PREPARED', 'REDO_PREPARED', 'UNPAYABLE', 'REISSUE', 'COMING', 'CONFIRM'];
  expect(first).toMatchObject({
    kind: 'UNSEARCHED',
    entries: lacking.map((of) => ({
      group: { is: 'TASKS', of },
      of: { is: 'EVENT', position: expect.any(Number) },
    })),
    next: [{ step: 'AUDIT_RULES' }, { step: 'VERIFY_LOG' }],
  });
  expect(others).toStrictEqual(whole.tasks.filter(({ kind }) => !lacking.includes(kind)));
  const position = await product.log.end();
  expect(first && groupedTask(first).groups).toContainEqual(
    expect.objectContaining({ group: 'Dus, à libérer', of: [`événement ${position}`] }),
  );
});
