import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { checkpointsFolderOf, removeDemonstration, signingFolderOf } from '#libs/synthetic/demonstration.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

test('a demonstration made again has no checkpoints of the log before it, and keeps the key', () => {
  const data = join(temporaryFolder(), 'demo');
  const key = join(signingFolderOf(data), 'key.pem');
  mkdirSync(data);
  mkdirSync(checkpointsFolderOf(data), { recursive: true });
  writeFileSync(key, '');
  removeDemonstration(data);
  expect([data, checkpointsFolderOf(data), key].map((path) => existsSync(path))).toStrictEqual([false, false, true]);
  removeDemonstration(data);
});

test('the key is beside the folder of the log, also where its name ends in a slash', () => {
  expect(['data/demo', 'data/demo/', '/srv/demo/'].map(signingFolderOf)).toStrictEqual([
    ...['data/demo-audit', 'data/demo-audit', '/srv/demo-audit'],
  ]);
});
