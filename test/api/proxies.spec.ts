/** The address of a caller behind a proxy: only a trusted proxy can set it. */
import { expect, test } from '@jest/globals';
import { Application } from '#test/support/application.ts';
import { Product } from '#test/support/product.ts';

const PER_MINUTE = 5;
const [ALICE, BRUNO, PROXY] = ['203.0.113.7', '203.0.113.8', '10.1.2.3'];

/** The statuses for these values of `X-Forwarded-For`, one after another. */
async function statuses(variables: Readonly<Record<string, string>>, asked: readonly string[]): Promise<number[]> {
  const limits = { MAX_REQUESTS_PER_MINUTE: String(PER_MINUTE), ...variables };
  const service = await Application.start(new Product(), limits);
  try {
    const answered: number[] = [];
    for (const forwarded of asked)
      answered.push((await service.fetch('/docs', { headers: { 'x-forwarded-for': forwarded } })).status);
    return answered;
  } finally {
    await service.close();
  }
}

test('counts each caller behind a trusted proxy, and ignores the address a caller claims', async () => {
  const often = Array.from({ length: PER_MINUTE }, (_, i) => `198.51.100.${i}, ${ALICE}`);
  const answered = await statuses({ TRUSTED_PROXIES: '127.0.0.1, 10.0.0.0/8' }, [
    ...often,
    ALICE,
    `${BRUNO}, ${ALICE}, ${PROXY}`,
    BRUNO,
    `${ALICE}, ${BRUNO}, ${PROXY}`,
  ]);
  expect(answered).toStrictEqual([...often.map(() => 200), 429, 429, 200, 200]);
});

test('ignores claimed addresses when no proxy is trusted', async () => {
  const answered = await statuses({}, [...Array.from({ length: PER_MINUTE }, () => ALICE), BRUNO]);
  expect(answered.at(-1)).toBe(429);
});
