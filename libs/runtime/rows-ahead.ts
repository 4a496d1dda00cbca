/** Seals rows of patients ahead in another thread, which opens the keys and reads the streams of the log itself. */
import type { BegunElsewhere } from '#libs/event-store/event-store.ts';
import { type AheadElsewhere, SealingAhead } from '#libs/event-store/sealed/sealed-ahead.ts';
import { KeyFile } from '#libs/patient-keys/key-file.ts';
import { SqlitePatientKeys } from '#libs/patient-keys/sqlite/sqlite-patient-keys.ts';
import type { KeyPlaces } from '#libs/runtime/keys.ts';
import { openLogWithKeys } from '#libs/runtime/log-with-keys.ts';
import { prepareForManyRows } from '#libs/patient-keys/row-sealing.ts';
import type { LocalKeys } from '#libs/patient-keys/patient-keys.ts';
import type { Elsewhere } from '#libs/threads/computing.ts';

export const ROWS_AHEAD = import.meta.url;

export interface AheadPlace {
  readonly places: KeyPlaces;
  readonly begun: Elsewhere;
}

export async function openElsewhere(text: string): Promise<AheadElsewhere | undefined> {
  const { places, begun } = JSON.parse(text) as AheadPlace;
  const openKeys = (): LocalKeys => new SqlitePatientKeys(places.store, new KeyFile(places.file));
  const found = await openLogWithKeys<BegunElsewhere, LocalKeys>(begun, openKeys);
  if (found === undefined) return undefined;
  const { log, keys, close } = found;
  await prepareForManyRows();
  const ahead = new SealingAhead(keys, log);
  return { sealed: (facts) => ahead.sealed(facts), close };
}
