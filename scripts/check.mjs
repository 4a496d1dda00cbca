// Runs the checks of types, lint, format and licences in parallel, or one after the other with --in-turn; prints the output of each when it ends.
// Fails if one of them fails.
import { spawn } from 'node:child_process';
import { totalmem } from 'node:os';

/** The compiler in its native form, which has no programming interface: `typescript` stays for the tools that need one. */
const COMPILER = 'typescript-native/bin/tsc';
// One type checker: several, each with its own copy of the results, take more processor time in total.
const TYPES = ['--noEmit', '--checkers', '1'];
const CHECKS = [
  [COMPILER, ...TYPES],
  [COMPILER, ...TYPES, '--project', 'apps/console'],
  ['.bin/oxlint'],
  ['.bin/oxfmt', '--list-different'],
  ['.bin/node', 'scripts/licences.mjs'],
];

/** Memory of a machine on which all checks may keep their garbage at the same time: they take 6 GB at most. */
const AMPLE_BYTES = 12 * 1024 ** 3;
/**
 * The compiler and the linter's type analysis are Go programs, which end before their garbage matters: collecting it takes a third of their
 * time.
 */
const UNCOLLECTED = memoryBytes() >= AMPLE_BYTES ? { GOGC: 'off', GOMEMLIMIT: '3GiB' } : {};

const IS_IN_TURN = process.argv.includes('--in-turn');
/** Runs beside the specs, which keep the other processors busy: each thread of the linter would compute types separately. */
const ONE_THREAD = IS_IN_TURN ? { GOMAXPROCS: '1' } : {};

/** The memory of the machine, or the limit of a container. */
function memoryBytes() {
  return Math.min(totalmem(), process.constrainedMemory() || Infinity);
}

function run([program, ...args]) {
  return new Promise((resolve, reject) => {
    const child = spawn(`node_modules/${program}`, args, { env: { ...UNCOLLECTED, ...ONE_THREAD, ...process.env } });
    const output = [];
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => output.push(chunk));
    child.on('error', reject);
    child.on('close', (status) => {
      process.stderr.write(Buffer.concat(output));
      resolve(status === 0);
    });
  });
}

async function inTurn() {
  const passed = [];
  for (const check of CHECKS) passed.push(await run(check));
  return passed;
}

const passed = IS_IN_TURN ? await inTurn() : await Promise.all(CHECKS.map(run));
process.exitCode = passed.every(Boolean) ? 0 : 1;
