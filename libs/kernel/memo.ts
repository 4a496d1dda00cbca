/** Caches answers of pure functions, so that each is computed once. */

/** Caches one answer, computed when it is first asked for. */
export function memoisedOnce<V extends object>(compute: () => V): () => V {
  let known: V | undefined;
  return () => (known ??= compute());
}

/** Caches the answer to the key that was asked last, for those who ask many times for one. */
export function memoisedLast<K, V>(compute: (key: K) => V): (key: K) => V {
  let last: { readonly key: K; readonly answer: V } | undefined;
  return (key) => {
    if (last?.key !== key) last = { key, answer: compute(key) };
    return last.answer;
  };
}

/** Caches the answers to arguments that have the same text. */
export function memoisedByText<A, V extends object>(textOf: (of: A) => string, compute: (of: A) => V): (of: A) => V {
  const known = new Map<string, V>();
  return (of) => {
    const text = textOf(of);
    let found = known.get(text);
    if (found === undefined) known.set(text, (found = compute(of)));
    return found;
  };
}

/** Caches at most `max` answers by key; further ones are computed each time. */
export function memoised<K, V>(compute: (key: K) => V, max = Infinity): (key: K) => V {
  const known = new Map<K, V>();
  return (key) => {
    const found = known.get(key);
    if (found !== undefined || known.has(key)) return found as V;
    const computed = compute(key);
    if (known.size < max) known.set(key, computed);
    return computed;
  };
}

const TO_WORK_OUT = Symbol('to work out');

/** Caches the answers for whole numbers from `from` to before `before`, which is faster; answers for other keys are computed each time. */
export function memoisedIn<V>(
  { from, before }: { readonly from: number; readonly before: number },
  compute: (key: number) => V,
): (key: number) => V {
  const known = new Array<V | typeof TO_WORK_OUT>(before - from).fill(TO_WORK_OUT);
  return (key) => {
    if (!(key >= from && key < before)) return compute(key);
    const found = known[key - from] as V | typeof TO_WORK_OUT;
    if (found !== TO_WORK_OUT) return found;
    const computed = compute(key);
    known[key - from] = computed;
    return computed;
  };
}

/** Caches one answer for as long as its owner is in use. */
export function memoisedOf<Owner extends object, V>(compute: (owner: Owner) => V): (owner: Owner) => V {
  const known = new WeakMap<Owner, V>();
  return (owner) => {
    let found = known.get(owner);
    if (found === undefined && !known.has(owner)) known.set(owner, (found = compute(owner)));
    return found as V;
  };
}

/** Caches the answers by key for as long as their owner is in use. */
export function memoisedPer<Owner extends object, K, V>(
  compute: (owner: Owner, key: K) => V,
): (owner: Owner, key: K) => V {
  const known = new WeakMap<Owner, Map<K, V>>();
  return (owner, key) => {
    let answers = known.get(owner);
    if (answers === undefined) known.set(owner, (answers = new Map<K, V>()));
    let found = answers.get(key);
    if (found === undefined && !answers.has(key)) answers.set(key, (found = compute(owner, key)));
    return found as V;
  };
}
