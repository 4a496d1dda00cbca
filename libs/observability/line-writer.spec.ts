/** Every line is written once and in order, for any rate of lines and any reader. */
import { execFileSync, spawn } from 'node:child_process';
import { closeSync, constants, openSync, readFileSync, readSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, jest, test } from '@jest/globals';
import { LineWriter } from '#libs/observability/line-writer.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const LINES = Array.from({ length: 50_000 }, (_, i) => `{"line":${i},"é":"à"}\n`);
const folder = temporaryFolder();
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

test('to a file, during further writes', async () => {
  const path = join(folder, 'lines');
  const fd = openSync(path, 'w');
  const writer = new LineWriter(fd);
  for (const [i, line] of LINES.entries()) {
    writer.write(line);
    if (i % 5_000 === 0) await new Promise((resolve) => setTimeout(resolve, 1));
  }
  await writer.close();
  closeSync(fd);
  expect(readFileSync(path, 'utf8')).toBe(LINES.join(''));
});

test('writes a single line within a second', async () => {
  const path = join(folder, 'line');
  const fd = openSync(path, 'w');
  new LineWriter(fd).write('alone\n');
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  closeSync(fd);
  expect(readFileSync(path, 'utf8')).toBe('alone\n');
});

test('a line that is due while the reader is behind with an earlier write is written, even if no other line follows', async () => {
  const path = join(folder, 'pipe');
  execFileSync('mkfifo', [path]);
  const fd = openSync(path, constants.O_RDWR | constants.O_NONBLOCK);
  const writer = new LineWriter(fd);
  const long = `${'a'.repeat(200_000)}\n`;
  writer.write(long);
  writer.write('late\n');
  // Longer than a line waits.
  await new Promise((resolve) => setTimeout(resolve, 400));
  const [chunk, whole] = [Buffer.alloc(65_536), `${long}late\n`];
  let read = '';
  for (let tries = 0; read.length < whole.length && tries < 500; tries++) {
    try {
      read += chunk.toString('utf8', 0, readSync(fd, chunk));
    } catch {
      // Nothing can be read yet.
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }
  expect(read === whole).toBe(true);
  await writer.close();
  closeSync(fd);
});

test('a full disk ends no process: lines wait, and are given up only at the end', async () => {
  const unhandled = jest.fn();
  process.once('unhandledRejection', unhandled);
  const fd = openSync('/dev/full', 'w');
  const writer = new LineWriter(fd);
  writer.write('a'.repeat(65_536));
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(unhandled).not.toHaveBeenCalled();
  await writer.close();
  closeSync(fd);
  process.off('unhandledRejection', unhandled);
});

/** Writes the lines to its standard output, a pipe, and exits as the argument requires. */
const PROGRAM = `
  const { LineWriter } = await import('#libs/observability/line-writer.ts');
  const writer = new LineWriter(1);
  for (let i = 0; i < 50_000; i++) writer.write(JSON.stringify({ line: i, é: 'à' }) + '\\n');
  await writer.close();
  writer.write('last\\n');
`;

test('to a pipe with a slow reader, and at the exit of a process without close', async () => {
  const args = ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', PROGRAM];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise((resolve) => setTimeout(resolve, 500));
  let read = '';
  for await (const chunk of child.stdout.setEncoding('utf8')) {
    read += chunk as string;
    if (read.length < 200_000) await new Promise((resolve) => setTimeout(resolve, 5));
  }
  expect(read).toBe(`${LINES.join('')}last\n`);
});
