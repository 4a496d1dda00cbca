/** A folder with the stores of the sample `tiny`, imported and partly calculated, to start a service on. */
import { fileURLToPath } from 'node:url';
import { type Asked, Product } from '#test/support/product.ts';

export const TINY_FACTS = fileURLToPath(new URL('../samples/tiny/facts', import.meta.url));

/** Runs the work with the folder and removes the folder afterwards. */
export async function withTinyData<T>(asked: Asked | undefined, work: (folder: string) => Promise<T>): Promise<T> {
  const product = new Product();
  try {
    await product.import(TINY_FACTS);
    if (asked !== undefined) await product.calculate(asked);
    return await work(product.folder);
  } finally {
    await product.close();
  }
}
