// Installs the dependencies if they are missing or older than the lock file. Runs on any Node >= 20, before Node 24 is installed.
// `--if-missing` checks only that they exist, as ready.sh does before every command.
// One install at a time: npm ci removes node_modules first, so a second one would delete the files of the first.
import { spawnSync } from 'node:child_process';
import { existsSync, linkSync, readFileSync, rmSync, statSync, unlinkSync, writeFileSync } from 'node:fs';

const installed = 'node_modules/.package-lock.json';
/** Holds the process id of the install under way. */
const lock = '.setup.lock';
const POLL_MS = 200;

function isUpToDate() {
  return (
    existsSync(installed) &&
    existsSync('node_modules/.bin/node') &&
    (process.argv.includes('--if-missing') || statSync(installed).mtimeMs >= statSync('package-lock.json').mtimeMs)
  );
}

/** The lock file with the address of each package; npm prefers it while it exists. */
const addressed = 'npm-shrinkwrap.json';

/**
 * Without addresses npm asks the registry about each package before it fetches it, and the answers are larger than the packages. The lock
 * file names no registry, because each machine has its own.
 */
function writeAddresses(registry) {
  const packageLock = JSON.parse(readFileSync('package-lock.json', 'utf8'));
  for (const [path, entry] of Object.entries(packageLock.packages ?? {})) {
    if (path === '' || entry.link === true) continue;
    const name = entry.name ?? path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
    const file = `${name.slice(name.indexOf('/') + 1)}-${entry.version}.tgz`;
    entry.resolved ??= `${registry}/${name}/-/${file}`;
  }
  writeFileSync(addressed, JSON.stringify(packageLock));
}

/** The lock appears with its content at once: a link is made or is refused. */
function takeLock() {
  const own = `${lock}.${process.pid}`;
  writeFileSync(own, String(process.pid));
  try {
    linkSync(own, lock);
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    return false;
  } finally {
    unlinkSync(own);
  }
}

/** The process that holds the lock; undefined if it was released meanwhile. */
function holder() {
  try {
    return Number(readFileSync(lock, 'utf8'));
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Gives the exit code. */
function npmCi() {
  // Standard output belongs to the command that follows.
  return spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { stdio: ['ignore', 2, 2] }).status;
}

/** Gives the exit code; that of `npm ci` if npm does not name its registry. */
function npmCiAddressed() {
  const { status, stdout } = spawnSync('npm', ['config', 'get', 'registry'], { encoding: 'utf8' });
  if (status !== 0) return status;
  writeAddresses(stdout.trim().replace(/\/$/, ''));
  try {
    return npmCi();
  } finally {
    rmSync(addressed);
  }
}

function install() {
  process.stderr.write('Installation des dépendances (npm ci)…\n');
  let status = npmCiAddressed();
  // A registry may keep its packages at other addresses: npm asks it for them.
  if (status !== 0) status = npmCi();
  if (status === 0) return;
  process.stderr.write(
    `npm ci s’est terminé avec le code ${status} : vérifiez l’accès au registre npm, puis recommencez.\n`,
  );
  process.exitCode = 1;
}

let isAnnounced = false;
while (existsSync(lock) || !isUpToDate()) {
  if (takeLock()) {
    try {
      // Another install may have ended meanwhile.
      if (!isUpToDate()) install();
    } finally {
      rmSync(lock, { force: true });
    }
    break;
  }
  const pid = holder();
  if (pid === undefined) continue;
  if (!isAlive(pid)) {
    process.stderr.write(`Une installation (processus ${pid}) s’est arrêtée en chemin ; elle est reprise.\n`);
    // Checks that no other waiter has taken the lock meanwhile.
    if (holder() === pid) rmSync(lock, { force: true });
    continue;
  }
  if (!isAnnounced) process.stderr.write(`Une installation est en cours (processus ${pid}) ; elle est attendue…\n`);
  isAnnounced = true;
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, POLL_MS);
}
