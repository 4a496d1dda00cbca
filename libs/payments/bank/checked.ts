/** What a check gives: the value as it goes on, or what is wrong with it and what would be right, in French. */
export type Checked<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly faults: readonly string[] };

export function right<T>(value: T): Checked<T> {
  return { ok: true, value };
}

export function wrong(...faults: readonly string[]): { readonly ok: false; readonly faults: readonly string[] } {
  return { ok: false, faults };
}
