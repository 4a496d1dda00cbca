/** The product on stores in a folder, driven as its commands drive it, with counts that prove complete work. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { calculate } from '#libs/statements/calculation/calculate.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { SqliteEventStore } from '#libs/event-store/sqlite/sqlite-event-store.ts';
import { importFolder } from '#libs/intake/import-folder.ts';
import { LogRecorder } from '#libs/intake/recorder.ts';
import { type Day, dayFromText, quarterFromText } from '#libs/kernel/day.ts';
import { type ProjectionReader, type ReadStore, readUpToDate } from '#libs/read-store/read-store.ts';
import { openSqliteReadStore } from '#libs/read-store/sqlite/sqlite-read-store.ts';
import type { Regulation } from '#libs/regulation/regulation.ts';
import { sealedWith } from '#libs/runtime/sealed-log.ts';
import type { Threads } from '#libs/threads/threads.ts';
import { publishFirst } from '#libs/regulation/publication/published.ts';
import { type SumsOf, sumsOfAll } from '#libs/statements/calculation/sums-of.ts';
import { INTAKE_WORDS } from '#libs/words/intake.ts';
import { systemClock } from '#test/support/system-clock.ts';
import { COMMIT } from '#test/support/commit.ts';
import { SHIPPED } from '#test/support/shipped.ts';

/** All periods of the synthetic experiments, and the last day with facts. */
export const FROM = '2021-Q1';
export const TO = '2025-Q4';
export const LAST_KNOWN = '2026-09-30';

interface CalculationCounts {
  readonly statements: number;
  readonly recorded: number;
  /** Persons counted again, if the kept sums were brought up to date; otherwise the events of all dossiers. */
  readonly read: number;
}

interface StoresOptions {
  /** Facts about patients are sealed. */
  readonly isSealed?: boolean;
  /** An import reads large files on another thread. */
  readonly threads?: Threads | undefined;
}

export class Stores {
  readonly folder: string;
  readonly log: EventStore;
  readonly readStore: ReadStore;
  readonly projections: ProjectionReader;
  readonly regulation: Regulation;
  readonly sumsOf: SumsOf;
  readonly threads: Threads | undefined;

  private constructor(
    folder: string,
    log: EventStore,
    readStore: ReadStore,
    regulation: Regulation,
    sumsOf: SumsOf,
    threads: Threads | undefined,
  ) {
    this.folder = folder;
    this.log = log;
    this.readStore = readStore;
    this.projections = readUpToDate(this);
    this.regulation = regulation;
    this.sumsOf = sumsOf;
    this.threads = threads;
  }

  /** Opens an existing folder; its log begins with the regulation. */
  static async create(
    folder: string,
    readStore = openSqliteReadStore(join(folder, 'read')),
    sumsOf = sumsOfAll,
    { isSealed = false, threads }: StoresOptions = {},
  ): Promise<Stores> {
    const open = new SqliteEventStore(join(folder, 'events.db'), { clock: systemClock });
    const keys = { store: join(folder, 'keys.db'), file: join(folder, 'patients.key') };
    const log = isSealed ? sealedWith(open, keys) : open;
    const { regulation } = await publishFirst(log, SHIPPED, COMMIT);
    return new Stores(folder, log, readStore, regulation, sumsOf, threads);
  }

  /** Gives the number of recorded rows. Throws if a file is refused or a row set aside. */
  async import(facts: string): Promise<number> {
    const recorder = await LogRecorder.of(this);
    const { files } = await importFolder({
      folder: facts,
      regulation: this.regulation,
      recorder,
      words: INTAKE_WORDS,
      sources: [this],
      actor: COMMIT.actor,
      correlation: COMMIT.correlation,
      now: () => COMMIT.recordedAt,
      threads: this.threads,
    });
    const unsound = files.find(({ refused, read, recorded }) => refused !== undefined || recorded !== read);
    if (unsound !== undefined) throw new Error(`not imported whole: ${JSON.stringify(unsound)}`);
    return files.reduce((sum, { recorded }) => sum + recorded, 0);
  }

  async calculate(knownOn: Day): Promise<CalculationCounts> {
    const range = { from: quarterFromText(FROM), to: quarterFromText(TO) };
    let read = 0;
    const { statements, recorded } = await calculate(
      this,
      { range, knownOn, regulation: this.regulation },
      COMMIT,
      (stage, done) => {
        if (stage === 'contributions') read = done;
      },
    );
    return { statements: statements.length, recorded, read };
  }

  /** Closes the stores and keeps them for another process. */
  async leave(): Promise<void> {
    await this.readStore.close();
    await this.log.close();
  }

  async close(): Promise<void> {
    await this.leave();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

export const LAST_KNOWN_DAY = dayFromText(LAST_KNOWN);

/** Drops the sums of the last calculation, so that the next one reads every dossier. */
export async function forgetSums(readStore: ReadStore): Promise<void> {
  const kept = await readStore.scratch('sums');
  const removes: string[] = [];
  for await (const batch of kept.scan('')) removes.push(...batch.map(([key]) => key));
  await kept.write({ puts: [], removes });
}
