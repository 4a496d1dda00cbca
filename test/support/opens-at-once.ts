/**
 * A program that opens the stores of one new folder after another, each at a given moment, like other processes at the same time: it
 * records, folds, reads and closes, or only verifies the log. Arguments: the folder of all, its name, the first moment (ms since 1970),
 * their number, `verify`. Prints the failures.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { checkWhole } from '#libs/audit/whole-check.ts';
import { ROSTERS } from '#libs/enrolment/rosters.ts';
import { openStoredEventsAt, openStoresAt, storePaths } from '#libs/runtime/stores.ts';
import { COMMIT } from '#test/support/commit.ts';
import { systemClock } from '#test/support/system-clock.ts';

const [base = '', name = '', first = '0', count = '0', what] = process.argv.slice(2);
const STEP_MS = 60;

async function records(folder: string): Promise<void> {
  const stores = await openStoresAt(storePaths(folder, { threads: 1 }), systemClock);
  const fact = { schemaVersion: 1, effective: '1950-03-17', knownOn: '2021-01-01', data: '{}' };
  const event = { id: name.padStart(32, '0'), type: 'PatientDescribed', ...fact };
  await stores.log.record([{ stream: `patient-P${name}`, event }], COMMIT);
  await stores.projections.documents(ROSTERS);
  for await (const batch of stores.log.read({ after: 0 })) void batch;
  await stores.close();
}

async function verifies(folder: string): Promise<void> {
  const paths = storePaths(folder, {});
  while (!existsSync(paths.logPath)) await pause(1);
  const stored = await openStoredEventsAt(paths);
  const { misfits } = await checkWhole(stored, {});
  await stored.close();
  if (misfits.length > 0) throw new Error(JSON.stringify(misfits));
}

for (let i = 0; i < Number(count); i++) {
  await pause(Math.max(0, Number(first) + STEP_MS * i - Date.now()));
  try {
    await (what === 'verify' ? verifies : records)(join(base, String(i)));
  } catch (error) {
    console.log(String(error));
  }
}
