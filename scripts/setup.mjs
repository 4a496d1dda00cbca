// Installs the dependencies if they are missing or older than the lock file. Runs on any Node >= 20, before Node 24 is installed.
// `--if-missing` checks only that they exist: every command runs it, so it must be fast.
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';

const installed = 'node_modules/.package-lock.json';
const upToDate =
  existsSync(installed) &&
  existsSync('node_modules/.bin/node') &&
  (process.argv.includes('--if-missing') || statSync(installed).mtimeMs >= statSync('package-lock.json').mtimeMs);

if (!upToDate) {
  process.stderr.write('Installation des dépendances (npm ci)…\n');
  // Standard output belongs to the command that follows.
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    stdio: ['ignore', 2, 2],
  });
  if (status !== 0) {
    process.stderr.write(
      `npm ci s'est terminé avec le code ${status} : vérifiez l'accès au registre npm, puis recommencez.\n`,
    );
    process.exit(1);
  }
}
