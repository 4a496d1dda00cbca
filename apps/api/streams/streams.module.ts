/** Reads the log itself. */
import { Module } from '@nestjs/common';
import { StreamsModule } from '#libs/event-store/streams.module.ts';
import { HistoryModule } from '#libs/history/history.module.ts';
import { EventController } from '#apps/api/streams/event.controller.ts';
import { StreamsController } from '#apps/api/streams/streams.controller.ts';

@Module({ imports: [StreamsModule, HistoryModule], controllers: [StreamsController, EventController] })
export class StreamRoutesModule {}
