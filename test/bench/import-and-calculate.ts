/**
 * `node import-and-calculate.ts FACTS FOLDER`: an import and the first calculation of all periods in one process, on the day after that of
 * later calculations. Prints rows, statements and the seconds of both as JSON.
 */
import { Threads } from '#libs/threads/threads.ts';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { openSqliteReadStore } from '#libs/read-store/sqlite/sqlite-read-store.ts';
import { sumsOfAllOn } from '#libs/statements/calculation/sums-on-threads.ts';
import { mustEqual, timed } from './measure.ts';
import { LAST_KNOWN_DAY, Stores } from './stores.ts';

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
await stores.leave();
await threads.close();
process.stdout.write(JSON.stringify({ rows, statements, importSeconds, calculationSeconds }));
