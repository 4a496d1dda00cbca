/** The feed: what was published, for systems that follow. */
import { type DynamicModule, Module } from '@nestjs/common';
import { Feed } from '#libs/feed/feed.ts';
import { ReadFeedHandler } from '#libs/feed/queries/read-feed.ts';
import { Stores } from '#libs/runtime/stores.module.ts';

@Module({})
export class FeedModule {
  /** `source` names this installation in every event, a URI. */
  static of(source: string): DynamicModule {
    return {
      module: FeedModule,
      global: true,
      providers: [
        { provide: Feed, inject: [Stores], useFactory: ({ log }: Stores) => new Feed(log, source) },
        ReadFeedHandler,
      ],
      exports: [Feed],
    };
  }
}
