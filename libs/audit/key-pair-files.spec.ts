/** A key pair is written whole, or not at all. */
import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { writeKeyPair } from '#libs/audit/key-pair-files.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

test('leaves no public key if the private one cannot be written, and replaces neither', () => {
  const folder = temporaryFolder();
  const paths = { private: join(folder, 'private.pem'), public: join(folder, 'public.pem') };
  writeFileSync(paths.private, 'before');
  expect(() => writeKeyPair(paths)).toThrow('EEXIST');
  expect([readdirSync(folder), readFileSync(paths.private, 'utf8')]).toStrictEqual([['private.pem'], 'before']);
  rmSync(folder, { recursive: true });
});
