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
  const submit = (period: string, body: { readonly code: string }) =>
    alice.POST('/statements/{team}/{period}/submit', {
      params: { path: { team: 'PEPS-01', period }, ...keyed() },
      body,
    });
  const path = { team: 'PEPS-01', period: '2021-Q1' };
  const read = async () =>
    (await bruno.GET('/statements/{team}/{period}/decisions', { params: { path } })).data ?? {
      code: '',
      draftCode: '',
    };
  const other = { params: { path, ...keyed() }, body: { code: '000000000000' } };
  expect(await said(alice.POST('/statements/{team}/{period}/submit', other))).toMatch(/recalculé entre-temps/);
  const { draftCode } = await read();
  expect((await submit('2021-Q1', { code: draftCode ?? 'no code' })).response.status).toBe(200);
  const approve = (variance: string[]) =>
    bruno.POST('/statements/approve', { params: keyed(), body: { from: '2021-Q1', to: '2021-Q2', variance } });
  expect(await said(approve([]))).toMatch(/rapport des écarts de chaque période \(2021-T1\)/);
  expect(await said(approve(['000000000000']))).toMatch(/n’est pas ce que montrait un rapport/);
  const approveOne = (body: { readonly code?: string }) =>
    bruno.POST('/statements/{team}/{period}/approve', { params: { path, ...keyed() }, body });
  expect(await said(approveOne({}))).toMatch(/aucune enveloppe ne finance PEPS/i);
  const { code } = await read();
  expect(await said(approveOne({ code: code ?? 'no code' }))).toMatch(/aucune enveloppe ne finance PEPS/i);
  expect(await said(approveOne({ code: '000000000000' }))).toMatch(/soumis de nouveau entre-temps/);
  const body = { code: '000000000000', reason: 'essai' };
  const rejectOne = bruno.POST('/statements/{team}/{period}/reject', { params: { path, ...keyed() }, body });
  expect(await said(rejectOne)).toMatch(/soumis ou préparé de nouveau entre-temps/);
  const rejection = { from: '2021-Q1', to: '2021-Q1', reason: 'essai', variance: ['000000000000'] };
  expect(await said(bruno.POST('/statements/reject', { params: keyed(), body: rejection }))).toMatch(
    /n’est pas ce que montrait un rapport/,
  );
  expect(await said(bruno.POST('/regulation/publish', { params: keyed(), body: { code: '0123456789' } }))).toMatch(
    /proposez-en une/,
  );
});
