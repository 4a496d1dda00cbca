/** The helper that caches the last requested answers. */
import { expect, test } from '@jest/globals';
import { KeptAnswers } from '#libs/kernel/kept-answers.ts';

test('asks once for a question, also while it is worked out', async () => {
  const answers = new KeptAnswers<number>(2);
  let asked = 0;
  const ask = (): Promise<number> => answers.get('a', async () => Promise.resolve(++asked));
  expect(await Promise.all([ask(), ask()])).toStrictEqual([1, 1]);
  expect(await ask()).toBe(1);
});

test('asks again after a failure, and every waiting caller gets the error', async () => {
  const answers = new KeptAnswers<number>(2);
  let asked = 0;
  const ask = (): Promise<number> =>
    answers.get('a', async () => {
      if (++asked === 1) throw new RangeError('first');
      return Promise.resolve(asked);
    });
  const both = await Promise.allSettled([ask(), ask()]);
  expect(both.map(({ status }) => status)).toStrictEqual(['rejected', 'rejected']);
  expect(await ask()).toBe(2);
});

test('forgets the answer that was not asked for the longest, and all of them on clear', async () => {
  const answers = new KeptAnswers<number>(2);
  let asked = 0;
  const ask = (key: string): Promise<number> => answers.get(key, () => Promise.resolve(++asked));
  for (const key of ['a', 'b', 'a', 'c']) await ask(key);
  expect([await ask('a'), await ask('b')]).toStrictEqual([1, 4]);
  answers.clear();
  expect(await ask('b')).toBe(5);
});

test('a failure of an answer that was cleared does not forget its successor', async () => {
  const answers = new KeptAnswers<number>(2);
  let fail = (_: Error): void => undefined;
  const first = answers.get('a', () => new Promise((_, reject) => (fail = reject)));
  answers.clear();
  const second = answers.get('a', () => Promise.resolve(2));
  fail(new RangeError('late'));
  await expect(first).rejects.toThrow('late');
  expect(await second).toBe(2);
  expect(await answers.get('a', () => Promise.resolve(3))).toBe(2);
});
