/** The recorder of single facts: one in each process, which takes turns with the imports. */
import { hostname } from 'node:os';
import { Inject, Logger, Module, type OnModuleDestroy } from '@nestjs/common';
import { FactRecorder } from '#libs/intake/fact-recorder.ts';
import { RegulationModule } from '#libs/regulation/regulation.module.ts';
import { RegulationInForce } from '#libs/regulation/publication/in-force.ts';
import { isAlive } from '#libs/files/processes.ts';
import { NOW_MS, type NowMs, Stores } from '#libs/runtime/stores.module.ts';

@Module({
  imports: [RegulationModule],
  providers: [
    {
      provide: FactRecorder,
      inject: [Stores, RegulationInForce, NOW_MS],
      useFactory: ({ log, readStore }: Stores, inForce: RegulationInForce, now: NowMs) =>
        new FactRecorder({
          log,
          readStore,
          regulation: async () => (await inForce.current()).regulation,
          holder: { host: hostname(), pid: process.pid, isAlive },
          now,
          onLeaseKept: (error) => {
            Logger.warn(
              `the lease of intake was not given back: ${error instanceof Error ? error.message : typeof error}`,
            );
          },
        }),
    },
  ],
  exports: [FactRecorder],
})
export class FactRecorderModule implements OnModuleDestroy {
  readonly #recorder: FactRecorder;

  constructor(@Inject(FactRecorder) recorder: FactRecorder) {
    this.#recorder = recorder;
  }

  /** Records the accepted facts before the stores close. */
  async onModuleDestroy(): Promise<void> {
    await this.#recorder.close();
  }
}
