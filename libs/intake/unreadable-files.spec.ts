/** An entry of a folder of facts that is no file, or a broken link, is refused by itself: the other files are recorded. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { Threads } from '#libs/threads/threads.ts';
import { Product } from '#test/support/product.ts';

const PATIENTS = 'patient_id,birth_date,sex,died_on,known_on\nP0000001,1950-03-17,F,,2021-01-01\n';
const PIPE =
  'ce n’est pas un fichier mais un tube ou un périphérique, dont la lecture peut ne jamais finir ; enregistrez-en le contenu dans un fichier de ce nom';

let product: Product;
let folder: string;
beforeEach(() => {
  product = Product.sealed();
  folder = join(product.folder, 'facts');
  mkdirSync(folder);
  writeFileSync(join(folder, 'patients.csv'), PATIENTS);
});
afterEach(() => product.close());

test('refuses a pipe, a device, a folder and links that lead nowhere, each in French, and records the others', async () => {
  execFileSync('mkfifo', [join(folder, 'acts.csv')]);
  symlinkSync('/dev/zero', join(folder, 'teams.csv'));
  mkdirSync(join(folder, 'members.csv'));
  symlinkSync('coverage.csv', join(folder, 'coverage.csv'));
  symlinkSync('nowhere.csv', join(folder, 'phases.csv'));
  const threads = new Threads({ count: 2 });
  const { files } = await product.import(folder, { threads });
  await threads.close();
  expect(Object.fromEntries(files.map(({ file, refused, recorded }) => [file, refused ?? recorded]))).toStrictEqual({
    'teams.csv': PIPE,
    'phases.csv': 'le fichier ne peut pas être lu : il n’y est pas',
    'members.csv': 'c’est un dossier, pas un fichier ; mettez à sa place le fichier de ce nom',
    'patients.csv': 1,
    'coverage.csv': 'le fichier ne peut pas être lu : des liens symboliques y tournent en rond',
    'acts.csv': PIPE,
  });
});

test('refuses a manifest that is a pipe', async () => {
  execFileSync('mkfifo', [join(folder, 'manifest.csv')]);
  const { files } = await product.import(folder);
  expect(files.map(({ file, refused, recorded }) => [file, refused ?? recorded])).toStrictEqual([
    ['manifest.csv', PIPE],
    ['patients.csv', 1],
  ]);
});
