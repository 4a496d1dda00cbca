/** docker-compose.yml is well formed. The test needs a Compose command. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
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
