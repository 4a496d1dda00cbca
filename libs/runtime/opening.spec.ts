/**
 * Several processes open the same new stores at one moment, and one verifies the log meanwhile: none is refused, and none sees a half-made
 * table.
 */
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, test } from '@jest/globals';
import { SqliteEventStore } from '#libs/event-store/sqlite/sqlite-event-store.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const FOLDERS = 40;
/** The time for each to load its modules. */
const START_MS = 3_000;

test('processes that open new stores at once all record in them', async () => {
  const folder = temporaryFolder();
  const first = String(Date.now() + START_MS);
  const node = ['--disable-warning=ExperimentalWarning', '--import', './scripts/decorators.mjs'];
  const said = ['1', '2', '3', 'verify'].map((name) => {
    const program = ['test/support/opens-at-once.ts', folder, name, first, String(FOLDERS), name];
    const child = spawn(process.execPath, [...node, ...program], { stdio: ['ignore', 'pipe', 'inherit'] });
    return text(child.stdout);
  });
  expect(await Promise.all(said)).toStrictEqual(['', '', '', '']);
  const log = new SqliteEventStore(join(folder, '0', 'events.db'));
  expect(await log.end()).toBe(3);
  await log.close();
  rmSync(folder, { recursive: true });
});
