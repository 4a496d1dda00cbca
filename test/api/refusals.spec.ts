/** Refusals over HTTP: they name requests, and names as written. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Application } from '#test/support/application.ts';
import { type ClientAnswer, keyed, refused } from '#test/support/client.ts';
import { Product } from '#test/support/product.ts';
import { TINY_YEAR, tinyData } from '#test/support/tiny-data.ts';

let service: Application;
beforeAll(async () => {
  service = await Application.start(new Product(await tinyData(TINY_YEAR)));
});
afterAll(() => service.close());

test('a refusal names no command of the command line', async () => {
  const alice = await service.client('operator');
  const bruno = await service.client('approver');
  const said = async (answer: Promise<ClientAnswer<unknown>>): Promise<string> => refused(await answer, 422).detail;
  const submit = (period: string) =>
    alice.POST('/statements/{team}/{period}/submit', { params: { path: { team: 'PEPS-01', period }, ...keyed() } });
  expect((await submit('2021-Q1')).response.status).toBe(200);
  const approve = (variance: string[]) =>
    bruno.POST('/statements/approve', { params: keyed(), body: { from: '2021-Q1', to: '2021-Q2', variance } });
  expect(await said(approve([]))).toMatch(/rapport des écarts de chaque période \(2021-T1\)/);
  expect(await said(approve(['000000000000']))).toMatch(/n’est pas ce que montrait un rapport/);
  const path = { team: 'PEPS-01', period: '2021-Q1' };
  const approveOne = (body: { readonly code?: string }) =>
    bruno.POST('/statements/{team}/{period}/approve', { params: { path, ...keyed() }, body });
  expect(await said(approveOne({}))).toMatch(/aucune enveloppe ne finance PEPS/i);
  const { data: read } = await bruno.GET('/statements/{team}/{period}/decisions', { params: { path } });
  expect(await said(approveOne({ code: read?.code ?? 'no code' }))).toMatch(/aucune enveloppe ne finance PEPS/i);
  expect(await said(approveOne({ code: '000000000000' }))).toMatch(/soumis de nouveau entre-temps/);
  expect(await said(bruno.POST('/regulation/publish', { params: keyed(), body: { code: '0123456789' } }))).toMatch(
    /proposez-en une/,
  );
});
