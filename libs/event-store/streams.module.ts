/** Events of one stream of the log. */
import { Module } from '@nestjs/common';
import { FindStreamEventsHandler } from '#libs/event-store/queries/find-stream-events.ts';

@Module({ providers: [FindStreamEventsHandler] })
export class StreamsModule {}
