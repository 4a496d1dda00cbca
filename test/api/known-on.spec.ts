/** A calculation is found by its known-on day; a request for another day gets the list of days. */
import { dayInFrench } from '#libs/kernel/french-days.ts';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { DecompteClient } from '#libs/client/client.ts';
import { Application } from '#test/support/application.ts';
import { type ClientAnswer, given, refused } from '#test/support/client.ts';
import { folded } from '#test/support/experiment.ts';
import { Product } from '#test/support/product.ts';
import { tinyData } from '#test/support/tiny-data.ts';

const DAYS = ['2022-01-31', '2022-06-30'];

let service: Application;
let operator: DecompteClient;
let end: number;
beforeAll(async () => {
  const product = new Product(await tinyData());
  for (const knownOn of DAYS) await product.calculate({ from: '2021-Q1', to: '2021-Q1', knownOn });
  end = await product.log.end();
  await folded(product);
  service = await Application.start(product);
  operator = await service.client('operator');
});
afterAll(() => service.close());

function asked(path: { team: string; period: string }, knownOn: string): readonly Promise<ClientAnswer<unknown>>[] {
  const params = { path, query: { knownOn, after: end } };
  return [
    operator.GET('/statements/{team}/{period}', { params }),
    operator.GET('/statements/{team}/{period}/lines', { params }),
    operator.GET('/statements/{team}/{period}/explanation', { params }),
  ];
}

const FIRST = { team: 'PEPS-01', period: '2021-Q1' };

test('finds a calculation by its own day only, and lists the days for another', async () => {
  for (const day of DAYS) for (const answer of asked(FIRST, day)) given(await answer);
  for (const day of ['2022-01-30', '2022-02-01', '2026-10-01'])
    for (const answer of asked(FIRST, day))
      expect(refused(await answer, 404).detail).toBe(
        `PEPS-01 n’a pas de calcul connu au ${dayInFrench(day)} pour 2021-T1 ; il y en a au 30/06/2022, 31/01/2022.`,
      );
});

test('lists no day without a calculation', async () => {
  for (const answer of asked({ ...FIRST, period: '2021-Q2' }, '2022-01-31'))
    expect(refused(await answer, 404).detail).toMatch(/^PEPS-01 n’a pas de calcul pour 2021-T2/);
});
