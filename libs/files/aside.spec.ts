/** What a killed process left on its way is removed by the next write into the folder, and nothing else is. */
import { spawnSync } from 'node:child_process';
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { writeNewFile } from '#libs/files/new-file.ts';
import { wholeFile, writeWholeFile } from '#libs/files/whole-file.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const WRITES = [writeNewFile, writeWholeFile];

test.each(WRITES)('%p removes what ended processes left in the folder, and no file of others', (write) => {
  const folder = temporaryFolder();
  const { path: own } = wholeFile(join(folder, 'acts.csv'));
  const of = (pid: number | string): string => own.replace(`-${process.pid}-`, `-${pid}-`);
  const dead = of(spawnSync('true').pid);
  const others = [own, of(process.ppid), of('x'), `${dead}ial`, dead.replace(/\.[0-9a-f]{8}-/, '.00000000-')];
  for (const path of [dead, `${dead}.sorting`, ...others]) writeFileSync(path, '');
  write(join(folder, 'statements.csv'), 'whole');
  const names = others.map((path) => path.slice(folder.length + 1));
  expect(readdirSync(folder).toSorted()).toStrictEqual([...names, 'statements.csv'].toSorted());
  rmSync(folder, { recursive: true });
});
