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
  const perOwner = memoisedOf((owner: Owner) => memoised((key: K) => compute(owner, key)));
  return (owner, key) => perOwner(owner)(key);
}
