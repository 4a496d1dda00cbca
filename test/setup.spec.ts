/** Two simultaneous installs of the dependencies do not disturb each other; a program starts where nothing can be stored. */
import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { testUnless } from '#test/support/unless.ts';

const SETUP = fileURLToPath(new URL('../scripts/setup.mjs', import.meta.url));

const REGISTRY = 'https://packages.example/npm';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'setup-'));
  writeFileSync(join(folder, 'package-lock.json'), '{}');
  const npm = join(folder, 'bin', 'npm');
  mkdirSync(join(folder, 'bin'));
  // Names its registry; installs slowly, and notes its beginning and end.
  const config = `if [ "$1" = config ]; then echo ${REGISTRY}/; exit; fi\n`;
  const made = 'mkdir -p node_modules/.bin; touch node_modules/.bin/node node_modules/.package-lock.json';
  writeFileSync(npm, `#!/bin/sh\n${config}echo begins >> installs\nsleep 0.5\n${made}\necho ends >> installs\n`);
  chmodSync(npm, 0o755);
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function setUp(): Promise<number | null> {
  const env = { ...process.env, PATH: `${join(folder, 'bin')}:${process.env['PATH'] ?? ''}` };
  const child = spawn(process.execPath, [SETUP], { cwd: folder, env, stdio: 'ignore' });
  return new Promise((resolve) => child.on('exit', resolve));
}

function installs(): string {
  return readFileSync(join(folder, 'installs'), 'utf8');
}

test('of several at once one installs, and the others wait for it', async () => {
  expect(await Promise.all([setUp(), setUp(), setUp()])).toStrictEqual([0, 0, 0]);
  expect(installs()).toBe('begins\nends\n');
  expect(existsSync(join(folder, '.setup.lock'))).toBe(false);
});

test('continues an install that was killed', async () => {
  // No process has this number.
  writeFileSync(join(folder, '.setup.lock'), '4194305');
  expect(await setUp()).toBe(0);
  expect(installs()).toBe('begins\nends\n');
});

test('an install that fails leaves no lock', async () => {
  writeFileSync(join(folder, 'bin', 'npm'), '#!/bin/sh\nexit 7\n');
  expect(await setUp()).toBe(1);
  expect(existsSync(join(folder, '.setup.lock'))).toBe(false);
  expect(existsSync(join(folder, 'npm-shrinkwrap.json'))).toBe(false);
});

test('a command starts Node for the dependencies only if they are missing or being installed, and says if they are old', () => {
  const READY = fileURLToPath(new URL('../scripts/ready.sh', import.meta.url));
  const node = join(folder, 'bin', 'node');
  writeFileSync(node, '#!/bin/sh\necho "$@" >> started\nexit 3\n');
  chmodSync(node, 0o755);
  const run = () => {
    const env = { PATH: `${join(folder, 'bin')}:/usr/bin:/bin` };
    return spawnSync('sh', [READY], { cwd: folder, env, encoding: 'utf8' });
  };
  const ready = (): number | null => run().status;
  expect(ready()).toBe(3);
  expect(readFileSync(join(folder, 'started'), 'utf8')).toBe('scripts/setup.mjs --if-missing\n');
  mkdirSync(join(folder, 'node_modules', '.bin'), { recursive: true });
  for (const name of ['.bin/node', '.package-lock.json']) {
    expect(ready()).toBe(3);
    writeFileSync(join(folder, 'node_modules', name), '');
  }
  expect(run()).toMatchObject({ status: 0, stderr: '' });
  utimesSync(join(folder, 'node_modules', '.package-lock.json'), 1, 1);
  expect(run()).toMatchObject({ status: 0, stderr: expect.stringMatching(/plus anciennes.*npm run setup/) });
  writeFileSync(join(folder, '.setup.lock'), '1');
  expect(ready()).toBe(3);
});

const PACKAGES = {
  '': { name: 'ours' },
  'node_modules/a': { version: '1.2.3', integrity: 'sha512-x' },
  'node_modules/a/node_modules/@b/c': { version: '2.0.0' },
  'node_modules/d': { name: '@e/f', version: '3.0.0' },
};

test('npm gets the address of each package, and the lock file stays the same', async () => {
  const written = JSON.stringify({ packages: PACKAGES });
  writeFileSync(join(folder, 'package-lock.json'), written);
  const npm = readFileSync(join(folder, 'bin', 'npm'), 'utf8');
  writeFileSync(join(folder, 'bin', 'npm'), `${npm}cp npm-shrinkwrap.json given.json\n`);
  expect(await setUp()).toBe(0);
  const given = JSON.parse(readFileSync(join(folder, 'given.json'), 'utf8')) as { packages: typeof PACKAGES };
  expect(given.packages).toMatchObject(PACKAGES);
  expect(Object.values(given.packages).map((one) => (one as { resolved?: string }).resolved)).toStrictEqual([
    undefined,
    `${REGISTRY}/a/-/a-1.2.3.tgz`,
    `${REGISTRY}/@b/c/-/c-2.0.0.tgz`,
    `${REGISTRY}/@e/f/-/f-3.0.0.tgz`,
  ]);
  expect(readFileSync(join(folder, 'package-lock.json'), 'utf8')).toBe(written);
  expect(existsSync(join(folder, 'npm-shrinkwrap.json'))).toBe(false);
});

