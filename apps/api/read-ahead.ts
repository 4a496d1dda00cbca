/** Reads ahead once the service listens; the stores stay open until that has ended. */
import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { Logger } from 'pino';
import { NotServed } from '#libs/read-store/read-store.ts';
import { ServedStores, Stores } from '#libs/runtime/stores.module.ts';
import { DEFAULT_MONTHS } from '#libs/week/completeness.ts';
import { readAhead } from '#libs/week/read-ahead.ts';
import { knownDay } from '#apps/api/clock.ts';

@Injectable()
export class ReadAhead implements OnModuleDestroy {
  readonly #stores: Stores;
  readonly #served: ServedStores;
  #reading = Promise.resolve();

  constructor(@Inject(Stores) stores: Stores, @Inject(ServedStores) served: ServedStores) {
    this.#stores = stores;
    this.#served = served;
  }

  /** Logs a failure and continues: the first request reads again, and its answer reports the fault. A new log fails with NotServed. */
  begin(logger: Logger): void {
    this.#reading = this.#read().catch((err: unknown) => {
      logger[err instanceof NotServed ? 'debug' : 'warn']({ err }, 'not read ahead');
    });
  }

  #read(): Promise<void> {
    const { log, projections } = this.#served;
    const stores = { log, projections, readStore: this.#stores.readStore };
    return readAhead(stores, { asOf: knownDay(undefined), months: DEFAULT_MONTHS });
  }

  onModuleDestroy(): Promise<void> {
    return this.#reading;
  }
}
