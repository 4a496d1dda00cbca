// Runs the checks of types, lint and format in parallel, or one after the other with --in-turn; prints the output of each when it ends.
// Fails if one of them fails.
import { spawn } from 'node:child_process';

const CHECKS = [
  ['tsc', '--noEmit'],
  ['tsc', '--noEmit', '--project', 'apps/console'],
  ['eslint', '.'],
  ['prettier', '--check', '--log-level', 'warn', '.'],
];

function run([program, ...args]) {
  return new Promise((resolve, reject) => {
    const child = spawn(`node_modules/.bin/${program}`, args);
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

const passed = process.argv.includes('--in-turn') ? await inTurn() : await Promise.all(CHECKS.map(run));
process.exitCode = passed.every(Boolean) ? 0 : 1;
