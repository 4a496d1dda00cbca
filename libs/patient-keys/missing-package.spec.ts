/** Many rows are sealed by libsodium; dependencies of an earlier version lack it. @own-modules, as a package is away here. */
import { expect, jest, test } from '@jest/globals';
import { sentenceOf } from '#libs/words/sentence-of.ts';

jest.unstable_mockModule('libsodium', () => {
  throw Object.assign(new Error("Cannot find package 'libsodium'"), { code: 'ERR_MODULE_NOT_FOUND' });
});
const { KeysUnusable } = await import('#libs/patient-keys/patient-keys.ts');
const { prepareForManyRows } = await import('#libs/patient-keys/row-sealing.ts');

test('names the missing package and how to install it', async () => {
  const error = await prepareForManyRows().catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(KeysUnusable);
  expect(sentenceOf(error as InstanceType<typeof KeysUnusable>)).toBe(
    'le paquet libsodium manque aux dépendances installées : arrêtez les services, lancez « npm run setup », puis recommencez',
  );
});
