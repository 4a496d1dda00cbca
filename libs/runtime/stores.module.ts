/**
 * The stores in the form for the modules of every program. Commands read projections brought up to the end of the log; queries read them as
 * the program serves them: the services without folding, so that no read waits, the command line up to date.
 */
import { type DynamicModule, Global, Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import type { Commit } from '#libs/event-store/event.ts';
import { Continuity, type WitnessPlaces } from '#libs/continuity/continuity.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import {
  type ProjectionReader,
  type QueryStores,
  type ReadStore,
  readServed,
  readUpToDate,
} from '#libs/read-store/read-store.ts';
import type { Threads } from '#libs/threads/threads.ts';
import type { SumsOf } from '#libs/statements/calculation/sums-of.ts';

interface StoresOptions {
  readonly sumsOf?: SumsOf | undefined;
  readonly threads?: Threads | undefined;
  readonly witnesses?: WitnessPlaces;
}

/** The stores for commands. */
export class Stores implements QueryStores {
  readonly log: EventStore;
  readonly readStore: ReadStore;
  readonly projections: ProjectionReader;
  /** Shares out the sums of a calculation among workers; without it a calculation computes them alone. */
  readonly sumsOf?: SumsOf;
  /** Shares out other work among the threads of this process. */
  readonly threads?: Threads;
  /** Commands that decide on money, or pay, ask it whether the log is whole. */
  readonly continuity: Continuity;

  constructor(log: EventStore, readStore: ReadStore, { sumsOf, threads, witnesses }: StoresOptions = {}) {
    this.log = log;
    this.readStore = readStore;
    this.projections = readUpToDate({ log, readStore });
    this.continuity = new Continuity({ log, readStore, ...witnesses });
    if (sumsOf !== undefined) this.sumsOf = sumsOf;
    if (threads !== undefined) this.threads = threads;
  }
}

export class ServedStores implements QueryStores {
  readonly log: EventStore;
  readonly projections: ProjectionReader;

  private constructor(log: EventStore, projections: ProjectionReader) {
    this.log = log;
    this.projections = projections;
  }

  /** Each projection as the workers have folded it. */
  static asTheyStand(stores: Stores): ServedStores {
    return new ServedStores(stores.log, readServed(stores));
  }

  /** Each projection is brought up to the end of the log on request. */
  static broughtUp({ log, projections }: Stores): ServedStores {
    return new ServedStores(log, projections);
  }
}

/** Injection token: the commit of events that the program records on its own, such as the first version of the regulation. */
export const PROGRAM_COMMIT = Symbol('commit of the program');

/** Makes the commit for a causation. */
export type ProgramCommit = (causation: string) => Commit;

/** Injected: the time of this machine, ms since 1970. */
export const NOW_MS = Symbol('time in ms');

export type NowMs = () => number;

interface StoresSettings {
  readonly stores: Stores;
  readonly served: ServedStores;
  readonly programCommit: ProgramCommit;
  readonly nowMs: NowMs;
}

@Global()
@Module({})
export class StoresModule implements OnApplicationShutdown {
  readonly #stores: Stores;

  constructor(@Inject(Stores) stores: Stores) {
    this.#stores = stores;
  }

  static of({ stores, served, programCommit, nowMs }: StoresSettings): DynamicModule {
    return {
      module: StoresModule,
      providers: [
        { provide: Stores, useValue: stores },
        { provide: ServedStores, useValue: served },
        { provide: PROGRAM_COMMIT, useValue: programCommit },
        { provide: NOW_MS, useValue: nowMs },
      ],
      exports: [Stores, ServedStores, PROGRAM_COMMIT, NOW_MS],
    };
  }

  /** Runs last, when nothing is under way any more. */
  async onApplicationShutdown(): Promise<void> {
    await this.#stores.readStore.close();
    await this.#stores.log.close();
  }
}
