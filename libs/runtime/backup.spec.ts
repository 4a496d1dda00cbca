/** Keys are copied unless the two logs have the same store of keys. */
import { expect, test } from '@jest/globals';
import { isSameStore } from '#libs/runtime/backup.ts';

const FILE = { store: '/data/keys.db', file: '/data/patients.key' };
const SERVER = { ...FILE, server: 'mongodb://a/keys' };

test.each([
  ['the same file', FILE, FILE, true],
  ['another file', FILE, { ...FILE, store: '/copy/keys.db' }, false],
  ['the same server, with another file beside the log', SERVER, { ...SERVER, store: '/copy/keys.db' }, true],
  ['another server', SERVER, { ...SERVER, server: 'mongodb://b/keys' }, false],
  ['a file where a log on a server would have one', SERVER, FILE, false],
  ['a server in place of that file', FILE, SERVER, false],
])('%s', (_, one, other, same) => {
  expect(isSameStore(one, other)).toBe(same);
});
