/** The product on temporary stores, driven in this process as the command line drives it. */
import { periodsOf } from '#libs/kernel/period.ts';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { calculate, calculateFromAllDossiers } from '#libs/statements/calculation/calculate.ts';
import { latestStatements } from '#libs/statements/calculation/latest.ts';
import { calculateScenarios } from '#libs/statements/calculation/scenarios.ts';
import { keepSimulation } from '#libs/statements/calculation/simulate.ts';
import { loadRegulation } from '#libs/regulation/load.ts';
import { type ParameterOverrides, withOverrides } from '#libs/regulation/overrides.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { openRowSorter } from '#libs/runtime/row-sorter.ts';
import { sealedWith } from '#libs/runtime/sealed-log.ts';
import { SqliteEventStore } from '#libs/event-store/sqlite/sqlite-event-store.ts';
import { importFolder } from '#libs/intake/import-folder.ts';
import type { ImportSummary } from '#libs/intake/import-summary.ts';
import type { ImportSettings } from '#libs/intake/running-import.ts';
import { LogRecorder } from '#libs/intake/recorder.ts';
import { dayFromText, quarterFromText } from '#libs/kernel/day.ts';
import { ENTRIES_FILE, writeEntries } from '#libs/statements/outputs/entries-file.ts';
import { STATEMENT_FILES, fileText, present } from '#libs/statements/outputs/statement-files.ts';
import { type ProjectionReader, type ReadStore, readUpToDate } from '#libs/read-store/read-store.ts';
import { openSqliteReadStore } from '#libs/read-store/sqlite/sqlite-read-store.ts';
import { publishFirst } from '#libs/regulation/publication/published.ts';
import { COMMIT } from '#test/support/commit.ts';
import { SHIPPED } from '#test/support/shipped.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';
import { INTAKE_WORDS } from '#libs/words/intake.ts';
import type { CalculatedStatement } from '#libs/statements/calculated-statement.ts';
import { systemClock } from '#test/support/system-clock.ts';

export interface CalculationAsked {
  readonly from: string;
  readonly to: string;
  readonly knownOn: string;
  readonly team?: string;
}

function logIn(folder: string): EventStore {
  return new SqliteEventStore(join(folder, 'events.db'), { clock: systemClock });
}

export class Product {
  readonly folder: string;
  readonly log: EventStore;
  readonly readStore: ReadStore;
  readonly projections: ProjectionReader;

  constructor(
    folder = temporaryFolder(),
    readStore = openSqliteReadStore(join(folder, 'read')),
    log: EventStore = logIn(folder),
  ) {
    this.folder = folder;
    this.log = log;
    this.readStore = readStore;
    this.projections = readUpToDate(this);
  }

  /** With sealed facts about patients, as in programs. */
  static sealed(folder = temporaryFolder()): Product {
    const places = { store: join(folder, 'keys.db'), file: join(folder, 'patients.key') };
    return new Product(folder, undefined, sealedWith(logIn(folder), places));
  }

  async import(factsFolder: string, more: Partial<ImportSettings> = {}): Promise<ImportSummary> {
    const { regulation } = await publishFirst(this.log, SHIPPED, COMMIT);
    const recorder = await LogRecorder.of(this);
    return importFolder({
      folder: factsFolder,
      regulation,
      recorder,
      words: INTAKE_WORDS,
      sources: [this],
      actor: COMMIT.actor,
      correlation: COMMIT.correlation,
      now: () => COMMIT.recordedAt,
      ...more,
    });
  }

  async calculate(asked: CalculationAsked): Promise<readonly CalculatedStatement[]> {
    return (await calculate(this, await this.#request(asked), COMMIT)).statements;
  }

  /** Calculates from every dossier and records nothing. */
  async calculateAfresh(asked: CalculationAsked): Promise<readonly CalculatedStatement[]> {
    return (await calculateFromAllDossiers(this, await this.#request(asked))).statements;
  }

  /** Simulates on the shipped version, or on another. */
  async simulate(
    name: string,
    asked: CalculationAsked,
    overrides: ParameterOverrides,
    published = SHIPPED,
  ): Promise<void> {
    const { regulation: _, ...request } = await this.#request(asked);
    const source = withOverrides(published, overrides);
    const results = await calculateScenarios(this, request, [loadRegulation(source)]);
    const statements = results.flatMap((one) => one.statements);
    await keepSimulation(this.readStore, { name, source, overrides, statements });
  }

  /** The text of the six output files, by name. */
  async files(asked: CalculationAsked, simulation?: string): Promise<Record<string, string>> {
    const { statements, regulationOf } = await latestStatements(this, asked.knownOn, simulation);
    const periods = periodsOf(rangeOf(asked));
    const chosen = present(statements.filter(({ period }) => periods.has(period)));
    const entries = join(this.folder, ENTRIES_FILE);
    await writeEntries({ path: entries, openSorter: openRowSorter }, chosen, this, regulationOf);
    const files = Object.fromEntries(STATEMENT_FILES.map((file) => [file.name, fileText(file, chosen)]));
    return { ...files, [ENTRIES_FILE]: readFileSync(entries, 'utf8') };
  }

  async close(): Promise<void> {
    rmSync(await this.leave(), { recursive: true, force: true });
  }

  /** Closes the stores and leaves them in their folder. */
  async leave(): Promise<string> {
    await this.readStore.close();
    await this.log.close();
    return this.folder;
  }

  async #request({ knownOn, team, ...range }: CalculationAsked) {
    const { regulation } = await publishFirst(this.log, SHIPPED, COMMIT);
    return {
      range: rangeOf(range),
      knownOn: dayFromText(knownOn),
      regulation,
      ...(team === undefined ? {} : { team }),
    };
  }
}

function rangeOf({ from, to }: { from: string; to: string }) {
  return { from: quarterFromText(from), to: quarterFromText(to) };
}
