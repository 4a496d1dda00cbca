/** A process stops once, also if its terminal is closed, or if the process that started it is gone without a word. */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { expect, test } from '@jest/globals';

const WAITING = `const { onTermination } = await import('#libs/runtime/termination.ts');
  const waiting = setTimeout(() => {}, 3_000);
  onTermination((signal) => { console.log('stops at', signal); clearTimeout(waiting); });
  process.send('ready');`;

test.each([
  ['SIGHUP', (child: ChildProcess) => child.kill('SIGHUP')],
  [
    'SIGTERM',
    (child: ChildProcess) => {
      child.disconnect();
    },
  ],
] as const)('stops at %s, and ends by itself', async (signal, end) => {
  const args = ['--input-type=module', '--eval', WAITING];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
  assert.ok(child.stdout);
  const [said, ended] = [text(child.stdout), once(child, 'exit')];
  await once(child, 'message');
  end(child);
  expect([await ended, await said]).toStrictEqual([[0, null], `stops at ${signal}\n`]);
});
