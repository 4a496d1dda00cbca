/** Jobs over HTTP: requested once, followed to their end and listed; each result equals the result of the command line. */
import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openStoresAt, storePaths } from '#libs/runtime/stores.ts';
import type { operations } from '#libs/client/contract.d.ts';
import type { DecompteClient } from '#libs/client/client.ts';
import {
  type ClientAnswer,
  type Job,
  accepted,
  endOf,
  factFiles,
  form,
  given,
  keyed,
  refused,
  successOf,
  upload,
} from '#test/support/client.ts';
import { decompteHere } from '#test/support/command-line.ts';
import { walked } from '#test/support/pages.ts';
import { Product } from '#test/support/product.ts';
import { Service } from '#test/support/service.ts';
import { TINY_FACTS, tinyData } from '#test/support/tiny-data.ts';
import { systemClock } from '#test/support/system-clock.ts';

const HOSTILE_FACTS = fileURLToPath(new URL('../samples/hostile/facts', import.meta.url));
const RANGE = { from: '2021-Q1', to: '2021-Q4', knownOn: '2022-01-31' };

let service: Service;
let alice: DecompteClient;
let zoe: DecompteClient;
beforeAll(async () => {
  service = await Service.start();
  alice = await service.client('operator', 'Alice');
  zoe = await service.client('auditor', 'Zoé');
});
afterAll(() => service.close());

async function stores<T>(work: (of: Awaited<ReturnType<typeof openStoresAt>>) => Promise<T>): Promise<T> {
  const open = await openStoresAt(storePaths(service.folder, {}), systemClock);
  try {
    return await work(open);
  } finally {
    await open.close();
  }
}

test('uploaded facts are recorded as the command line records them', async () => {
  const imported = await successOf(alice, await upload(alice, factFiles(TINY_FACTS)));
  const product = new Product();
  try {
    assert.ok('files' in imported);
    expect(imported.files).toStrictEqual((await product.import(TINY_FACTS)).files);
  } finally {
    await product.close();
  }
});

test('a calculation job gives the same as the command line prints', async () => {
  const result = await successOf(alice, await accepted(alice.POST('/calculations', { params: keyed(), body: RANGE })));
  assert.ok('statements' in result);
  const again = await decompteHere([
    ...['calculate', '--from', RANGE.from, '--to', RANGE.to, '--known-on', RANGE.knownOn],
    ...['--json', '--data', service.folder],
  ]);
  const { position: _, recorded, ...figures } = JSON.parse(again.stdout) as Record<string, unknown>;
  const { position: __, recorded: recordedFirst, ...figuresFirst } = result;
  expect(figuresFirst).toStrictEqual(figures);
  expect(recordedFirst).toBe(figures['statements']);
  assert.equal(recorded, 0, 'nothing changed since');
});

type JobsAsked = Pick<NonNullable<operations['listJobs']['parameters']['query']>, 'state' | 'kind'>;

function rebuild(name: string, key?: string) {
  return alice.POST('/projections/{name}/rebuild', { params: { path: { name }, ...keyed(key) } });
}

test('a replay changes nothing and gives the same as the command line prints; a rebuild gives the same projection', async () => {
  const asked = { params: keyed(), body: { ...RANGE, save: 'one' } };
  const replayed = await successOf(alice, await accepted(alice.POST('/replays', asked)));
  const again = await decompteHere([
    ...['replay', '--from', RANGE.from, '--to', RANGE.to, '--known-on', RANGE.knownOn],
    ...['--json', '--data', service.folder],
  ]);
  expect(replayed).toStrictEqual(JSON.parse(again.stdout));
  expect(Array.isArray(replayed) && replayed.length > 0).toBe(true);
  for (const name of ['dossiers', 'statements']) {
    const rebuilt = await successOf(alice, await accepted(rebuild(name)));
    assert.ok('stored' in rebuilt);
    expect(rebuilt.processed).toBe(rebuilt.stored);
  }
  refused(await rebuild('nothing'), 404);
});

