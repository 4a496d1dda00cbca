// `npm test`: the checks and the specs in parallel, because they are independent. Prints the output of the checks, then that of the specs,
// which ends with their summary. Fails if either fails.
import { spawn } from 'node:child_process';

const checks = program('check', '--in-turn');
const specs = program('test:run', ...process.argv.slice(2));

const passed = [await checks.end()];
passed.push(await specs.end());
process.exitCode = passed.every(Boolean) ? 0 : 1;

/** Runs a script of package.json. Its output is kept until somebody waits for its end, then printed as it comes. */
function program(script, ...args) {
  const colour = process.stderr.isTTY ? { FORCE_COLOR: '1' } : {};
  const child = spawn('npm', ['run', '--silent', script, '--', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...colour },
  });
  const kept = [];
  let print = (...said) => kept.push(said);
  for (const name of ['stdout', 'stderr']) child[name].on('data', (chunk) => print(name, chunk));
  const ended = new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status) => resolve(status === 0));
  });
  return {
    /** Whether it passed. */
    end() {
      print = (name, chunk) => process[name].write(chunk);
      for (const said of kept) print(...said);
      return ended;
    },
  };
}
