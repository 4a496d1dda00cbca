/** The record of accesses of a program, as a provider. */
import type { AccessRecord } from '#libs/access-record/access-record.ts';

export class Accesses {
  readonly record: AccessRecord;
  readonly #flush: () => Promise<void>;

  /** `flush` writes the entries that this process has taken and not yet written. */
  constructor(record: AccessRecord, flush: () => Promise<void> = () => Promise.resolve()) {
    this.record = record;
    this.#flush = flush;
  }

  flush(): Promise<void> {
    return this.#flush();
  }
}
