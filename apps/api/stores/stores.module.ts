/**
 * The stores as the routes use them. Commands read through what is up to date; queries read what the workers have folded, as it
 * stands, so that no read waits for a projection to be brought up.
 */
import { Global, Inject, Injectable, Module, type OnApplicationShutdown } from '@nestjs/common';
import type { EventStore } from '#libs/event-store/event-store.ts';
import {
  type ProjectionReader,
  type QueryStores,
  type ReadStore,
  readServed,
  readUpToDate,
} from '#libs/read-store/read-store.ts';
import {
  type PublishedRegulation,
  REGULATION_STREAM,
  latest,
  publishFirst,
} from '#libs/regulation/publication/published.ts';
import { shippedRegulation } from '#libs/regulation/shipped.ts';

/** What commands decide on: the log, and projections brought up to its end. */
@Injectable()
export class Stores implements QueryStores {
  readonly log: EventStore;
  readonly readStore: ReadStore;
  readonly projections: ProjectionReader;

  constructor(log: EventStore, readStore: ReadStore) {
    this.log = log;
    this.readStore = readStore;
    this.projections = readUpToDate({ log, readStore });
  }
}

/** What queries read: the log, and each projection as it stands. */
@Injectable()
export class ServedStores implements QueryStores {
  readonly log: EventStore;
  readonly projections: ProjectionReader;

  constructor({ log, readStore }: Pick<Stores, 'log' | 'readStore'>) {
    this.log = log;
    this.projections = readServed({ log, readStore });
  }
}

/** The regulation in force, read again only when another was published. */
@Injectable()
export class RegulationInForce {
  readonly #stores: Stores;
  #known: { readonly revision: number; readonly published: PublishedRegulation } | undefined;

  constructor(@Inject(Stores) stores: Stores) {
    this.#stores = stores;
  }

  async current(): Promise<PublishedRegulation> {
    const { log } = this.#stores;
    const [last] = await log.readStream(REGULATION_STREAM, { backwards: true, limit: 1 });
    const revision = last?.revision ?? -1;
    if (this.#known?.revision === revision) return this.#known.published;
    const published = (await latest(log)) ?? (await this.#publishFirst());
    this.#known = { revision, published };
    return published;
  }

  async #publishFirst(): Promise<PublishedRegulation> {
    return publishFirst(this.#stores.log, shippedRegulation(), {
      recordedAt: new Date().toISOString(),
      actor: 'service',
      correlation: 'première version de la réglementation',
      causation: 'première version de la réglementation',
    });
  }
}

@Global()
@Module({})
export class StoresModule implements OnApplicationShutdown {
  readonly #stores: Stores;

  constructor(@Inject(Stores) stores: Stores) {
    this.#stores = stores;
  }

  static of(stores: Stores) {
    return {
      module: StoresModule,
      providers: [
        { provide: Stores, useValue: stores },
        { provide: ServedStores, useFactory: () => new ServedStores(stores) },
        RegulationInForce,
      ],
      exports: [Stores, ServedStores, RegulationInForce],
    };
  }

  /** Last of all, when no request is under way any more. */
  async onApplicationShutdown(): Promise<void> {
    await this.#stores.readStore.close();
    await this.#stores.log.close();
  }
}
