/** docker-compose.yml is well formed. The test needs a Compose command. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from '@jest/globals';
import { environmentOf } from '#apps/api/environment.ts';
import { workerEnvironment } from '#libs/runtime/environment.ts';
import { READ_MODELS } from '#libs/read-models/read-models.ts';
import { VARIABLE_NAMES } from '#libs/runtime/variables.ts';
import { testUnless } from '#test/support/unless.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'decompte-compose-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function composeCommand(): readonly string[] | undefined {
  const candidates = [['docker', 'compose'], ['docker-compose']];
  return candidates.find(
    ([program = '', ...rest]) => spawnSync(program, [...rest, 'version'], { stdio: 'ignore' }).status === 0,
  );
}

/** The variables of the product's services, with the defaults for those that `.env` may set. */
function variablesOf(composition: string): Readonly<Record<string, string>> {
  const [, environment = ''] = /environment: &environment\n((?: {4}.*\n)+)/.exec(composition) ?? [];
  return Object.fromEntries(
    [...environment.matchAll(/^    ([A-Z_]+): '?([^'\n]*)'?$/gm)].map(([, name = '', value = '']) => [
      name,
      value.replaceAll(/\$\{\w+:-([^}]*)\}/g, '$1'),
    ]),
  );
}

const compose = composeCommand();
const skip = compose === undefined ? 'there is no docker compose here' : false;

testUnless(skip)('the composition is accepted, every server has a health check and no secret is in it', () => {
  for (const path of ['docker-compose.yml', 'infra/make-secrets.sh', 'infra/mongodb'])
    cpSync(join(ROOT, path), join(folder, path), { recursive: true });
  const made = spawnSync('sh', [join(folder, 'infra', 'make-secrets.sh')], { encoding: 'utf8' });
  assert.equal(made.status, 0, made.stderr);
  const [program = '', ...rest] = compose ?? [];
  const { status, stdout, stderr } = spawnSync(program, [...rest, 'config'], { cwd: folder, encoding: 'utf8' });
  assert.equal(status, 0, stderr);
  for (const service of ['api', 'worker', 'kurrentdb', 'mongodb', 'redis'])
    expect(stdout).toMatch(new RegExp(`^  ${service}:$`, 'm'));
  expect(stdout.match(/^    healthcheck:$/gm)?.length).toBe(5);
  const password = /redis:\/\/:(.+)@/.exec(
    spawnSync('cat', [join(folder, 'infra', 'secrets', 'jobs_url')], { encoding: 'utf8' }).stdout,
  )?.[1];
  expect(password !== undefined && password.length >= 32 && !stdout.includes(password)).toBe(true);
});

test('the account of readers may search every view, and no other collection', () => {
  const script = readFileSync(join(ROOT, 'infra', 'mongodb', 'accounts.js'), 'utf8');
  const [, named = ''] = /const views = \[([^\]]*)\]/.exec(script) ?? [];
  const views = READ_MODELS.flatMap((model) => model.views.map(({ name }) => name));
  expect([...named.matchAll(/'(\w+)'/g)].map(([, name]) => name)).toStrictEqual(views);
});

