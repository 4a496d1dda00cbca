/** Keys of several callers are looked up at once. */
import { expect, test } from '@jest/globals';
import { askedTogether } from '#libs/kernel/asked-together.ts';

test('looks once for all who ask in one turn, gives each what he asked for, and looks again for who asks later', async () => {
  const looks: (readonly string[])[] = [];
  const ask = askedTogether(async (keys) => {
    looks.push(keys);
    return new Set(['a', 'b']);
  });
  expect(await Promise.all([ask(['a', 'x']), ask([]), ask(['x']), ask(['b', 'a'])])).toStrictEqual([
    ['a'],
    [],
    [],
    ['b', 'a'],
  ]);
  expect(looks).toStrictEqual([['a', 'x', 'b']]);
  expect(await ask(['a'])).toStrictEqual(['a']);
  expect(looks).toHaveLength(2);
});

test('a key that is asked for while others are looked up is looked up after them', async () => {
  let exists = new Set<string>();
  let look: () => void = () => undefined;
  const looking = new Promise<void>((resolve) => (look = resolve));
  const ask = askedTogether(async () => {
    const found = exists;
    look();
    return found;
  });
  const before = ask(['a']);
  await looking;
  exists = new Set(['a']);
  expect([await ask(['a']), await before]).toStrictEqual([['a'], []]);
});

test('a look that fails fails for all who asked, and for nobody later', async () => {
  let fails = true;
  const ask = askedTogether(async () => {
    if (fails) throw new Error('no store');
    return new Set(['a']);
  });
  const failed = await Promise.allSettled([ask(['a']), ask(['b'])]);
  expect(failed.map(({ status }) => status)).toStrictEqual(['rejected', 'rejected']);
  fails = false;
  expect(await ask(['a', 'b'])).toStrictEqual(['a']);
});
