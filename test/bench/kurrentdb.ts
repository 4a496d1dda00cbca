/**
 * The log on KurrentDB against the raw client, in one run on one server (KURRENTDB_TEST_URL): recording facts grouped by patient, and
 * folding the dossiers from them, on a machine with a copy of the log and on one without.
 */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { FORWARDS, KurrentDBClient, NO_STREAM, START, streamNameFilter } from '@kurrent/kurrentdb-client';
import type { Commit } from '#libs/event-store/event.ts';
import type { LocatedFact } from '#libs/facts/fact-event.ts';
import { toEvent } from '#libs/facts/fact-event.ts';
import { factKindOf } from '#libs/intake/fact-kinds.ts';
import { DOSSIERS } from '#libs/enrolment/dossiers.ts';
import { toServer } from '#libs/event-store/kurrentdb/envelope.ts';
import { KurrentDbEventStore } from '#libs/event-store/kurrentdb/kurrentdb-event-store.ts';
import { openSqliteReadStore } from '#libs/read-store/sqlite/sqlite-read-store.ts';
import { systemClock } from '#test/support/system-clock.ts';
import { alternate, mustEqual, timed } from './measure.ts';
import { type Measurement, rate } from './report.ts';

const PATIENTS = 2_000;
const FACTS_OF_ONE = 25;
const EVENTS = PATIENTS * FACTS_OF_ONE;
const RAW_APPEND = 1_000;
/** The batch size of an import. */
const BATCH = 10_000;
const COMMIT: Commit = {
  recordedAt: '2026-11-01T08:00:00.000Z',
  actor: 'bench',
  correlation: 'bench',
  causation: 'acts',
};

/** Throws if no server is named. */
export async function measureKurrentDb(folder: string, runs: number): Promise<Measurement[]> {
  const server = process.env['KURRENTDB_TEST_URL'];
  if (server === undefined) throw new RangeError('--scale kurrentdb: KURRENTDB_TEST_URL names no server');
  const facts = actsByPatient();
  let run = 0;
  let last = '';
  const named = (log: string): string => `${server}${server.includes('?') ? '&' : '?'}log=${log}`;
  const open = (log: string, copy = `copy-${run++}.db`): KurrentDbEventStore =>
    new KurrentDbEventStore(named(log), {
      replica: join(folder, copy),
      uniqueId: randomUUID,
      now: () => performance.now(),
      clock: systemClock,
      retryForMs: 10_000,
    });
  const raw = KurrentDBClient.connectionString(server);
  try {
    const recorded = await alternate(
      runs,
      'record',
      () => rawAppends(raw, facts),
      async () => {
        last = `bench-${randomUUID()}`;
        const store = open(last);
        await store.end();
        const seconds = await timed(async () => {
          for (let i = 0; i < facts.length; i += BATCH) await store.record(facts.slice(i, i + BATCH), COMMIT);
        });
        mustEqual('events recorded', await store.end(), EVENTS);
        await store.close();
        return seconds;
      },
    );
    // Each side starts with an unconnected client.
    const control = (): Promise<number> => timed(() => rawRead(server, last));
    const foldedBy = async (store: KurrentDbEventStore): Promise<number> => {
      const readStore = openSqliteReadStore(join(folder, `read-${run++}`));
      const seconds = await timed(async () => {
        const dossiers = await readStore.upToDate(DOSSIERS, store);
        mustEqual('events folded', (await dossiers.checkpoint()).processed, EVENTS);
      });
      await readStore.close();
      await store.close();
      return seconds;
    };
    const fromNothing = await alternate(runs, 'catch-up from nothing', control, () => foldedBy(open(last)));
    const copy = `copy-${run}.db`;
    const first = open(last);
    await first.end();
    await first.close();
    const withCopy = await alternate(runs, 'catch-up', control, () => foldedBy(open(last, copy)));
    return [
      measured(`facts recorded, ${FACTS_OF_ONE} a patient, against appends of ${RAW_APPEND}`, recorded, 0.4),
      measured('dossiers caught up, against reading everything', withCopy, 0.6),
      measured('the same without a copy of the log yet', fromNothing, 0.6),
    ];
  } finally {
    await raw.dispose();
  }
}

function measured(
  name: string,
  { control, product }: { control: number; product: number },
  atLeast: number,
): Measurement {
  return {
    name,
    control: rate(EVENTS, control, 'events'),
    product: rate(EVENTS, product, 'events'),
    ratio: control / product,
    target: { atLeast },
  };
}

function actsByPatient(): LocatedFact[] {
  const convert = toEvent(factKindOf('acts'));
  return Array.from({ length: EVENTS }, (_, i) => {
    const patient = `p${String(Math.floor(i / FACTS_OF_ONE)).padStart(12, '0')}`;
    const day = `2024-03-${String((i % 28) + 1).padStart(2, '0')}`;
    return convert([`act-${i}`, patient, '10000000017', 'GP', '1111', '1', day, '2650', '1855', '', '', '2024-05-01']);
  });
}

/** The same bytes without any rule: 1,000 events per stream. */
function rawAppends(client: KurrentDBClient, facts: readonly LocatedFact[]): Promise<number> {
  const log = `raw-${randomUUID()}`;
  const commit = { key: randomUUID(), commit: COMMIT, isTimed: true };
  return timed(async () => {
    for (let i = 0; i < facts.length; i += RAW_APPEND) {
      const events = facts.slice(i, i + RAW_APPEND).map(({ event }) => toServer(event, commit));
      await client.appendToStream(`${log}-${i}`, events, { streamState: NO_STREAM });
    }
  });
}

async function rawRead(server: string, log: string): Promise<void> {
  const client = KurrentDBClient.connectionString(server);
  let events = 0;
  const filter = streamNameFilter({ prefixes: [`${log}:patient-`] });
  for await (const { event } of client.readAll({ direction: FORWARDS, fromPosition: START, filter }))
    if (event !== undefined) events++;
  mustEqual('events read', events, EVENTS);
  await client.dispose();
}
