/**
 * An error on its way from a thread to the one that waits for it. A message between threads keeps only the message and stack of an error:
 * its class, code and data, which tell a person what to do, are sent in addition.
 */
import { DomainError, type ErrorKind, type Refusal } from '#libs/kernel/domain-error.ts';
import { Failure } from '#libs/kernel/failure.ts';
import { type StoreDamage, StoreDamaged, type StoreFailure, StoreUnavailable } from '#libs/kernel/store-unavailable.ts';

/** Additional fields of errors of the system and of SQLite. */
const OF_SYSTEM = ['code', 'errno', 'syscall', 'path', 'errcode'] as const;

type OfSystem = Partial<Record<(typeof OF_SYSTEM)[number], unknown>>;

/** `error`: the part that the message keeps. */
export type PassedError =
  | { readonly kind: 'domain'; readonly error: unknown; readonly as: ErrorKind; readonly refusal: Refusal }
  | { readonly kind: FailureKind; readonly error: unknown; readonly name: string; readonly refusal: Refusal }
  | { readonly kind: 'system'; readonly message: string; readonly stack: string | undefined; readonly more: OfSystem }
  | { readonly kind: 'other'; readonly error: unknown };

/** Two classes of failures that callers distinguish; all others are one. */
type FailureKind = 'unavailable' | 'damaged' | 'failure';

/** A failure of any other class, under its name. */
class ThreadFailed extends Failure {}

export function passedError(error: unknown): PassedError {
  if (error instanceof DomainError) return { kind: 'domain', error, as: error.kind, refusal: refusalIn(error) };
  if (error instanceof Failure) return { kind: kindOf(error), error, name: error.name, refusal: refusalIn(error) };
  if (!(error instanceof Error)) return { kind: 'other', error };
  const more: OfSystem = {};
  for (const name of OF_SYSTEM) if (name in error) more[name] = (error as Error & OfSystem)[name];
  const { message, stack } = error;
  return Object.keys(more).length === 0 ? { kind: 'other', error } : { kind: 'system', message, stack, more };
}

/** The error to throw. */
export function errorOf(passed: PassedError): unknown {
  switch (passed.kind) {
    case 'domain':
      return Object.assign(new DomainError(passed.as, passed.refusal), { cause: passed.error });
    case 'unavailable':
      return new StoreUnavailable(passed.refusal as StoreFailure, { cause: passed.error });
    case 'damaged':
      return new StoreDamaged(passed.refusal as StoreDamage, { cause: passed.error });
    case 'failure':
      return Object.assign(new ThreadFailed(passed.refusal, { cause: passed.error }), { name: passed.name });
    case 'system':
      return Object.assign(new Error(passed.message), { stack: passed.stack, ...passed.more });
    case 'other':
      return passed.error;
  }
}

function refusalIn({ code, data }: Refusal): Refusal {
  return { code, data };
}

function kindOf(failure: Error): FailureKind {
  if (failure instanceof StoreUnavailable) return 'unavailable';
  return failure instanceof StoreDamaged ? 'damaged' : 'failure';
}
