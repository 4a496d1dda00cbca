/** Replays: what was decided beside what would be now, kept and compared. */
import { Module } from '@nestjs/common';
import { RegulationModule } from '#libs/regulation/regulation.module.ts';
import { ReplayStatementsHandler } from '#libs/replay/commands/replay-statements.ts';
import { CompareReplaysHandler } from '#libs/replay/queries/compare-replays.ts';

@Module({ imports: [RegulationModule], providers: [ReplayStatementsHandler, CompareReplaysHandler] })
export class ReplayModule {}
