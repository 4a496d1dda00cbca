/** The regularisation of one statement starts from the sums of the last calculation: it does not read all dossiers. */
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { dayFromText } from '#libs/kernel/day.ts';
import { latest } from '#libs/regulation/publication/published.ts';
import type { RegulationInForce } from '#libs/regulation/publication/in-force.ts';
import { Stores } from '#libs/runtime/stores.module.ts';
import { calculateFromAllDossiers } from '#libs/statements/calculation/calculate.ts';
import {
  RegulariseStatement,
  RegulariseStatementHandler,
} from '#libs/statements/workflow/commands/regularise-statement.ts';
import { draftOf } from '#libs/statements/workflow/state.ts';
import { COMMIT } from '#test/support/commit.ts';
import { TINY_CALCULATION, experimentOfTwoTeams, metaOf } from '#test/support/experiment.ts';
import type { Product } from '#test/support/product.ts';
import { writeCredits } from '#test/support/fact-folders.ts';
import { required } from '#test/support/enrolment.ts';

let product: Product;
beforeAll(async () => {
  product = await experimentOfTwoTeams();
});
afterAll(() => product.close());

const KNOWN_ON = dayFromText(TINY_CALCULATION.knownOn);

function regularise(team: string, period: string) {
  const stores = Object.assign(new Stores(product.log, product.readStore), {
    sumsOf: () => Promise.reject(new Error('it reads all dossiers')),
  });
  const inForce = { current: () => latest(product.log) } as unknown as RegulationInForce;
  const author = { meta: metaOf('Alice'), commit: COMMIT };
  return new RegulariseStatementHandler(stores, inForce).execute(
    new RegulariseStatement({ team, period }, KNOWN_ON, author),
  );
}

test('drafts the difference from the same calculation as over all dossiers', async () => {
  const of = { team: 'PEPS-01', period: '2022-Q2' };
  expect((await regularise(of.team, of.period)).made).toBeUndefined();
  const facts = join(product.folder, 'facts');
  writeCredits(facts, 'PEPS-01,2022-05-10,aide,30000,2024-08-01');
  await product.import(facts);
  const { state } = await regularise(of.team, of.period);
  const { regulation } = required(await latest(product.log));
  const range = { from: 2022 * 4 + 1, to: 2022 * 4 + 1 };
  const whole = await calculateFromAllDossiers(product, { range, knownOn: KNOWN_ON, team: of.team, regulation });
  expect(draftOf(state)).toMatchObject({
    digest: whole.statements[0]?.digest,
    lines: [{ line: 'STARTUP_CREDIT', amountCents: 30_000n }],
  });
});

test('refuses a period that is neither decided nor calculated', async () => {
  await expect(regularise('PEPS-01', '2022')).rejects.toMatchObject({ code: 'NOTHING_DECIDED_OR_CALCULATED' });
});