test('every service drops its capabilities, is bounded, and reaches only what it needs', () => {
  const text = readFileSync(join(ROOT, 'docker-compose.yml'), 'utf8');
  const blocks = text.split(/^(?:  (?=[a-z]+:$)|(?=x-decompte:|volumes:|networks:|secrets:))/m);
  const blockOf = (name: string): string => blocks.find((block) => block.startsWith(`${name}:`)) ?? '';
  for (const name of ['x-decompte', 'kurrentdb', 'mongodb', 'redis']) {
    for (const bound of [
      /cap_drop: \[ALL\]/,
      /no-new-privileges:true/,
      /mem_limit: \d/,
      /pids_limit: \d/,
      /networks: \[/,
    ])
      expect(blockOf(name)).toMatch(bound);
    // KurrentDB writes its logs beside its data.
    if (name !== 'kurrentdb') expect(blockOf(name)).toMatch(/read_only: true/);
  }
  for (const [name, network] of [
    ['kurrentdb', 'log'],
    ['mongodb', 'read'],
    ['redis', 'queue'],
  ] as const) {
    expect(blockOf(name)).toMatch(new RegExp(`networks: \\[${network}\\]`));
    expect(text).toMatch(new RegExp(`^  ${network}: \\{ internal: true \\}$`, 'm'));
  }
  // Arguments of a process are seen by everyone on its machine.
  expect(text).not.toMatch(/--password|requirepass/);
});

test('every variable is one that the programs read, and every used secret, network and volume exists', () => {
  const text = readFileSync(join(ROOT, 'docker-compose.yml'), 'utf8');
  const all = (pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([, found = '']) => found);
  const lists = (name: string): Set<string> =>
    new Set(all(new RegExp(`^ +${name}: \\[([^\\]]+)\\]`, 'gm')).flatMap((list) => list.split(/, */)));
  const declared = (name: string): Set<string> => {
    const [, block = ''] = new RegExp(`^${name}:\n((?:(?: .*|)\n)+)`, 'm').exec(text) ?? [];
    return new Set([...block.matchAll(/^  (\w+):/gm)].map(([, found = '']) => found));
  };
  const variables = Object.keys(variablesOf(text));
  const read = new Set(VARIABLE_NAMES.flatMap((name) => [name, `${name}_FILE`]));
  expect(variables.length).toBeGreaterThan(15);
  expect(variables.filter((name) => !read.has(name))).toStrictEqual([]);
  // Without these a service in production does not start correctly.
  for (const name of ['PATIENT_KEY_FILE', 'WEBHOOK_KEY_FILE', 'JOBS_URL_FILE', 'TRUSTED_PROXIES'])
    expect(variables).toContain(name);
  const secrets = declared('secrets');
  expect(lists('secrets')).toStrictEqual(secrets);
  expect(all(/\/run\/secrets\/(\w+)/g).filter((name) => !secrets.has(name))).toStrictEqual([]);
  const made = readFileSync(join(ROOT, 'infra', 'make-secrets.sh'), 'utf8');
  expect(new Set([...made.matchAll(/^secret (\w+)/gm)].map(([, found = '']) => found))).toStrictEqual(secrets);
  expect(lists('networks')).toStrictEqual(declared('networks'));
  expect(new Set(all(/'(\w+):\/(?!\/)[^']+'/g))).toStrictEqual(declared('volumes'));
});

test('only the maker and the group of the maker read the secrets, and the composition names that group', () => {
  const script = join(folder, 'private', 'infra', 'make-secrets.sh');
  cpSync(join(ROOT, 'infra', 'make-secrets.sh'), script);
  assert.equal(spawnSync('sh', [script]).status, 0);
  const secrets = join(folder, 'private', 'infra', 'secrets');
  const modes = readdirSync(secrets).map((name) => statSync(join(secrets, name)).mode & 0o777);
  expect(new Set(modes)).toStrictEqual(new Set([0o640]));
  const variables = Object.fromEntries(
    Object.entries(variablesOf(readFileSync(join(ROOT, 'docker-compose.yml'), 'utf8'))).map(([name, value]) => [
      name,
      value.replace('/run/secrets', secrets),
    ]),
  );
  const provider = { OIDC_ISSUER: 'https://id.example', OIDC_JWKS_URL: 'https://id.example/keys' };
  for (const read of [environmentOf, workerEnvironment]) {
    const { jobsUrl, stores } = read({ ...variables, ...provider, NODE_ENV: 'production' });
    expect([jobsUrl, stores.keys?.file]).toStrictEqual([
      expect.stringMatching(/^redis:\/\/:\S{32}@redis:6379$/),
      join(secrets, 'patient_key'),
    ]);
  }
  expect(readFileSync(join(folder, 'private', '.env'), 'utf8')).toMatch(/^SECRETS_GROUP=\d+$/m);
  expect(readFileSync(join(secrets, 'redis_conf'), 'utf8')).toMatch(
    /^maxmemory-policy noeviction\nrequirepass \S{32}$/m,
  );
});

test('keeps the secrets that exist', () => {
  const script = join(folder, 'again', 'make-secrets.sh');
  cpSync(join(ROOT, 'infra', 'make-secrets.sh'), script);
  const made = (): string => spawnSync('sh', [script], { encoding: 'utf8' }).stdout;
  made();
  const key = join(folder, 'again', 'secrets', 'webhook_key');
  const before = statSync(key).mtimeMs;
  made();
  expect(statSync(key).mtimeMs).toBe(before);
});

test('the image has every source file, and every command, health check and mounted file of the composition', () => {
  const there = (path: string): boolean => existsSync(join(ROOT, path));
  const dockerfile = readFileSync(join(ROOT, 'Dockerfile'), 'utf8');
  const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, from = '']) => from.split(' '));
  expect(copied.length).toBeGreaterThan(10);
  expect(copied.filter((path) => !there(path))).toStrictEqual([]);
  // The files that the build gets at all.
  const given = new Set(
    [...readFileSync(join(ROOT, '.dockerignore'), 'utf8').matchAll(/^!(.+)$/gm)].map(([, one]) => one),
  );
  expect(
    copied.map((path) => path.replace(/^\.\//, '').split('/')[0]).filter((path) => !given.has(path)),
  ).toStrictEqual([]);
  const text = readFileSync(join(ROOT, 'docker-compose.yml'), 'utf8');
  const commands = [...text.matchAll(/dist\/(apps\/\w+\/main)\.js/g)].map(([, path = '']) => `${path}.ts`);
  expect(commands).toHaveLength(3);
  expect(dockerfile).toMatch(/COPY scripts\/healthy\.mjs/);
  const mounted = [...text.matchAll(/'\.\/(infra\/[^:']+):([^:']+):ro'/g)];
  const inside = (path: string): string =>
    mounted.reduce(
      (found, [, from = '', to = '']) => (found.startsWith(to) ? from + found.slice(to.length) : found),
      path,
    );
  const used = [...text.matchAll(/[ ,[](\/infra\/[\w./]+)/g)].map(([, path = '']) => inside(path));
  expect(used).toHaveLength(2);
  expect([...commands, ...used, ...mounted.map(([, from = '']) => from)].filter((path) => !there(path))).toStrictEqual(
    [],
  );
});

test('MongoDB is made with the databases, the set and the secrets that the services name', () => {
  const text = readFileSync(join(ROOT, 'docker-compose.yml'), 'utf8');
  const [accounts, healthy, start] = ['accounts.js', 'healthy.js', 'start.sh'].map((name) =>
    readFileSync(join(ROOT, 'infra', 'mongodb', name), 'utf8'),
  );
  const [, databases = ''] = /roles: \[([^\]]+)\]\.map/.exec(accounts ?? '') ?? [];
  const granted = [...databases.matchAll(/'(\w+)'/g)].map(([, name]) => name);
  const urls = Object.values(variablesOf(text)).filter((value) => value.startsWith('mongodb:'));
  const named = urls.map((url) => /^mongodb:\/\/decompte@mongodb:27017\/(\w+)\?replicaSet=(\w+)/.exec(url));
  expect(named.map((found) => found?.[2])).toStrictEqual(['rs0', 'rs0']);
  const [readStore = '', keys] = named.map((found) => found?.[1]);
  expect(granted).toStrictEqual([readStore, `${readStore}_shared`, keys]);
  expect(healthy).toContain("_id: 'rs0', members: [{ _id: 0, host: 'mongodb:27017' }]");
  expect(start).toMatch(/--replSet rs0 --keyFile/);
  // Each secret is handed to its user before the user reads it.
  const handed = new Set(/for secret in (.+); do/.exec(start ?? '')?.[1]?.split(' '));
  const read = [...`${accounts}${text}`.matchAll(/\/tmp\/secrets\/(\w+)|passwordIn\('(\w+)'\)/g)];
  expect(new Set(read.map(([, path, name]) => path ?? name))).toStrictEqual(handed);
});
