/** The shared dependencies of the routes of every kind of fact. */
import { Module } from '@nestjs/common';
import { FactRecorderModule } from '#libs/runtime/fact-recorder.module.ts';
import { RecordFactHandler } from '#libs/intake/commands/record-fact.ts';
import { FactIntake } from '#apps/api/intake/facts/record-route.ts';

@Module({ imports: [FactRecorderModule], providers: [FactIntake, RecordFactHandler], exports: [FactIntake] })
export class FactRoutesModule {}
