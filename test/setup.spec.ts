/** Two installs of the dependencies at once do not disturb each other. */
import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from '@jest/globals';

const SETUP = fileURLToPath(new URL('../scripts/setup.mjs', import.meta.url));

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'setup-'));
  writeFileSync(join(folder, 'package-lock.json'), '{}');
  const npm = join(folder, 'bin', 'npm');
  mkdirSync(join(folder, 'bin'));
  // Installs slowly, and notes where it begins and ends.
  const made = 'mkdir -p node_modules/.bin; touch node_modules/.bin/node node_modules/.package-lock.json';
  writeFileSync(npm, `#!/bin/sh\necho begins >> installs\nsleep 0.5\n${made}\necho ends >> installs\n`);
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

test('goes on where an install was killed', async () => {
  // No process has this number.
  writeFileSync(join(folder, '.setup.lock'), '4194305');
  expect(await setUp()).toBe(0);
  expect(installs()).toBe('begins\nends\n');
});

test('an install that fails leaves no lock', async () => {
  writeFileSync(join(folder, 'bin', 'npm'), '#!/bin/sh\nexit 7\n');
  expect(await setUp()).toBe(1);
  expect(existsSync(join(folder, '.setup.lock'))).toBe(false);
});
