/** The record of who read which patient or account. */
import { type DynamicModule, Module, type OnApplicationShutdown } from '@nestjs/common';
import { Accesses } from '#libs/access-record/accesses.ts';
import { FindAccessesHandler } from '#libs/access-record/queries/find-accesses.ts';

@Module({})
export class AccessRecordModule implements OnApplicationShutdown {
  readonly #accesses: Accesses;

  constructor(accesses: Accesses) {
    this.#accesses = accesses;
  }

  static of(accesses: Accesses): DynamicModule {
    return {
      module: AccessRecordModule,
      global: true,
      providers: [{ provide: Accesses, useValue: accesses }, FindAccessesHandler],
      exports: [Accesses],
    };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.#accesses.flush();
    await this.#accesses.record.close();
  }
}
