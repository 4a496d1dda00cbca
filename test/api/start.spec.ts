/** A fault that prevents a start is reported in a sentence that names the variable, with status 2. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { temporaryFolder } from '#test/support/temporary-folder.ts';
import { type Program, startOf } from '#test/support/programs.ts';

const folder = temporaryFolder();
const [file, data] = [join(folder, 'a-file'), join(folder, 'data')];
const taken = createServer();

beforeAll(async () => {
  writeFileSync(file, 'no database, but long enough to have been one '.repeat(100));
  taken.listen(0, '0.0.0.0');
  await once(taken, 'listening');
});
afterAll(() => {
  taken.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The exit status and the reported fault. */
async function start(program: Program, env: Readonly<Record<string, string>>): Promise<readonly [unknown, string]> {
  const child = spawn(process.execPath, startOf(program), {
    env: { ...process.env, DATA: data, ACCESS: 'development', NODE_ENV: 'test', PORT: '0', ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
    timeout: 60_000,
  });
  const [ended, said] = await Promise.all([once(child, 'exit'), text(child.stderr)]);
  return [ended[0], said];
}

async function refuses(program: Program, env: Readonly<Record<string, string>>, sentence: RegExp): Promise<void> {
  const [status, said] = await start(program, env);
  expect(said).toMatch(sentence);
  assert.doesNotMatch(said, /^ {4}at /m, 'no stack');
  expect(status).toBe(2);
}

const port = (): string => String((taken.address() as AddressInfo).port);

test('reports a port in use', async () => {
  await refuses('api', { PORT: port(), HOST: '0.0.0.0' }, /PORT vaut « \d+ » ; ce port est déjà pris/);
  await refuses('worker', { WORKER_PORT: port() }, /WORKER_PORT vaut « \d+ » ; ce port est déjà pris/);
});

test('reports a host that is not an address of this machine', async () => {
  await refuses('api', { HOST: '192.0.2.1' }, /HOST vaut « 192\.0\.2\.1 » ; ce n’est pas une adresse de cette machine/);
  await refuses('api', { HOST: 'nowhere.invalid' }, /HOST vaut « nowhere\.invalid » ; ce n’est pas une adresse/);
});

for (const which of ['api', 'worker'] as const) {
  test(`${which}: reports a file in place of a folder, each variable once`, async () => {
    await refuses(
      which,
      { DATA: file, UPLOADS: file },
      /- DATA : .*a-file n’est pas un dossier.*\n {2}- UPLOADS : .*n’est pas un dossier[^\n]*\n$/,
    );
  });

  test(`${which}: reports a file that is not a database`, async () => {
    await refuses(
      which,
      { JOBS_URL: `local:${file}` },
      /JOBS_URL : \S+a-file n’est pas une base que ce programme peut ouvrir/,
    );
    await refuses(which, { EVENT_STORE_URL: `sqlite:${file}` }, /EVENT_STORE_URL, .*n’est pas une base/);
  });
}
