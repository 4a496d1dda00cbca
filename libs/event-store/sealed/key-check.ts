/** Checks every key that the log needs: names each missing or damaged key, and continues with the others. */
import type { NeededKey } from '#libs/event-store/sealed/needed-keys.ts';
import type { Refusal } from '#libs/kernel/domain-error.ts';
import { StoreDamaged } from '#libs/kernel/store-unavailable.ts';
import { KeysUnusable, type PatientKeys } from '#libs/patient-keys/patient-keys.ts';

/** `missing`: the key is absent, and was never destroyed. `damaged`: its bytes were changed, or belong to another key. */
type KeyFault = 'missing' | 'damaged';

interface UnusableKey extends Omit<NeededKey, 'reference'> {
  readonly fault: KeyFault;
}

export interface KeyCheck {
  /** Keys that open, and destroyed keys, whose loss is intended. */
  readonly usable: number;
  readonly unusable: number;
  /** The first of these. */
  readonly named: readonly UnusableKey[];
}

/** The reason why no key was checked: there are no keys here, or nothing here opens them. */
export interface UncheckedKeys {
  readonly unchecked: Refusal;
}

const BATCH = 500;
const NAMED_MAX = 100;

export async function checkKeys(needed: AsyncIterable<readonly NeededKey[]>, keys: PatientKeys): Promise<KeyCheck> {
  const destroyed = await keys.destroyed();
  const named: UnusableKey[] = [];
  let [usable, unusable] = [0, 0];
  const check = async (some: readonly NeededKey[]): Promise<void> => {
    const faults = await faultsOf(some, keys, destroyed);
    usable += some.length - faults.length;
    unusable += faults.length;
    named.push(...faults.slice(0, NAMED_MAX - named.length));
  };
  let waiting: NeededKey[] = [];
  for await (const batch of needed) {
    waiting.push(...batch);
    if (waiting.length < BATCH) continue;
    await check(waiting);
    waiting = [];
  }
  await check(waiting);
  return { usable, unusable, named };
}

async function faultsOf(
  needed: readonly NeededKey[],
  keys: PatientKeys,
  destroyed: ReadonlySet<string>,
): Promise<readonly UnusableKey[]> {
  const there = await opened(needed, keys);
  if (there !== undefined)
    return needed.flatMap(({ reference, ...of }) =>
      there.has(reference) || destroyed.has(reference) ? [] : [{ ...of, fault: 'missing' as const }],
    );
  const [first] = needed;
  if (first === undefined) return [];
  if (needed.length === 1) return [{ ...withoutReference(first), fault: 'damaged' }];
  // One of them does not open: halving finds it.
  const half = Math.ceil(needed.length / 2);
  return [
    ...(await faultsOf(needed.slice(0, half), keys, destroyed)),
    ...(await faultsOf(needed.slice(half), keys, destroyed)),
  ];
}

function withoutReference({ reference: _, ...of }: NeededKey): Omit<NeededKey, 'reference'> {
  return of;
}

/** References of the existing keys; undefined if one of them does not open. */
async function opened(needed: readonly NeededKey[], keys: PatientKeys): Promise<ReadonlySet<string> | undefined> {
  try {
    return new Set((await keys.keysOf(needed.map(({ reference }) => reference))).keys());
  } catch (error) {
    const isOfOne = error instanceof StoreDamaged || (error instanceof KeysUnusable && error.code === 'KEY_DAMAGED');
    if (!isOfOne) throw error;
    return undefined;
  }
}

/** Whether the error reports missing or unusable keys. */
export function isOfKeys(error: unknown): boolean {
  return error instanceof KeysUnusable;
}
