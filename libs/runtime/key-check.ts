/** Checks the keys beside a log for an audit: somebody who has only the log verifies it without them. */
import { type KeyCheck, type UncheckedKeys, checkKeys } from '#libs/event-store/sealed/key-check.ts';
import type { Clock } from '#libs/event-store/recording-time.ts';
import { neededKeys } from '#libs/event-store/sealed/needed-keys.ts';
import { StoreDamaged } from '#libs/kernel/store-unavailable.ts';
import { KeysUnusable, type PatientKeys } from '#libs/patient-keys/patient-keys.ts';
import { areKeysThere, openKeys, placeOfKeys } from '#libs/runtime/keys.ts';
import { SEALED_CATEGORIES, SEALED_PARTS } from '#libs/runtime/sealed-parts.ts';
import { type StorePaths, openStoredLogAt } from '#libs/runtime/stores.ts';

/** For a log with sealed events. Throws StoreUnavailable. */
export async function keyCheckAt(paths: StorePaths, clock: Clock): Promise<KeyCheck | UncheckedKeys> {
  const { keys: places } = paths;
  const path = places === undefined ? '' : placeOfKeys(places);
  if (places === undefined || !(await areKeysThere(places)))
    return { unchecked: { code: 'KEYS_MISSING', data: { path } } };
  let keys: PatientKeys | undefined;
  try {
    keys = await openKeys(places);
    const log = await openStoredLogAt(paths, clock);
    try {
      return await checkKeys(neededKeys(log, SEALED_PARTS, SEALED_CATEGORIES), keys);
    } finally {
      await log.close();
    }
  } catch (error) {
    if (error instanceof KeysUnusable) return { unchecked: error };
    if (!(error instanceof StoreDamaged)) throw error;
    return { unchecked: { code: 'KEYS_UNREADABLE', data: { path, ...error.data } } };
  } finally {
    await keys?.close();
  }
}