test('a step on many statements as a job gives the same as the command, in the name of the caller', async () => {
  const body = { from: '2021-Q1', to: '2021-Q2', scheme: 'PEPS' };
  const ask = () => alice.POST('/statements/submissions', { params: keyed('submit-them'), body });
  const job = await accepted(ask());
  const done = await successOf(alice, job);
  assert.ok('outcomes' in done);
  expect(done.outcomes.map(({ period, events, refused: why }) => [period, events, why])).toStrictEqual(
    ['2021-Q1', '2021-Q2'].map((period) => [period, ['StatementSubmitted'], null]),
  );
  expect((await accepted(ask())).id).toBe(job.id);
  const own = given(
    await alice.GET('/statements/{team}/{period}/history', {
      params: { path: { team: 'PEPS-01', period: '2021-Q1' } },
    }),
  );
  expect(JSON.stringify(own)).toContain('Alice');

  const bruno = await service.client('approver', 'Bruno');
  const rejected = { ...body, to: '2021-Q1', reason: 'liste à vérifier' };
  const rejection = await accepted(bruno.POST('/statements/rejections', { params: keyed(), body: rejected }));
  assert.ok('outcomes' in (await successOf(bruno, rejection)));
  const variance = ['000000000000'];
  const approval = await accepted(
    bruno.POST('/statements/approvals', { params: keyed(), body: { ...body, variance } }),
  );
  expect(await endOf(bruno, approval)).toMatchObject({ state: 'FAILED', error: expect.stringMatching(/rapport/) });
});

test('a key requests one job of any kind, and another command under it is refused', async () => {
  const { 'teams.csv': teams = new Blob([]) } = factFiles(TINY_FACTS);
  // One job of each kind, and another command.
  const kinds: Readonly<Record<string, (other: boolean, key: string) => Promise<ClientAnswer<Job>>>> = {
    calculate: (other, key) =>
      alice.POST('/calculations', { params: keyed(key), body: { from: '2021-Q1', to: other ? '2021-Q2' : '2021-Q1' } }),
    replay: (other, key) =>
      alice.POST('/replays', { params: keyed(key), body: { from: '2021-Q1', to: other ? '2021-Q2' : '2021-Q1' } }),
    rebuild: (other, key) => rebuild(other ? 'dossiers' : 'rosters', key),
    import: (other, key) => {
      const body = { 'teams.csv': new Blob(other ? [teams, '\n'] : [teams]) };
      return alice.POST('/imports', { params: keyed(key), body, bodySerializer: form });
    },
  };
  for (const [kind, ask] of Object.entries(kinds)) {
    const key = `once-${kind}`;
    const first = await accepted(ask(false, key));
    assert.equal((await accepted(ask(false, key))).id, first.id, kind);
    assert.equal(refused(await ask(true, key), 409).type, 'urn:decompte:problem:key-reused', kind);
    await endOf(alice, first);
    assert.equal((await accepted(ask(false, key))).id, first.id, `${kind} once ended`);
  }
});

test('lists jobs by when they were requested, the last first, by page, state and kind', async () => {
  const unknown = { ...RANGE, regulation: '0'.repeat(12) };
  refused(await alice.POST('/replays', { params: keyed(), body: unknown }), 404);
  const after = await stores(({ log }) => log.end());
  const list = (query: JobsAsked) =>
    walked(3, (page) => zoe.GET('/jobs', { params: { query: { ...query, ...page } } }));
  const all = given(await zoe.GET('/jobs', { params: { query: { limit: 500, after } } })).items;
  expect(all.map(({ requestedAt }) => requestedAt)).toStrictEqual(
    all
      .map(({ requestedAt }) => requestedAt)
      .sort()
      .reverse(),
  );
  const oldest = given(await zoe.GET('/jobs', { params: { query: { limit: 500, order: 'oldest' } } })).items;
  expect(oldest).toStrictEqual(all.toReversed());
  expect(await list({})).toStrictEqual(all);
  const failed = await list({ state: 'FAILED', kind: 'decide' });
  expect(failed.length > 0 && failed.every(({ state, kind }) => state === 'FAILED' && kind === 'decide')).toBe(true);
  const csv = given(await zoe.GET('/jobs', { headers: { accept: 'text/csv' }, parseAs: 'text' }));
  expect(csv).toMatch(/^id,kind,state,requested_by,requested_at,ended_at,error\n/);
  const one = (id: string) => zoe.GET('/jobs/{id}', { params: { path: { id } } });
  refused(await one('0'.repeat(24)), 404);
  refused(await one('none'), 400);
  const token = await service.token('auditor', 'Zoé');
  expect((await service.get('/jobs?state=LOST', { token })).status).toBe(400);
});

