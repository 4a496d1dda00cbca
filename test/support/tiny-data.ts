/** The stores of the sample `tiny`, its facts imported and some quarters calculated, in a folder to start a service over. */
import { fileURLToPath } from 'node:url';
import { type Asked, Product } from '#test/support/product.ts';

export const TINY_FACTS = fileURLToPath(new URL('../samples/tiny/facts', import.meta.url));

/** Calls the work with the folder, which is removed afterwards. */
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
