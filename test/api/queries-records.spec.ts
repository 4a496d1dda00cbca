/** What came in, what is folded and what is in the log, read over HTTP. */
import assert from 'node:assert/strict';
import { readFileSync, rmSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';
import { decompte } from '#test/support/command-line.ts';
import { walked, walkedCsv } from '#test/support/pages.ts';
import { Product } from '#test/support/product.ts';
import { Service } from '#test/support/service.ts';

const HOSTILE = fileURLToPath(new URL('../samples/hostile', import.meta.url));

let service: Service;
let operator: string;
let auditor: string;

before(async () => {
  const product = new Product();
  await product.import(`${HOSTILE}/facts`);
  await product.readStore.close();
  await product.log.close();
  service = await Service.start({ data: product.folder });
  rmSync(product.folder, { recursive: true, force: true });
  operator = await service.token('operator');
  auditor = await service.token('auditor');
  await reached();
});
after(() => service.close());

/** Everything recorded is folded. */
async function reached(): Promise<void> {
  for (;;) {
    const { body } = await service.get<{ items: { health: string; name: string }[] }>('/projections', {
      token: operator,
    });
    const kept = body.items.filter(({ name }) => name !== 'known-acts');
    if (kept.every(({ health }) => health === 'UP_TO_DATE')) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

interface Row {
  readonly file: string;
  readonly line: number;
  readonly code: string;
  readonly row: string;
  readonly message: string;
  readonly recorded: boolean;
}

interface File {
  readonly id: string;
  readonly file: string;
  readonly refused: string | null;
}

interface Event {
  readonly position: number;
  readonly revision: number;
}

test('the rows set aside are those of decompte rejected', async () => {
  const rows = await walked<Row>(service, '/set-aside-rows?recorded=false', { token: operator, limit: 3 });
  const { stdout } = await decompte(['rejected', '--json', '--data', service.folder]);
  assert.deepEqual(
    rows.map(({ file, line, code, message, row }) => ({ file, line, code, message, row })),
    JSON.parse(stdout),
  );
  assert.ok(rows.length > 10);
});

test('rows are found by file and by code, and come as CSV too', async () => {
  const whole = await walked<Row>(service, '/set-aside-rows', { token: operator, limit: 500 });
  const [first] = whole;
  assert.ok(first);
  const { file, code } = first;
  const find = (query: string): Promise<readonly Row[]> =>
    walked<Row>(service, `/set-aside-rows?${query}`, { token: operator, limit: 2 });
  assert.deepEqual(
    await find(`file=${file}`),
    whole.filter((row) => row.file === file),
  );
  assert.deepEqual(
    await find(`code=${code}`),
    whole.filter((row) => row.code === code),
  );
  assert.deepEqual(
    await find('recorded=true'),
    whole.filter((row) => row.recorded),
  );
  const csv = await walkedCsv(service, '/set-aside-rows', { token: operator, limit: 7 });
  assert.deepEqual(
    csv.map((row) => [row['file'], Number(row['line']), row['row']]),
    whole.map((row) => [row.file, row.line, row.row]),
  );
});

test('the files received are listed, the refused ones with the reason, and each is found by its id', async () => {
  const files = await walked<File>(service, '/imports', { token: operator, limit: 2 });
  const expected = parse(readFileSync(`${HOSTILE}/expected/refused_files.csv`), { columns: true }) as unknown as {
    file: string;
  }[];
  assert.deepEqual(
    new Set(files.filter(({ refused }) => refused !== null).map(({ file }) => file)),
    new Set(expected.map(({ file }) => file)),
  );
  for (const file of files) {
    const { status, body } = await service.get<File & { receivedBy: string }>(`/imports/${file.id}`, {
      token: operator,
    });
    assert.equal(status, 200);
    const { receivedAt: _, receivedBy, ...same } = body as typeof body & { receivedAt: string };
    assert.deepEqual([same, receivedBy], [file, 'test']);
  }
  assert.equal((await service.get('/imports/import-0000000000000000', { token: operator })).status, 404);
});

test('the projections say how far they are, as decompte projections status does', async () => {
  interface Projection {
    readonly name: string;
    readonly processed: number;
    readonly stored: number;
    readonly healthText: string;
  }
  const served = await walked<Projection>(service, '/projections', { token: operator, limit: 2 });
  const { stdout } = await decompte(['projections', 'status', '--json', '--data', service.folder]);
  const shown = JSON.parse(stdout) as (Omit<Projection, 'healthText'> & { health: string })[];
  assert.deepEqual(
    served.map(({ name, stored, processed, healthText }) => [name, stored, processed, healthText]),
    shown.map(({ name, stored, processed, health }) => [name, stored, processed, health]).sort(),
  );
});

test('a stream is read whole, from its beginning or from its end, whatever the size of the pages', async () => {
  const [row] = await walked<{ import: string }>(service, '/set-aside-rows?file=acts.csv', {
    token: operator,
    limit: 500,
  });
  const path = `/streams/${row?.import ?? ''}/events`;
  const whole = await walked<Event>(service, path, { token: operator, limit: 500 });
  assert.ok(whole.length > 3);
  assert.deepEqual(
    whole.map(({ revision }) => revision),
    whole.map((_, i) => i),
  );
  for (const limit of [1, 2, whole.length, whole.length + 1]) {
    assert.deepEqual(await walked(service, path, { token: operator, limit }), whole);
    assert.deepEqual(await walked(service, `${path}?order=desc`, { token: operator, limit }), whole.toReversed());
  }
});

test('a cursor of another list is refused', async () => {
  const other = Buffer.from('acts.csv/0123').toString('base64url');
  for (const order of ['asc', 'desc']) {
    const path = `/streams/national-thresholds/events?order=${order}&cursor=${other}`;
    assert.equal((await service.get(path, { token: operator })).status, 400);
  }
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

test('pages stay true while facts are recorded between them', async () => {
  const record = async (from: string): Promise<number> => {
    const fact = { ...FACT, from, name: `Depuis le ${from}` };
    const { status, body } = await service.post<{ position: number }>('/facts/teams', fact, { token: operator });
    assert.equal(status, 201, JSON.stringify(body));
    return body.position;
  };
  for (let month = 1; month <= 9; month++) await record(`2024-0${month}-01`);
  const before = await walked<Event>(service, '/streams/team-PEPS-77/events', { token: operator, limit: 500 });
  let added = 0;
  const between = async (page: number): Promise<void> => {
    if (page > 3) return;
    await record(`2025-0${page}-01`);
    added++;
  };
  const forwards = await walked<Event>(service, '/streams/team-PEPS-77/events', { token: operator, limit: 2, between });
  assert.deepEqual(forwards.slice(0, before.length), before);
  assert.equal(forwards.length, before.length + added);
  const betweenBack = async (page: number): Promise<void> => {
    if (page <= 3) await record(`2026-0${page}-01`);
  };
  const back = await walked<Event>(service, '/streams/team-PEPS-77/events?order=desc', {
    token: operator,
    limit: 2,
    between: betweenBack,
  });
  assert.deepEqual(back, forwards.toReversed());
});

test('patients are for the auditor, and the log is for nobody else than him and the operator', async () => {
  const { status } = await service.get('/streams/patient-P0000001/events', { token: operator });
  assert.equal(status, 403);
  const patient = await service.get('/streams/patient-NOBODY/events', { token: auditor });
  assert.equal(patient.status, 404);
  const approver = await service.token('approver');
  assert.equal((await service.get('/streams/national-thresholds/events', { token: approver })).status, 403);
});