test('without npm it fails with a sentence, and leaves no lock', async () => {
  rmSync(join(folder, 'bin', 'npm'));
  const child = spawn(process.execPath, [SETUP], { cwd: folder, env: { PATH: join(folder, 'bin') } });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  expect(await new Promise((resolve) => child.on('close', resolve))).toBe(1);
  expect(said).toMatch(/npm ci s’est terminé avec le code null/);
  expect(said).not.toContain('TypeError');
  expect(existsSync(join(folder, '.setup.lock'))).toBe(false);
});

test('npm asks a registry that keeps its packages elsewhere', async () => {
  const npm = readFileSync(join(folder, 'bin', 'npm'), 'utf8');
  const refused = '[ -e npm-shrinkwrap.json ] && exit 7\n';
  writeFileSync(join(folder, 'bin', 'npm'), npm.replace('#!/bin/sh\n', `#!/bin/sh\n${refused}`));
  expect(await setUp()).toBe(0);
  expect(installs()).toBe('begins\nends\n');
});

testUnless(process.platform !== 'linux' && 'no folder that refuses every folder in it')(
  'a program runs from its sources if no bundle of it can be stored',
  () => {
    for (const name of ['scripts', 'apps', 'libs']) mkdirSync(join(folder, name));
    for (const name of ['bundle.mjs', 'start.mjs'])
      copyFileSync(new URL(`../scripts/${name}`, import.meta.url), join(folder, 'scripts', name));
    for (const name of ['.swcrc', 'scripts/decorators.mjs']) writeFileSync(join(folder, name), '');
    writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
    writeFileSync(join(folder, 'apps', 'hello.ts'), "console.log('hello' satisfies string);\n");
    symlinkSync('/sys', join(folder, 'dist'));
    const started = [join(folder, 'scripts', 'start.mjs'), 'apps/hello'];
    const { stdout, stderr } = spawnSync(process.execPath, started, { encoding: 'utf8' });
    expect(stdout).toBe('hello\n');
    expect(stderr).not.toMatch(/Error/);
  },
);

/** A checkout whose bundler writes one program: it says whether another process bundled it. */
function checkoutWithBundler(write: string): string[] {
  for (const name of [
    'scripts',
    'apps',
    'libs/regulation',
    'libs/audit/payment-bundle',
    'node_modules/rolldown',
    'node_modules/@swc/core',
  ])
    mkdirSync(join(folder, name), { recursive: true });
  for (const name of ['published', 'prospective']) mkdirSync(join(folder, 'libs/regulation', name));
  mkdirSync(join(folder, 'libs/letters/templates'), { recursive: true });
  for (const name of ['bundle.mjs', 'start.mjs'])
    copyFileSync(new URL(`../scripts/${name}`, import.meta.url), join(folder, 'scripts', name));
  writeFileSync(join(folder, '.swcrc'), '');
  writeFileSync(join(folder, 'package-lock.json'), '{}');
  writeFileSync(join(folder, 'package.json'), '{"type":"module","imports":{"#libs/*":"./libs/*"}}');
  writeFileSync(
    join(folder, 'libs/audit/payment-bundle/rules-code.ts'),
    'export const rulesCode = (): object => ({});',
  );
  writeFileSync(join(folder, 'node_modules/@swc/core/index.js'), '');
  writeFileSync(
    join(folder, 'node_modules/rolldown/package.json'),
    '{"name":"rolldown","type":"module","exports":"./index.js"}',
  );
  writeFileSync(
    join(folder, 'node_modules/rolldown/index.js'),
    `import { mkdirSync, writeFileSync } from 'node:fs';
export const rolldown = async () => ({ close: async () => {}, write: async ({ dir }) => { ${write} } });`,
  );
  return [join(folder, 'scripts', 'start.mjs'), 'apps/hello'];
}

test('bundling leaves nothing in the memory of the program that starts: another process does it', () => {
  const started = checkoutWithBundler(
    'mkdirSync(dir + "/apps"); writeFileSync(dir + "/apps/hello.js", `console.log(process.pid === ${process.pid})`);',
  );
  for (const time of ['first', 'second']) {
    const { stdout, stderr, status } = spawnSync(process.execPath, started, { encoding: 'utf8' });
    expect({ time, stdout, stderr, status }).toStrictEqual({ time, stdout: 'false\n', stderr: '', status: 0 });
  }
});

test('a program that cannot be bundled does not start, says why, and leaves no half a bundle', () => {
  const started = checkoutWithBundler('writeFileSync(dir + "/half.js", ""); throw new Error("no such module");');
  const { stdout, stderr, status } = spawnSync(process.execPath, started, { encoding: 'utf8' });
  expect({ stdout, status }).toStrictEqual({ stdout: '', status: 1 });
  expect(stderr).toMatch(/no such module/);
  expect(stderr).toMatch(/the programs could not be bundled/);
  expect(readdirSync(join(folder, 'dist', 'programs'))).toStrictEqual([]);
});
