/** Bundles of payments in an empty folder, with the script that calculates them again. */
import { spawnSync } from 'node:child_process';
import { createPrivateKey } from 'node:crypto';
import { copyFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { main } from '#apps/audit-verifier/recalculate.mjs';
import { writeBundle } from '#libs/audit/bundle-file.ts';
import { makeKeyPair } from '#libs/audit/checkpoint.ts';
import { rulesCode } from '#libs/audit/payment-bundle/rules-code.ts';
import { signLatest } from '#libs/audit/sign-latest.ts';
import { NOTHING_SEALED, disclosureOf } from '#libs/event-store/sealed/disclosure.ts';
import { SqliteStoredEvents } from '#libs/event-store/sqlite/sqlite-stored-events.ts';
import { type BasisAsked, type PaymentBasis, paymentBasis } from '#libs/statements/recomputation/payment-basis.ts';
import { type Product } from '#test/support/product.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const SCRIPT = join(import.meta.dirname, '../../apps/audit-verifier/recalculate.mjs');
const CHECKPOINTS = 'checkpoints';
const KEY = 'key.pem';
const COPY = 'recalculate.mjs';

export class Bundles {
  /** Empty except for the script, the public key and bundles. */
  readonly folder = temporaryFolder();
  /** Public and private key that sign the checkpoint. */
  readonly keys = makeKeyPair();
  readonly #product: Product;

  private constructor(product: Product) {
    this.#product = product;
  }

  /** Under a checkpoint of the present log. */
  static async of(product: Product): Promise<Bundles> {
    const bundles = new Bundles(product);
    const { folder, keys } = bundles;
    copyFileSync(SCRIPT, join(folder, COPY));
    writeFileSync(join(folder, KEY), keys.publicPem);
    const key = createPrivateKey(keys.privatePem);
    const now = (): string => '2026-11-28T10:00:00.000Z';
    await bundles.#onStored((stored) => signLatest({ stored, folder: join(folder, CHECKPOINTS), key, now }));
    return bundles;
  }

  /** Gives its path. */
  async write(asked: BasisAsked, name: string): Promise<string> {
    return this.writeBasis(await paymentBasis(this.#product, asked), name);
  }

  /** Writes a bundle as a payer could who chooses what it shows. Gives its path. */
  async writeBasis({ events, subject }: PaymentBasis, name: string): Promise<string> {
    const path = join(this.folder, name);
    const content = { events, recalculation: { subject, code: rulesCode() } };
    const { keys } = this.#product.log;
    const disclosure = keys === undefined ? NOTHING_SEALED : disclosureOf(keys);
    const folder = join(this.folder, CHECKPOINTS);
    await this.#onStored((stored) => writeBundle(path, { stored, folder, content, disclosure }));
    return path;
  }

  recalculate(name: string, ...more: readonly string[]): { readonly status: number; readonly text: string } {
    return this.recalculateBy(KEY, name, ...more);
  }

  /** Uses a key in the folder. */
  recalculateBy(
    key: string,
    name: string,
    ...more: readonly string[]
  ): { readonly status: number; readonly text: string } {
    const {
      status,
      out = '',
      err = '',
    } = main([join(this.folder, name), '--public-key', join(this.folder, key), ...more]);
    return { status, text: out + err };
  }

  /** Runs the script like an auditor: in a folder with nothing else, in a separate process. */
  recalculateAlone(name: string): { readonly status: number | null; readonly text: string } {
    const args = [COPY, name, '--public-key', KEY];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, {
      cwd: this.folder,
      encoding: 'utf8',
      env: {},
    });
    return { status, text: stdout + stderr };
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  async #onStored<T>(work: (stored: SqliteStoredEvents) => Promise<T>): Promise<T> {
    const stored = new SqliteStoredEvents(join(this.#product.folder, 'events.db'));
    try {
      return await work(stored);
    } finally {
      await stored.close();
    }
  }
}
