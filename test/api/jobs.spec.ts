/** Jobs over HTTP: asked for once, followed to their end, listed; what each gives is what the command line gives. */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Role } from '#apps/api/access/role.ts';
import type { JobView } from '#apps/api/jobs/job.view.ts';
import { openStoresAt, storePaths } from '#apps/stores.ts';
import type { FileSummary } from '#libs/intake/import-folder.ts';
import { decompte } from '#test/support/command-line.ts';
import { accepted, ended, formOf, resultOf } from '#test/support/jobs.ts';
import { Product } from '#test/support/product.ts';
import { Service } from '#test/support/service.ts';
import { TINY_FACTS } from '#test/support/tiny-data.ts';

const HOSTILE_FACTS = fileURLToPath(new URL('../samples/hostile/facts', import.meta.url));
const RANGE = { from: '2021-Q1', to: '2021-Q4', knownOn: '2022-01-31' };

let service: Service;
before(async () => {
  service = await Service.start();
});
after(() => service.close());

interface List {
  readonly items: readonly JobView[];
  readonly next: string | null;
}

async function as(who: string, role: Role): Promise<{ token: string }> {
  return { token: await service.token(role, who) };
}

async function stores<T>(work: (of: ReturnType<typeof openStoresAt>) => Promise<T>): Promise<T> {
  const open = openStoresAt(storePaths(service.folder, {}));
  try {
    return await work(open);
  } finally {
    await open.close();
  }
}

test('facts come in as files, and are what the command line would have recorded', async () => {
  const { id } = await accepted(service, '/imports', formOf(TINY_FACTS), await as('Alice', 'operator'));
  const { files } = await resultOf<{ files: readonly FileSummary[] }>(service, id);
  const product = new Product();
  try {
    assert.deepEqual(files, (await product.import(TINY_FACTS)).files);
  } finally {
    await product.close();
  }
});

test('a calculation is a job whose result is what the command line prints', async () => {
  const { id } = await accepted(service, '/calculations', RANGE, await as('Alice', 'operator'));
  const result = await resultOf<Record<string, unknown>>(service, id);
  const again = await decompte([
    ...['calculate', '--from', RANGE.from, '--to', RANGE.to, '--known-on', RANGE.knownOn],
    ...['--json', '--data', service.folder],
  ]);
  const { position: _, recorded, ...figures } = JSON.parse(again.stdout) as Record<string, unknown>;
  const { position: __, recorded: recordedFirst, ...figuresFirst } = result;
  assert.deepEqual(figuresFirst, figures);
  assert.equal(recordedFirst, figures['statements']);
  assert.equal(recorded, 0, 'nothing changed since');
});

test('a replay changes nothing and gives what the command line prints; a rebuild gives the same projection', async () => {
  const { id } = await accepted(service, '/replays', { ...RANGE, save: 'one' }, await as('Alice', 'operator'));
  const result = await resultOf<readonly unknown[]>(service, id);
  const again = await decompte([
    ...['replay', '--from', RANGE.from, '--to', RANGE.to, '--known-on', RANGE.knownOn],
    ...['--json', '--data', service.folder],
  ]);
  assert.deepEqual(result, JSON.parse(again.stdout));
  assert.ok(result.length > 0);
  for (const name of ['dossiers', 'statements']) {
    const rebuilt = await accepted(service, `/projections/${name}/rebuild`, {}, await as('Alice', 'operator'));
    const { processed, stored } = await resultOf<{ processed: number; stored: number }>(service, rebuilt.id);
    assert.equal(processed, stored);
  }
  const unknown = await service.post('/projections/nothing/rebuild', {}, await as('Alice', 'operator'));
  assert.equal(unknown.status, 404);
});

test('a job is asked for once by its key, whichever kind it is; another body is refused', async () => {
  const operator = await as('Alice', 'operator');
  const officer = await as('Chloé', 'authorising-officer');
  const form = (line: string): FormData => {
    const files = new FormData();
    files.append('deaths', new Blob([readFileSync(join(TINY_FACTS, 'teams.csv')), line]), 'teams.csv');
    return files;
  };
  const kinds: readonly (readonly [string, unknown, unknown, { token: string }])[] = [
    ['/calculations', { from: '2021-Q1', to: '2021-Q1' }, { from: '2021-Q1', to: '2021-Q2' }, operator],
    ['/replays', { from: '2021-Q1', to: '2021-Q1' }, { from: '2021-Q1', to: '2021-Q2' }, operator],
    ['/projections/rosters/rebuild', {}, undefined, operator],
    ['/payment-runs', { run: 'R9', envelope: 'FISS' }, { run: 'R8', envelope: 'FISS' }, officer],
    ['/imports', form(''), form('\n'), operator],
  ];
  for (const [path, body, other, sent] of kinds) {
    const key = `once${path}`;
    const first = await accepted(service, path, body, { ...sent, key });
    assert.equal((await accepted(service, path, body, { ...sent, key })).id, first.id, path);
    if (other !== undefined) {
      const refused = await service.post<{ type: string }>(path, other, { ...sent, key });
      assert.deepEqual([refused.status, refused.body.type], [409, 'urn:decompte:problem:key-reused'], path);
    }
    await ended(service, first.id);
    assert.equal((await accepted(service, path, body, { ...sent, key })).id, first.id, `${path} once ended`);
  }
});

