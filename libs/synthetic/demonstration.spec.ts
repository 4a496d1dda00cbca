import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import {
  checkpointsFolderOf,
  demonstrationPlace,
  removeDemonstration,
  signingFolderOf,
} from '#libs/synthetic/demonstration.ts';
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

test('a folder that the demonstration does not use is named, as it empties its own', () => {
  const own = { isElsewhere: false, folder: 'data/demo' };
  expect(demonstrationPlace({ DATA: '/srv/essai' })).toStrictEqual({ ...own, unused: '/srv/essai' });
  for (const variables of [{}, { DATA: '' }, { DATA: 'data/demo', EVENT_STORE_URL: '' }])
    expect(demonstrationPlace(variables)).toStrictEqual({ ...own, unused: undefined });
  const elsewhere = { DATA: '/srv/essai', EVENT_STORE_URL: 'sqlite:/srv/events.db' };
  expect(demonstrationPlace(elsewhere)).toStrictEqual({ isElsewhere: true, folder: '/srv/essai', unused: undefined });
});
