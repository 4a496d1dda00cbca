/** Answers of pure functions, kept so that each is worked out once. */

/** Keeps the answers by key, at most `max` of them; more are worked out each time. */
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

const UNKNOWN = -(2 ** 31);

/** Keeps whole numbers, less than 2^31, by whole numbers from `from` to before `before`; others are worked out each time. */
export function memoisedNumber(
  compute: (key: number) => number,
  { from, before }: { readonly from: number; readonly before: number },
): (key: number) => number {
  const known = new Int32Array(before - from).fill(UNKNOWN);
  return (key) => {
    const found = known[key - from];
    if (found !== undefined && found !== UNKNOWN) return found;
    const computed = compute(key);
    if (found !== undefined) known[key - from] = computed;
    return computed;
  };
}

/** Keeps one answer for as long as what it is about is in use. */
export function memoisedOf<Owner extends object, V>(compute: (owner: Owner) => V): (owner: Owner) => V {
  const known = new WeakMap<Owner, V>();
  return (owner) => {
    let found = known.get(owner);
    if (found === undefined && !known.has(owner)) known.set(owner, (found = compute(owner)));
    return found as V;
  };
}

/** Keeps the answers by key for as long as what they are about is in use. */
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
