/** The feed over HTTP: pages and streams. */
import { Inject, Module, type OnModuleDestroy } from '@nestjs/common';
import { Feed } from '#libs/feed/feed.ts';
import { AsyncApiController } from '#apps/api/feed/asyncapi.ts';
import { Bell } from '#apps/api/feed/bell.ts';
import { DumpsController } from '#apps/api/feed/dumps.controller.ts';
import { FeedController } from '#apps/api/feed/feed.controller.ts';
import { FeedProofsController } from '#apps/api/feed/proofs.controller.ts';
import { ReconciliationController } from '#apps/api/feed/reconciliation.controller.ts';
import { FeedStreams } from '#apps/api/feed/streams.ts';
import { Stores } from '#libs/runtime/stores.module.ts';
import { LifeCycle } from '#libs/observability/life-cycle.ts';
import { Metrics } from '#libs/observability/metrics.ts';

@Module({
  controllers: [DumpsController, FeedController, FeedProofsController, ReconciliationController, AsyncApiController],
  providers: [
    { provide: Bell, inject: [Stores], useFactory: ({ log }: Stores) => new Bell(log) },
    {
      provide: FeedStreams,
      inject: [Feed, Bell, Metrics],
      useFactory: (feed: Feed, bell: Bell, { feedClients }: Metrics) =>
        new FeedStreams(feed, bell, (open) => {
          feedClients.set(open);
        }),
    },
  ],
  exports: [Bell],
})
export class FeedRoutesModule implements OnModuleDestroy {
  readonly #streams: FeedStreams;

  constructor(@Inject(FeedStreams) streams: FeedStreams, @Inject(LifeCycle) lifeCycle: LifeCycle) {
    this.#streams = streams;
    // Runs before the server waits for its connections: a stream never ends by itself.
    lifeCycle.onStop(() => {
      streams.close();
    });
  }

  /** Applies also when the modules close without a stop of the service. */
  onModuleDestroy(): void {
    this.#streams.close();
  }
}
