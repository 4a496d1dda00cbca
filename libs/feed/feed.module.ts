/** The feed of published events, for other systems. */
import { type DynamicModule, Module } from '@nestjs/common';
import { Feed } from '#libs/feed/feed.ts';
import { FindReconciliationHandler } from '#libs/feed/queries/find-reconciliation.ts';
import { ReadFeedHandler } from '#libs/feed/queries/read-feed.ts';
import { Stores } from '#libs/runtime/stores.module.ts';

@Module({})
export class FeedModule {
  /** `source`: URI of this installation, in every event. */
  static of(source: string): DynamicModule {
    return {
      module: FeedModule,
      global: true,
      providers: [
        { provide: Feed, inject: [Stores], useFactory: ({ log }: Stores) => new Feed(log, source) },
        FindReconciliationHandler,
        ReadFeedHandler,
      ],
      exports: [Feed],
    };
  }
}
