/**
 * Failures of the infrastructure: an engine, a disk, another process. As with DomainError, the class carries a code and data, and
 * the sentence comes from libs/words.
 */
import { type Refusal, summaryOf } from '#libs/kernel/domain-error.ts';

export abstract class Failure<R extends Refusal = Refusal> extends Error implements Refusal {
  readonly code: string;
  readonly data: object;

  constructor({ code, data }: R, options?: ErrorOptions) {
    super(summaryOf({ code, data }), options);
    this.name = new.target.name;
    this.code = code;
    this.data = data;
  }
}
