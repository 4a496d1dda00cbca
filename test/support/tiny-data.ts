/** A folder with the stores of the sample `tiny`, imported and partly calculated, to start a service on. */
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { prepared } from '#test/support/prepared.ts';
import type { CalculationAsked } from '#test/support/product.ts';

export const TINY_FACTS = fileURLToPath(new URL('../samples/tiny/facts', import.meta.url));

/** A calculation that more than one spec begins with. */
export const TINY_YEAR: CalculationAsked = { from: '2021-Q1', to: '2021-Q4', knownOn: '2022-01-31' };

/** A copy of the folder, which the caller removes. */
export function tinyData(asked?: CalculationAsked): Promise<string> {
  return prepared(`tiny ${Object.values<string>({ ...asked }).join(' ')}`, () => made(asked));
}

/** Runs the work with the folder and removes the folder afterwards. */
export async function withTinyData<T>(
  asked: CalculationAsked | undefined,
  work: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = await tinyData(asked);
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function made(asked: CalculationAsked | undefined): Promise<string> {
  const { Product } = await import('#test/support/product.ts');
  const product = new Product();
  await product.import(TINY_FACTS);
  if (asked !== undefined) await product.calculate(asked);
  await product.readStore.close();
  await product.log.close();
  return product.folder;
}