test('the hostile sample sets the same rows aside over HTTP and on the command line', async () => {
  const imported = await successOf(alice, await upload(alice, factFiles(HOSTILE_FACTS)));
  expect('files' in imported && imported.files.some(({ setAside }) => setAside > 0)).toBe(true);
  const atCommandLine = new Product(await tinyData());
  try {
    await decompteHere(['import', HOSTILE_FACTS, '--data', atCommandLine.folder]);
    const rejected = async (folder: string): Promise<unknown> =>
      JSON.parse((await decompteHere(['rejected', '--json', '--data', folder])).stdout);
    expect(await rejected(service.folder)).toStrictEqual(await rejected(atCommandLine.folder));
  } finally {
    await atCommandLine.close();
  }
});

test('a trial of files gives the same as an import and records nothing; a job fails if every file is refused', async () => {
  const send = (text: string, query: { dryRun?: 'true'; dates?: 'JJ/MM/AAAA' }) =>
    accepted(
      alice.POST('/imports', {
        params: { ...keyed(), query },
        body: { 'patients.csv': new Blob([text]) } as never,
        bodySerializer: form,
      }),
    );
  const table = 'patient_id;birth_date;sex;died_on;known_on\nT7;02/03/1950;M;;01/01/2020\n';
  const dates = 'JJ/MM/AAAA';
  const tried = await successOf(alice, await send(table, { dryRun: 'true', dates }));
  assert.ok('files' in tried);
  expect(tried).toMatchObject({
    dryRun: true,
    files: [{ recorded: 1, readAs: 'séparateur ;, dates JJ/MM/AAAA, encodage UTF-8' }],
    // Without a declared doctor, the patient belongs to no team.
    effect: { changes: [], changed: 0, differenceCents: '0', otherwise: 0 },
  });
  const bad = `${table}T8;03/02/1950;M;02/02/1940;01/01/2020\nT9;;F;;01/01/2020\nTA;;F;;01/01/2020\n`;
  const told = await successOf(alice, await send(bad, { dryRun: 'true', dates }));
  assert.ok('files' in told);
  // The result does not quote the rows: its reader has the file.
  expect(told.files[0]?.reasons).toStrictEqual([
    {
      code: 'REQUIRED',
      column: 'birth_date',
      sentence: 'birth_date : la colonne est obligatoire et elle est vide ; indiquez sa valeur.',
      rows: 2,
      lines: [4, 5],
    },
    expect.objectContaining({ code: 'PERIOD_ORDER', rows: 1, lines: [3] }),
  ]);
  expect(JSON.stringify(told.files[0]?.reasons)).not.toMatch(/1950|1940|T8/);
  const failed = await endOf(alice, await send(table, {}));
  expect(failed.state).toBe('FAILED');
  expect(failed.error).toMatch(
    /aucun fichier n’a pu être lu : patients.csv, ligne 2 : la date « \d\d\/\d\d\/… » peut être/,
  );
  const imported = await successOf(alice, await send(table, { dates }));
  assert.ok('files' in imported);
  expect(imported.files).toMatchObject([{ recorded: 1, known: 0 }]);
});

test('refuses an invalid upload with a reason and keeps no file', async () => {
  const token = await service.token('operator', 'Alice');
  const named = (...names: readonly string[]): FormData => {
    const files = new FormData();
    for (const name of names) files.append('file', new Blob(['a,b\n']), name);
    return files;
  };
  const refusals: readonly (readonly [number, RegExp, unknown])[] = [
    [400, /aucun fichier de faits/, named('manifest.csv')],
    [400, /ce n’est pas un fichier de faits/, named('../../teams.exe')],
    [400, /devrait se nommer patients\.csv/, named('patients (1).csv')],
    [400, /est un classeur de tableur/, named('acts.xlsx')],
    [400, /il vient deux fois/, named('teams.csv', 'teams.csv')],
    [415, /multipart/, { files: [] }],
  ];
  for (const [status, said, body] of refusals) {
    const answer = await service.post<object>('/imports', body, { token });
    assert.equal(answer.status, status, JSON.stringify(answer.body));
    expect(JSON.stringify(answer.body)).toMatch(said);
  }
  const csv = await service.post<object>('/imports', 'abc', { token, headers: { 'content-type': 'text/csv' } });
  expect([csv.status, JSON.stringify(csv.body)]).toStrictEqual([415, expect.stringMatching(/multipart\/form-data/)]);
  const text = new FormData();
  text.append('note', 'bonjour');
  expect((await service.post('/imports', text, { token })).status).toBe(400);
});
