/** What others read of the projections. */
import { Module } from '@nestjs/common';
import { WriteDumpHandler } from '#libs/read-models/commands/write-dump.ts';

@Module({ providers: [WriteDumpHandler] })
export class ReadModelsModule {}
