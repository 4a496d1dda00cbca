/** Queries for events of the log: one event, or the events of one stream. */
import { Module } from '@nestjs/common';
import { FindEventHandler } from '#libs/event-store/queries/find-event.ts';
import { FindStreamEventsHandler } from '#libs/event-store/queries/find-stream-events.ts';

@Module({ providers: [FindEventHandler, FindStreamEventsHandler] })
export class StreamsModule {}
