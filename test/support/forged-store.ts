/** A paid experiment whose read store is changed without the product's knowledge. */
import { cpSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { dossierOf, dossierText } from '#libs/enrolment/dossier-text.ts';
import { makePaidExperiment } from '#test/support/experiment.ts';
import { Product } from '#test/support/product.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

/** Prepared once; each case has a copy. */
export class ForgedStore {
  readonly #original: string;
  readonly #open: Product[] = [];
  readonly #copies: string[] = [];
  readonly #opened: (folder?: string) => Product;

  private constructor(original: string, opened: (folder?: string) => Product) {
    this.#original = original;
    this.#opened = opened;
  }

  /** In clear, so that a case can change the log; or sealed, as in programs. */
  static async prepare(more: (folder: string) => Promise<void> = async () => undefined): Promise<ForgedStore> {
    return ForgedStore.#prepare(more, (folder) => new Product(folder));
  }

  static async sealed(more: (folder: string) => Promise<void> = async () => undefined): Promise<ForgedStore> {
    return ForgedStore.#prepare(more, (folder) => Product.sealed(folder));
  }

  static async #prepare(more: (folder: string) => Promise<void>, opened: (folder?: string) => Product) {
    const folder = await makePaidExperiment(opened());
    await more(folder);
    return new ForgedStore(folder, opened);
  }

  /** A copy with changed files. */
  copy(change: (folder: string) => void = () => undefined): string {
    const folder = temporaryFolder();
    cpSync(this.#original, folder, { recursive: true });
    this.#copies.push(folder);
    change(folder);
    return folder;
  }

  /** The same, opened. */
  open(change?: (folder: string) => void): Product {
    return this.openAt(this.copy(change));
  }

  /** A copy that was given before, opened. */
  openAt(folder: string): Product {
    const product = this.#opened(folder);
    this.#open.push(product);
    return product;
  }

  async closeAll(): Promise<void> {
    for (const product of this.#open.splice(0)) await product.close();
    for (const folder of this.#copies.splice(0)) rmSync(folder, { recursive: true, force: true });
  }

  async remove(): Promise<void> {
    await this.closeAll();
    rmSync(this.#original, { recursive: true, force: true });
  }
}

/** The file of the build of a projection, or of scratch documents. */
export function fileOf(folder: string, name: string): string {
  const read = join(folder, 'read');
  const file = readdirSync(read).find(
    (one) => one === `${name}.db` || new RegExp(`^${name}-v\\d+-\\d+\\.db$`).test(one),
  );
  if (file === undefined) throw new RangeError(`the read store has no ${name}`);
  return join(read, file);
}

/** Changes the documents of a file by `change`; gives the number of changed ones. Throws RangeError if there are none. */
export function forge(path: string, change: (text: string, key: string) => string): number {
  const db = new DatabaseSync(path);
  try {
    const rows = db.prepare('SELECT key, document FROM documents').all() as { key: string; document: string }[];
    const put = db.prepare('UPDATE documents SET document = ? WHERE key = ?');
    let forged = 0;
    for (const { key, document } of rows) {
      const text = change(document, key);
      if (text === document) continue;
      put.run(text, key);
      forged++;
    }
    if (forged === 0) throw new RangeError(`nothing of ${path} is forged`);
    return forged;
  } finally {
    db.close();
  }
}

/** Born twenty years earlier: another band of the grid, and so another amount. */
export function olderByTwentyYears(text: string): string {
  const dossier = dossierOf(text);
  return dossierText({ ...dossier, person: dossier.person.map((one) => ({ ...one, birth: one.birth - 7_305 })) });
}