test('jobs are listed in the order in which they were asked for, by page, state and kind', async () => {
  const auditor = await as('Zoé', 'auditor');
  const list = async (query: string): Promise<List> => (await service.get<List>(`/jobs?${query}`, auditor)).body;
  const end = await stores(({ log }) => log.end());
  const all = (await list(`limit=500&after=${end}`)).items;
  assert.deepEqual(
    all.map(({ requestedAt }) => requestedAt),
    all.map(({ requestedAt }) => requestedAt).sort(),
  );
  const paged: string[] = [];
  let next: string | null = '';
  while (next !== null) {
    const page: List = await list(`limit=3${next === '' ? '' : `&cursor=${next}`}`);
    paged.push(...page.items.map(({ id }) => id));
    next = page.next;
  }
  assert.deepEqual(
    paged,
    all.map(({ id }) => id),
  );
  const failed = (await list('state=FAILED&kind=payment-run')).items;
  assert.ok(failed.length > 0 && failed.every(({ state, kind }) => state === 'FAILED' && kind === 'payment-run'));
  assert.equal((await service.get('/jobs?state=LOST', auditor)).status, 400);
  const csv = await service.get<string>('/jobs', { ...auditor, headers: { accept: 'text/csv' } });
  assert.match(csv.body, /^id,kind,state,requested_by,requested_at,ended_at,error\n/);
  assert.equal((await service.get(`/jobs/${'0'.repeat(24)}`, auditor)).status, 404);
  assert.equal((await service.get('/jobs/none', auditor)).status, 400);
});

test('the hostile sample sets aside over HTTP what it sets aside at the command line', async () => {
  const { id } = await accepted(service, '/imports', formOf(HOSTILE_FACTS), await as('Alice', 'operator'));
  const { files } = await resultOf<{ files: readonly FileSummary[] }>(service, id);
  assert.ok(files.some(({ setAside }) => setAside > 0));
  const atCommandLine = new Product();
  try {
    await atCommandLine.import(TINY_FACTS);
    await decompte(['import', HOSTILE_FACTS, '--data', atCommandLine.folder]);
    const rejected = async (folder: string): Promise<unknown> =>
      JSON.parse((await decompte(['rejected', '--json', '--data', folder])).stdout);
    assert.deepEqual(await rejected(service.folder), await rejected(atCommandLine.folder));
  } finally {
    await atCommandLine.close();
  }
});

test('an upload that is none is refused, with why, and leaves nothing behind', async () => {
  const operator = await as('Alice', 'operator');
  const form = (...names: readonly string[]): FormData => {
    const files = new FormData();
    for (const name of names) files.append('file', new Blob(['a,b\n']), name);
    return files;
  };
  const refusals: readonly (readonly [number, RegExp, unknown])[] = [
    [400, /aucun fichier de faits/, form('manifest.csv')],
    [400, /ce n’est pas un fichier de faits/, form('../../teams.exe')],
    [400, /il vient deux fois/, form('teams.csv', 'teams.csv')],
    [415, /multipart/, { files: [] }],
  ];
  for (const [status, said, body] of refusals) {
    const answer = await service.post<object>('/imports', body, operator);
    assert.equal(answer.status, status, JSON.stringify(answer.body));
    assert.match(JSON.stringify(answer.body), said);
  }
  const text = new FormData();
  text.append('note', 'bonjour');
  assert.equal((await service.post('/imports', text, operator)).status, 400);
});

test('what is no form, or breaks off, or is too large is refused with 4xx, and nothing is recorded', async () => {
  const strict = await Service.start({ workers: 0, env: { MAX_UPLOAD_BYTES: '1024' } });
  try {
    const token = await strict.token('operator', 'Alice');
    const part = (disposition: string, text = 'a,b\n'): string =>
      `--x\r\nContent-Disposition: form-data; ${disposition}\r\nContent-Type: text/csv\r\n\r\n${text}\r\n`;
    const file = part('name="f"; filename="teams.csv"');
    const bodies: readonly (readonly [type: string, body: string])[] = [
      ['multipart/form-data', `${file}--x--\r\n`],
      ['multipart/form-data; boundary=', `${file}--x--\r\n`],
      ['multipart/form-data; boundary=y', `${file}--x--\r\n`],
      ['multipart/form-data; boundary=x', file],
      ['multipart/form-data; boundary=x', ''],
      ['multipart/form-data; boundary=x', '--x\r\n\r\n\r\n--x--\r\n'],
      ['multipart/form-data; boundary=x', `${part('name="f"')}--x--\r\n`],
      ['multipart/form-data; boundary=x', `${part('name="f"; filename=""')}--x--\r\n`],
      ['multipart/form-data; boundary=x', `${part('name="f"; filename="teams.csv\u0000.exe"')}--x--\r\n`],
      ['multipart/form-data; boundary=x', `${part('name="__proto__"; filename="teams.csv"')}--x--\r\n`],
      ['multipart/form-data; boundary=x', `${part('name="f"; filename="teams.csv"', 'a'.repeat(5_000))}--x--\r\n`],
      ['multipart/form-data; boundary=x', `${part('name="f"; filename="teams.csv"').repeat(40)}--x--\r\n`],
      ['application/octet-stream', 'a,b\n'],
    ];
    for (const [type, body] of bodies) {
      const answer = await strict.post<{ detail?: string }>('/imports', body, {
        token,
        headers: { 'content-type': type },
      });
      assert.ok(answer.status >= 400 && answer.status < 500, `${type} ${body.slice(0, 80)}: ${answer.status}`);
      assert.match(answer.body.detail ?? '', /\p{L}+ .+\./u);
    }
    const stores = openStoresAt(storePaths(strict.folder, {}));
    assert.equal(await stores.log.count(['command', 'job', 'import']), 0);
    await stores.close();
    assert.deepEqual(readdirSync(join(strict.folder, 'uploads')), []);
  } finally {
    await strict.close();
  }
});
