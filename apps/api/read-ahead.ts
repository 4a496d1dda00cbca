/** Reads ahead once the service listens; the stores stay open until that has ended. */
import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { Logger } from 'pino';
import { NotServed } from '#libs/read-store/read-store.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';
import { readAhead } from '#libs/week/read-ahead.ts';

@Injectable()
export class ReadAhead implements OnModuleDestroy {
  readonly #stores: ServedStores;
  #reading = Promise.resolve();

  constructor(@Inject(ServedStores) stores: ServedStores) {
    this.#stores = stores;
  }

  /** Logs a failure and continues: the first request reads again, and its answer reports the fault. A new log fails with NotServed. */
  begin(logger: Logger): void {
    this.#reading = readAhead(this.#stores).catch((err: unknown) => {
      logger[err instanceof NotServed ? 'debug' : 'warn']({ err }, 'not read ahead');
    });
  }

  onModuleDestroy(): Promise<void> {
    return this.#reading;
  }
}
