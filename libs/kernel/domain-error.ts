/**
 * A refusal of the rules, as a code and data. The sentence for a person is made where it is shown, from one catalogue (libs/words), so that
 * the command line, HTTP and screens can each use their own words.
 */

/**
 * The reaction that the caller needs.
 * `refused`: the rules forbid it; `unknown`: the named thing does not exist; `conflict`: it changed meanwhile, read again; `key-reused`:
 * the idempotency key belongs to another command; `invalid`: the input itself is wrong; `unavailable`: it is not ready yet, ask again;
 * `code-required`: a confirmation needs the code of what was read; `changed`: the code belongs to something else, read again.
 */
export type ErrorKind =
  | 'refused'
  | 'unknown'
  | 'conflict'
  | 'key-reused'
  | 'invalid'
  | 'unavailable'
  | 'code-required'
  | 'changed';

/** The data of a refusal, a finding or an event that its name says in full. */
export type NoData = Readonly<Record<string, never>>;

/** One kind of refusal of a library: `Refusal<'STATEMENT_NOT_SUBMITTED', { team: string; period: string }>`. */
export interface Refusal<Code extends string = string, Data extends object = object> {
  readonly code: Code;
  readonly data: Data;
}

export class DomainError extends Error implements Refusal {
  readonly kind: ErrorKind;
  readonly code: string;
  readonly data: object;

  constructor(kind: ErrorKind, { code, data }: Refusal) {
    super(summaryOf({ code, data }));
    this.name = 'DomainError';
    this.kind = kind;
    this.code = code;
    this.data = data;
  }
}

/** The code and data in one line, for logs. */
export function summaryOf({ code, data }: Refusal): string {
  const text = JSON.stringify(data, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
  return `${code} ${text}`;
}

/** Makes the errors of one kind for a library, restricted to the codes and data that the library declares. */
export function errorsOf<R extends Refusal>(
  kind: ErrorKind,
): <C extends R['code']>(code: C, data: Extract<R, { readonly code: C }>['data']) => DomainError {
  return (code, data) => new DomainError(kind, { code, data });
}
