/** Reading the log itself. */
import { Module } from '@nestjs/common';
import { StreamsController } from '#apps/api/streams/streams.controller.ts';

@Module({ controllers: [StreamsController] })
export class StreamsModule {}
