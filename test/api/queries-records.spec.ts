/** Received files, projections and the log over HTTP. */
import assert from 'node:assert/strict';
import { readFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import type { DecompteClient } from '#libs/client/client.ts';
import { folded, given, keyed, refused } from '#test/support/client.ts';
import { decompteHere } from '#test/support/command-line.ts';
import { walked, walkedCsv } from '#test/support/pages.ts';
import { Product } from '#test/support/product.ts';
import { Service } from '#test/support/service.ts';

const HOSTILE = fileURLToPath(new URL('../samples/hostile', import.meta.url));

let service: Service;
let operator: DecompteClient;
let auditor: DecompteClient;

beforeAll(async () => {
  const product = new Product();
  await product.import(`${HOSTILE}/facts`);
  await product.readStore.close();
  await product.log.close();
  service = await Service.start({ data: product.folder });
  rmSync(product.folder, { recursive: true, force: true });
  operator = await service.client('operator');
  auditor = await service.client('auditor');
  await folded(operator);
});
afterAll(() => service.close());

interface RowFilter {
  readonly file?: string;
  readonly code?: string;
  readonly recorded?: 'true' | 'false';
}

function rowsOf(filter: RowFilter, limit: number) {
  return walked(limit, (query) => operator.GET('/set-aside-rows', { params: { query: { ...filter, ...query } } }));
}

function eventsOf(
  stream: string,
  limit: number,
  order: 'asc' | 'desc' = 'asc',
  between?: (page: number) => Promise<void>,
) {
  const params = { path: { stream } };
  return walked(
    limit,
    (query) => operator.GET('/streams/{stream}/events', { params: { ...params, query: { order, ...query } } }),
    between,
  );
}

test('gives the rows of decompte rejected', async () => {
  const rows = await rowsOf({ recorded: 'false' }, 3);
  const { stdout } = await decompteHere(['rejected', '--json', '--data', service.folder]);
  expect(rows.map(({ file, line, code, message, row }) => ({ file, line, code, message, row }))).toStrictEqual(
    JSON.parse(stdout),
  );
  expect(rows.length).toBeGreaterThan(10);
});

test('filters rows by file and by code, also as CSV', async () => {
  const whole = await rowsOf({}, 500);
  const [first] = whole;
  assert.ok(first);
  const { file, code } = first;
  expect(await rowsOf({ file }, 2)).toStrictEqual(whole.filter((row) => row.file === file));
  expect(await rowsOf({ code }, 2)).toStrictEqual(whole.filter((row) => row.code === code));
  expect(await rowsOf({ recorded: 'true' }, 2)).toStrictEqual(whole.filter((row) => row.recorded));
  const csv = await walkedCsv(service, '/set-aside-rows', { token: await service.token('operator'), limit: 7 });
  expect(csv.map((row) => [row['file'], Number(row['line']), row['row']])).toStrictEqual(
    whole.map((row) => [row.file, row.line, row.row]),
  );
});

test('lists the received files with the reason of a refusal, and finds each by its id', async () => {
  const files = await walked(2, (query) => operator.GET('/imports', { params: { query } }));
  const expected = parse(readFileSync(`${HOSTILE}/expected/refused_files.csv`), { columns: true }) as unknown as {
    file: string;
  }[];
  expect(new Set(files.filter(({ refused }) => refused !== null).map(({ file }) => file))).toStrictEqual(
    new Set(expected.map(({ file }) => file)),
  );
  for (const file of files) {
    const { id } = file;
    const found = given(await operator.GET('/imports/{id}', { params: { path: { id } } }));
    const { receivedBy } = found;
    expect([found, receivedBy]).toStrictEqual([file, 'test']);
  }
  const path = { id: 'import-0000000000000000' };
  refused(await operator.GET('/imports/{id}', { params: { path } }), 404);
});

test('gives the state of the projections as decompte projections status does', async () => {
  const served = await walked(2, (query) => operator.GET('/projections', { params: { query } }));
  const { stdout } = await decompteHere(['projections', 'status', '--json', '--data', service.folder]);
  const shown = JSON.parse(stdout) as Pick<(typeof served)[number], 'name' | 'processed' | 'stored' | 'health'>[];
  expect(served.map(({ name, stored, processed, healthText }) => [name, stored, processed, healthText])).toStrictEqual(
    shown.map(({ name, stored, processed, health }) => [name, stored, processed, health]).sort(),
  );
});

test('reads a whole stream from either end with any page size', async () => {
  const [row] = await rowsOf({ file: 'acts.csv' }, 500);
  const stream = row?.import ?? '';
  const whole = await eventsOf(stream, 500);
  expect(whole.length).toBeGreaterThan(3);
  expect(whole.map(({ revision }) => revision)).toStrictEqual(whole.map((_, i) => i));
  for (const limit of [1, 2, whole.length, whole.length + 1]) {
    expect(await eventsOf(stream, limit)).toStrictEqual(whole);
    expect(await eventsOf(stream, limit, 'desc')).toStrictEqual(whole.toReversed());
  }
});

test('refuses the cursor of another list', async () => {
  const cursor = Buffer.from('acts.csv/0123').toString('base64url');
  const path = { stream: 'national-thresholds' };
  for (const order of ['asc', 'desc'] as const)
    refused(await operator.GET('/streams/{stream}/events', { params: { path, query: { order, cursor } } }), 400);
});

const FACT = {
  team_id: 'PEPS-77',
  name: 'Maison de santé des Tilleuls',
  scheme: 'PEPS',
  option: 'ALL',
  scope: 'GP',
  structure: 'MSP',
  finess: '380000018',
  commune: '38185',
  known_on: '2024-01-01',
};

test('pages stay correct while facts are recorded between them', async () => {
  const record = async (from: string): Promise<number> => {
    const body = { ...FACT, from, name: `Depuis le ${from}` };
    return given(await operator.POST('/facts/teams', { params: keyed(), body })).position;
  };
  for (let month = 1; month <= 9; month++) await record(`2024-0${month}-01`);
  const before = await eventsOf('team-PEPS-77', 500);
  let added = 0;
  const between = async (page: number): Promise<void> => {
    if (page > 3) return;
    await record(`2025-0${page}-01`);
    added++;
  };
  const forwards = await eventsOf('team-PEPS-77', 2, 'asc', between);
  expect(forwards.slice(0, before.length)).toStrictEqual(before);
  expect(forwards).toHaveLength(before.length + added);
  const betweenBack = async (page: number): Promise<void> => {
    if (page <= 3) await record(`2026-0${page}-01`);
  };
  const back = await eventsOf('team-PEPS-77', 2, 'desc', betweenBack);
  expect(back).toStrictEqual(forwards.toReversed());
});

test('opens patients to the auditor, and the log to the auditor and the operator', async () => {
  const events = (client: DecompteClient, stream: string) =>
    client.GET('/streams/{stream}/events', { params: { path: { stream } } });
  refused(await events(operator, 'patient-P0000001'), 403);
  refused(await events(auditor, 'patient-NOBODY'), 404);
  refused(await events(await service.client('approver'), 'national-thresholds'), 403);
});
