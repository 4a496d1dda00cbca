/** The read models of the projections, for other programs. */
import { Module } from '@nestjs/common';
import { WriteDumpHandler } from '#libs/read-models/commands/write-dump.ts';

@Module({ providers: [WriteDumpHandler] })
export class ReadModelsModule {}
