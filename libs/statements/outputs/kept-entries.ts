/** Keeps the act ledger entries of the statements last read, so that all their pages compute them once. */
import type { ActLedgerEntry } from '#libs/acts/act-ledger.ts';
import { forgettingEpoch } from '#libs/event-store/sealed/forgotten.ts';
import { calculationName } from '#libs/statements/calculation/listing.ts';
import { pinnedRegulation } from '#libs/statements/calculation/pinned-regulation.ts';
import { entriesOfStatement } from '#libs/statements/outputs/act-ledger-entries.ts';
import { storedEntries } from '#libs/statements/outputs/stored-entries.ts';
import type { CalculatedStatement } from '#libs/statements/calculated-statement.ts';
import type { QueryStores } from '#libs/read-store/read-store.ts';

/** Limits: entries of all lists, and lists. */
const MAX_KEPT = 500_000;
const MAX_LISTS = 32;

export class KeptEntries {
  readonly #stores: QueryStores;
  /** The list read last is last. */
  readonly #lists = new Map<string, Promise<readonly ActLedgerEntry[]>>();
  readonly #sizes = new Map<string, number>();
  /** The epoch of the patient keys (epochOf) at the computation: the lists name the acts of patients erased since. */
  #epoch = 0;

  constructor(stores: QueryStores) {
    this.#stores = stores;
  }

  /** Ordered by act, class and reason. Throws the errors of `entriesOfStatement`. */
  async of(calculated: CalculatedStatement): Promise<readonly ActLedgerEntry[]> {
    const epoch = await forgettingEpoch(this.#stores.log);
    if (epoch !== this.#epoch) for (const kept of this.#lists.keys()) this.#forget(kept);
    this.#epoch = epoch;
    const key = `${calculated.team}/${calculated.period}/${calculationName(calculated)}`;
    const list = this.#lists.get(key) ?? this.#listed(calculated);
    this.#lists.delete(key);
    this.#lists.set(key, list);
    try {
      this.#sizes.set(key, (await list).length);
      this.#makeRoom();
    } catch (error) {
      this.#forget(key);
      throw error;
    }
    return list;
  }

  async #listed(calculated: CalculatedStatement): Promise<readonly ActLedgerEntry[]> {
    const stored = await storedEntries(this.#stores, calculated);
    if (stored !== undefined) return stored;
    const regulation = await pinnedRegulation(this.#stores, calculated.pin.regulationFingerprint);
    return entriesOfStatement(this.#stores, calculated, regulation);
  }

  #makeRoom(): void {
    const kept = (): number => [...this.#sizes.values()].reduce((sum, size) => sum + size, 0);
    for (const key of this.#lists.keys()) {
      if (this.#lists.size <= 1 || (this.#lists.size <= MAX_LISTS && kept() <= MAX_KEPT)) return;
      this.#forget(key);
    }
  }

  #forget(key: string): void {
    this.#lists.delete(key);
    this.#sizes.delete(key);
  }
}
