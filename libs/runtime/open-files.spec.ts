/** Connections leave files enough for the stores. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { connectionsWithin, lastDescriptors, openFilesMax } from '#libs/runtime/open-files.ts';

test('a process with few open files takes fewer connections, and says so', () => {
  const warned: unknown[] = [];
  const logger = { warn: (found: unknown) => warned.push(found) } as never;
  expect(connectionsWithin(2_000, undefined, logger)).toBe(2_000);
  expect(connectionsWithin(2_000, 4_096, logger)).toBe(2_000);
  expect(warned).toStrictEqual([]);
  expect(connectionsWithin(2_000, 1_024, logger)).toBe(768);
  expect(connectionsWithin(2_000, 100, logger)).toBe(1);
  expect(warned).toHaveLength(2);
  expect([lastDescriptors(1_024), lastDescriptors(undefined)]).toStrictEqual([960, undefined]);
});

test('reads the limit in force, and gives none if there is none', () => {
  const folder = mkdtempSync(join(tmpdir(), 'decompte-test-'));
  const path = join(folder, 'limits');
  expect(openFilesMax(path)).toBeUndefined();
  writeFileSync(
    path,
    'Limit  Soft Limit  Hard Limit  Units\nMax open files            1024                 4096                 files\n',
  );
  expect(openFilesMax(path)).toBe(1_024);
  writeFileSync(path, 'Max open files            unlimited            unlimited            files\n');
  expect(openFilesMax(path)).toBeUndefined();
  rmSync(folder, { recursive: true });
});
