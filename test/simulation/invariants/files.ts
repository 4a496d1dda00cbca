/** Every released run has the file that was released, and a bank takes it. */
import { hash } from 'node:crypto';
import { checkSchema } from '#libs/payments/bank/check-schema.ts';
import { parseOrder } from '#test/simulation/bank/order.ts';
import type { Invariant } from '#test/simulation/invariants/invariant.ts';

/** The characters that every bank takes. Source: EPC 217-08, the Latin set of SEPA. */
const SEPA_TEXT = /^[A-Za-z0-9/\-?:().,'+ ]{1,70}$/;
const REFERENCE = /^(?!\/)(?!.*\/\/)[A-Za-z0-9/\-?:().,'+ ]{1,35}(?<!\/)$/;
const MOST_CENTS = 99_999_999_999n;

/** The same bytes are checked once. */
export class FilesAreTaken implements Invariant {
  readonly name = 'every released run has a file that the bank takes';
  readonly #checked = new Set<string>();

  readonly broken: Invariant['broken'] = ({ books: { runs, payments }, files }) =>
    [...runs.values()].flatMap((run) => {
      if (run.payments.length === 0 || run.isFormer) return [];
      const texts = files.get(run.id) ?? [];
      const digests = texts.map((text) => hash('sha256', text, 'hex'));
      if (digests.join() !== run.digests.join()) return [`the files of ${run.id} are not those that were released`];
      const orders = texts.flatMap((text, i) => this.#faultsOf(text, digests[i] ?? ''));
      const cents = texts.reduce((sum, text) => sum + parseOrder(text).totalCents, 0n);
      const released = run.payments.reduce((sum, id) => sum + (payments.get(id)?.cents ?? 0n), 0n);
      return cents === released ? orders : [...orders, `the files of ${run.id} pay ${cents} cents of ${released}`];
    });

  #faultsOf(xml: string, digest: string): readonly string[] {
    if (this.#checked.has(digest)) return [];
    const order = parseOrder(xml);
    const total = order.payments.reduce((sum, { amountCents }) => sum + amountCents, 0n);
    const faults = [
      ...(checkSchema(xml).ok ? [] : ['the schema refuses it']),
      ...(order.count === order.payments.length && order.totalCents === total ? [] : ['its totals are wrong']),
      ...(REFERENCE.test(order.id) ? [] : [`its name is ${order.id}`]),
      ...order.payments.flatMap(({ endToEndId, amountCents, name }) => [
        ...(REFERENCE.test(endToEndId) ? [] : [`an end-to-end id is ${endToEndId}`]),
        ...(SEPA_TEXT.test(name) ? [] : [`a holder is ${name}`]),
        ...(amountCents > 0n && amountCents <= MOST_CENTS ? [] : [`an amount is ${amountCents}`]),
      ]),
    ];
    if (faults.length === 0) this.#checked.add(digest);
    return faults.map((fault) => `no bank takes the file ${order.id}: ${fault}`);
  }
}
