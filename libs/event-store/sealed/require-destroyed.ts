/** Tells a destroyed key from a missing one: only a destroyed key means that a patient is erased. */
import { KeysUnusable, type PatientKeys } from '#libs/patient-keys/patient-keys.ts';

/** `references`: references without a key. Throws KeysUnusable if one was not destroyed. */
export async function requireDestroyed(keys: PatientKeys, references: readonly string[]): Promise<void> {
  const destroyed = await keys.destroyed();
  const reference = references.find((one) => !destroyed.has(one));
  if (reference !== undefined) throw new KeysUnusable({ code: 'KEYS_OLDER', data: { reference } });
}
