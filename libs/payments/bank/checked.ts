import type { Refusal } from '#libs/kernel/domain-error.ts';

/** The result of a check: the accepted value, or all its faults. */
export type Checked<T, F extends Refusal> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly faults: readonly F[] };

export function right<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

export function wrong<F extends Refusal>(
  ...faults: readonly F[]
): { readonly ok: false; readonly faults: readonly F[] } {
  return { ok: false, faults };
}
