/**
 * `node import-and-calculate.ts FACTS FOLDER`: an import, the first calculation of all periods, which makes the dossiers, and one from the
 * dossiers in one process, on days after that of later calculations; one day known on, the median of five; then the control, reading and
 * parsing the dossiers as JSON. Prints rows, statements, the seconds of each, and the peak memory of the import and both calculations, as JSON.
 */
import { Threads } from '#libs/threads/threads.ts';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { DOSSIERS } from '#libs/enrolment/dossiers.ts';
import { dayFromText } from '#libs/kernel/day.ts';
import { openSqliteReadStore } from '#libs/read-store/sqlite/sqlite-read-store.ts';
import { sumsOfAllOn } from '#libs/statements/calculation/sums-on-threads.ts';
import { dossiersAsJson, readDocuments } from './control.ts';
import { median, mustEqual, timed } from './measure.ts';
import { peak } from './peak-memory.ts';
import { LAST_KNOWN_DAY, Stores, forgetSums } from './stores.ts';

/**
 * The first is calculated whole, and the second lists the patients affected by a day. On each of the others, 613 to 753 patients have a fact
 * that becomes known: the target is of fewer than 1,000. Later calculations use other days.
 */
const FIRST_DAYS = ['2026-01-26', '2026-01-27'];
const DAYS_ON = ['2026-01-28', '2026-01-29', '2026-01-30', '2026-01-31', '2026-02-01'];

const [facts = '', folder = ''] = process.argv.slice(2);
const threads = new Threads({ count: Number(process.env['THREADS'] ?? availableParallelism()) });
const readStore = openSqliteReadStore(join(folder, 'read'), false, { threads });
const isSealed = process.env['PATIENT_ENCRYPTION'] !== 'off';
const stores = await Stores.create(folder, readStore, sumsOfAllOn(threads), { isSealed, threads });
let rows = 0;
let statements = 0;
const importSeconds = await timed(async () => {
  rows = await stores.import(facts);
});
const calculationSeconds = await timed(async () => {
  const calculated = await stores.calculate(LAST_KNOWN_DAY + 1);
  mustEqual('statements recorded', calculated.recorded, calculated.statements);
  ({ statements } = calculated);
});
await forgetSums(readStore);
const recalculationSeconds = await timed(async () => {
  mustEqual('statements recorded again', (await stores.calculate(LAST_KNOWN_DAY + 2)).recorded, statements);
});
// Later steps have separate memory.
const peakBytes = peak();
/** One after the other as in a service, where nobody collects all garbage in between. */
const secondsOn = async (day: string): Promise<number> => {
  const start = performance.now();
  mustEqual('statements of another day', (await stores.calculate(dayFromText(day))).recorded, statements);
  return (performance.now() - start) / 1000;
};
for (const day of FIRST_DAYS) await secondsOn(day);
const daysOn: number[] = [];
for (const day of DAYS_ON) daysOn.push(await secondsOn(day));
const oneDayOnSeconds = median(daysOn);
const asJson = await dossiersAsJson(await readStore.upToDate(DOSSIERS, stores.log), join(folder, 'as-json.db'));
const controlSeconds = await timed(async () => {
  await readDocuments(asJson);
});
asJson.close();
await stores.leave();
await threads.close();
process.stdout.write(
  JSON.stringify({
    rows,
    statements,
    importSeconds,
    calculationSeconds,
    recalculationSeconds,
    oneDayOnSeconds,
    controlSeconds,
    peakBytes,
  }),
);
