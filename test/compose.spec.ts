/** docker-compose.yml is well formed. The test needs a Compose command. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from '@jest/globals';
import { READ_MODELS } from '#libs/read-models/read-models.ts';
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

test('the account of readers finds in every view, and in nothing else', () => {
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

test('the secrets are for their maker and his group, who is named to the composition', () => {
  const script = join(folder, 'private', 'infra', 'make-secrets.sh');
  cpSync(join(ROOT, 'infra', 'make-secrets.sh'), script);
  assert.equal(spawnSync('sh', [script]).status, 0);
  const secrets = join(folder, 'private', 'infra', 'secrets');
  const modes = readdirSync(secrets).map((name) => statSync(join(secrets, name)).mode & 0o777);
  expect(new Set(modes)).toStrictEqual(new Set([0o640]));
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
