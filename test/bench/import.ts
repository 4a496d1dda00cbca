/**
 * Measures the import against the same rows put into one table: files in the order of patients, like a first delivery, and in the order of
 * the days known, like monthly deliveries; with facts sealed and in clear.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Threads } from '#libs/threads/threads.ts';
import { SqliteStoredEvents } from '#libs/event-store/sqlite/sqlite-stored-events.ts';
import { verifyLog } from '#libs/audit/verify.ts';
import { FACT_KINDS } from '#libs/intake/fact-kinds.ts';
import { compareText } from '#libs/kernel/text.ts';
import { importControl, readAndHash } from './control.ts';
import { totalRows } from './facts.ts';
import { median, mustEqual, progress, timed } from './measure.ts';
import { type Measurement, rate } from './report.ts';
import { Stores } from './stores.ts';

/** A folder of files, and the required ratio of their import to the control. */
interface Order {
  readonly name: string;
  readonly facts: string;
  readonly targets: { readonly clear: number; readonly sealed: number };
}

/** Seconds, by the clock and of the processor. */
interface Taken {
  readonly clock: number;
  readonly processor: number;
}

const WAYS = ['control', 'clear', 'sealed'] as const;
type Way = (typeof WAYS)[number];

/** Imports with and without encryption, in both orders, and the verification of the last log. */
export async function measureImports(
  facts: string,
  temporary: string,
  runs: number,
  threads: Threads,
): Promise<Measurement[]> {
  const orders: readonly Order[] = [
    { name: 'order of patients', facts, targets: { clear: 1.3, sealed: 0.9 } },
    { name: 'order of days known', facts: byDayKnown(facts, temporary), targets: { clear: 1, sealed: 0.7 } },
  ];
  const measured: Measurement[] = [];
  const imported = { rows: totalRows(facts), temporary, threads };
  for (const order of orders) measured.push(...(await measureOrder(order, runs, imported)));
  return [...measured, await measureVerify(facts, temporary, runs, threads)];
}

async function measureOrder({ name, facts, targets }: Order, runs: number, imported: Imported): Promise<Measurement[]> {
  const { rows } = imported;
  const taken: Record<Way, Taken[]> = { control: [], clear: [], sealed: [] };
  for (let run = 1; run <= runs; run++)
    for (const way of WAYS) {
      const one = await importOnce(way, facts, imported);
      taken[way].push(one);
      progress(`import, ${name}, ${way}, run ${run} of ${runs}: ${seconds(one)}`);
    }
  return (['clear', 'sealed'] as const).map((way) => ({
    name: `import of ${rows.toLocaleString('en')} rows in ${name}, ${way}`,
    control: rate(rows, medianOf(taken.control, 'clock'), 'rows'),
    product: rate(rows, medianOf(taken[way], 'clock'), 'rows'),
    ratio: medianOf(taken.control, 'clock') / medianOf(taken[way], 'clock'),
    processor: medianOf(taken.control, 'processor') / medianOf(taken[way], 'processor'),
    target: { atLeast: targets[way] },
  }));
}

interface Imported {
  readonly rows: number;
  readonly temporary: string;
  readonly threads: Threads;
}

async function importOnce(way: Way, facts: string, { rows, temporary, threads }: Imported): Promise<Taken> {
  const folder = mkdtempSync(join(temporary, `${way}-`));
  if (way === 'control')
    try {
      return await taken(async () => {
        mustEqual('rows in the table of the control', await importControl(facts, join(folder, 'rows.db')), rows);
      });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  const stores = await Stores.create(folder, undefined, undefined, { isSealed: way === 'sealed', threads });
  try {
    return await taken(async () => {
      mustEqual('rows recorded', await stores.import(facts), rows);
    });
  } finally {
    await stores.close();
  }
}

/** Verifies a sealed log. */
async function measureVerify(facts: string, temporary: string, runs: number, threads: Threads): Promise<Measurement> {
  const folder = mkdtempSync(join(temporary, 'verified-'));
  const stores = await Stores.create(folder, undefined, undefined, { isSealed: true, threads });
  await stores.import(facts);
  const path = join(folder, 'events.db');
  const events = readAndHash(path);
  const [read, verified]: [Taken[], Taken[]] = [[], []];
  for (let run = 1; run <= runs; run++) {
    read.push(
      await taken(async () => {
        mustEqual('events', readAndHash(path), events);
      }),
    );
    verified.push(
      await taken(async () => {
        const stored = new SqliteStoredEvents(path);
        const found = await verifyLog(stored);
        await stored.close();
        mustEqual('misfits', found.misfits.length, 0);
        mustEqual('events', found.events, events);
      }),
    );
  }
  await stores.close();
  return {
    name: `verification of ${events.toLocaleString('en')} sealed events, against reading and hashing the file`,
    control: rate(events, medianOf(read, 'clock'), 'events'),
    product: rate(events, medianOf(verified, 'clock'), 'events'),
    ratio: medianOf(read, 'clock') / medianOf(verified, 'clock'),
    processor: medianOf(read, 'processor') / medianOf(verified, 'processor'),
    target: { atLeast: 1 },
  };
}

/** The same files with their rows in the order of the days known, without the manifest, which has the digests of the others. */
function byDayKnown(facts: string, temporary: string): string {
  const folder = mkdtempSync(join(temporary, 'known-'));
  for (const { name } of FACT_KINDS) {
    const [header = '', ...rows] = readFileSync(join(facts, `${name}.csv`), 'utf8')
      .trimEnd()
      .split('\n');
    const known = header.split(',').indexOf('known_on');
    const days = rows.map((row) => row.split(',')[known] ?? '');
    const order = rows
      .keys()
      .toArray()
      .sort((a, b) => compareText(days[a] ?? '', days[b] ?? '') || a - b);
    writeFileSync(join(folder, `${name}.csv`), `${[header, ...order.map((row) => rows[row])].join('\n')}\n`);
  }
  return folder;
}

async function taken(work: () => Promise<void>): Promise<Taken> {
  const before = process.cpuUsage();
  const clock = await timed(work);
  const { user, system } = process.cpuUsage(before);
  return { clock, processor: (user + system) / 1e6 };
}

function medianOf(of: readonly Taken[], what: keyof Taken): number {
  return median(of.map((one) => one[what]));
}

function seconds({ clock, processor }: Taken): string {
  return `${clock.toFixed(2)} s, ${processor.toFixed(2)} s of the processor`;
}
