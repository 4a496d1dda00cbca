/**
 * The stores as the modules of every program have them. Commands read projections brought up to the end of the log; queries read
 * them as the program serves them: the services as they stand, so that no read waits, the command line brought up.
 */
import { type DynamicModule, Global, Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import type { Commit } from '#libs/event-store/event.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import type { ReadStore } from '#libs/read-store/catalogue.ts';

/** What commands decide on. */
export class Stores {
  readonly log: EventStore;
  readonly readStore: ReadStore;

  constructor(log: EventStore, readStore: ReadStore) {
    this.log = log;
    this.readStore = readStore;
  }
}

/** What queries read. */
export class ServedStores {
  readonly log: EventStore;
  readonly readStore: ReadStore;

  private constructor({ log, readStore }: Stores, documents: ReadStore['serving']) {
    this.log = log;
    this.readStore = {
      upToDate: documents,
      serving: documents,
      rebuild: (projection, of, onProgress) => readStore.rebuild(projection, of, onProgress),
      status: (projection, of) => readStore.status(projection, of),
      scratch: (name) => readStore.scratch(name),
      close: () => readStore.close(),
    };
  }

  /** Each projection as the workers have folded it. */
  static asTheyStand(stores: Stores): ServedStores {
    return new ServedStores(stores, (projection) => stores.readStore.serving(projection));
  }

  /** Each projection brought up to the end of the log when it is asked for. */
  static broughtUp(stores: Stores): ServedStores {
    return new ServedStores(stores, (projection) => stores.readStore.upToDate(projection, stores.log));
  }
}

/** Injected: the commit of what the program records by itself and nobody asked for, such as the first version of the regulation. */
export const PROGRAM_COMMIT = Symbol('commit of the program');

/** Of a causation. */
export type ProgramCommit = (causation: string) => Commit;

export interface StoresSettings {
  readonly stores: Stores;
  readonly served: ServedStores;
  readonly programCommit: ProgramCommit;
}

@Global()
@Module({})
export class StoresModule implements OnApplicationShutdown {
  readonly #stores: Stores;

  constructor(@Inject(Stores) stores: Stores) {
    this.#stores = stores;
  }

  static of({ stores, served, programCommit }: StoresSettings): DynamicModule {
    return {
      module: StoresModule,
      providers: [
        { provide: Stores, useValue: stores },
        { provide: ServedStores, useValue: served },
        { provide: PROGRAM_COMMIT, useValue: programCommit },
      ],
      exports: [Stores, ServedStores, PROGRAM_COMMIT],
    };
  }

  /** Last of all, when nothing is under way any more. */
  async onApplicationShutdown(): Promise<void> {
    await this.#stores.readStore.close();
    await this.#stores.log.close();
  }
}
