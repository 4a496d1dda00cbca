/** An answer that reads every statement is kept for as long as nothing that it rests on changes. */
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { dayFromText } from '#libs/kernel/day.ts';
import { FindMonitoring, FindMonitoringHandler } from '#libs/monitoring/queries/find-monitoring.ts';
import { RegulationInForce } from '#libs/regulation/publication/in-force.ts';
import { ServedStores, Stores } from '#libs/runtime/stores.module.ts';
import { COMMIT } from '#test/support/commit.ts';
import { experimentOfTwoTeams } from '#test/support/experiment.ts';
import { writeFacts } from '#test/support/fact-folders.ts';
import type { Product } from '#test/support/product.ts';

let product: Product;
beforeAll(async () => {
  product = await experimentOfTwoTeams();
});
afterAll(() => product.close());

test('a fact about a patient changes the movements of patients, and no other figure', async () => {
  const { log, readStore } = product;
  const served = ServedStores.broughtUp(new Stores(log, readStore));
  const handler = new FindMonitoringHandler(served, new RegulationInForce(log, () => COMMIT));
  const asked = { knownOn: dayFromText('2026-11-01'), isOfDay: false };
  const find = jest.spyOn(log, 'find');
  const statementsRead = async (withMovements: boolean): Promise<number> => {
    find.mockClear();
    const { periods } = await handler.execute(new FindMonitoring({ ...asked, withMovements }));
    expect(periods.length).toBeGreaterThan(0);
    return find.mock.calls.length;
  };
  expect(await statementsRead(false)).toBeGreaterThan(0);
  expect(await statementsRead(true)).toBeGreaterThan(0);
  const header = ['patient_id', 'birth_date', 'sex', 'died_on', 'known_on'];
  const rows = [['NEW1', '1980-05-05', 'F', '', '2026-10-30']];
  await product.import(writeFacts(new Map([['patients.csv', { header, rows }]])));
  expect(await statementsRead(false)).toBe(0);
  expect(await statementsRead(true)).toBeGreaterThan(0);
});
