/** Reads the log itself. */
import { Module } from '@nestjs/common';
import { StreamsModule } from '#libs/event-store/streams.module.ts';
import { StreamsController } from '#apps/api/streams/streams.controller.ts';

@Module({ imports: [StreamsModule], controllers: [StreamsController] })
export class StreamRoutesModule {}
