/** Looks at every key that the log needs: each that is missing or does not open is named, and the others are looked at all the same. */
import type { NeededKey } from '#libs/event-store/sealed/needed-keys.ts';
import type { Refusal } from '#libs/kernel/domain-error.ts';
import { StoreDamaged } from '#libs/kernel/store-unavailable.ts';
import { KeysUnusable, type PatientKeys } from '#libs/patient-keys/patient-keys.ts';

/** `missing`: it is not there, and was never destroyed. `damaged`: its bytes were changed, or are those of another. */
type KeyFault = 'missing' | 'damaged';

interface UnusableKey extends Omit<NeededKey, 'reference'> {
  readonly fault: KeyFault;
}

export interface KeyCheck {
  /** Keys that open, and those that were destroyed, whose loss is wanted. */
  readonly usable: number;
  readonly unusable: number;
  /** The first of these. */
  readonly named: readonly UnusableKey[];
}

/** Why no key was looked at: there are none here, or nothing here opens them. */
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
  // One of them does not open: which, the halves say.
  const half = Math.ceil(needed.length / 2);
  return [
    ...(await faultsOf(needed.slice(0, half), keys, destroyed)),
    ...(await faultsOf(needed.slice(half), keys, destroyed)),
  ];
}

function withoutReference({ reference: _, ...of }: NeededKey): Omit<NeededKey, 'reference'> {
  return of;
}

/** References of those that there are; undefined where one of them does not open. */
async function opened(needed: readonly NeededKey[], keys: PatientKeys): Promise<ReadonlySet<string> | undefined> {
  try {
    return new Set((await keys.keysOf(needed.map(({ reference }) => reference))).keys());
  } catch (error) {
    const isOfOne = error instanceof StoreDamaged || (error instanceof KeysUnusable && error.code === 'KEY_DAMAGED');
    if (!isOfOne) throw error;
    return undefined;
  }
}

/** Whether it says that keys are missing or do not open. */
export function isOfKeys(error: unknown): boolean {
  return error instanceof KeysUnusable;
}
