/** Replays: decisions compared with a present calculation. They can be saved and compared with each other. */
import { Module } from '@nestjs/common';
import { RegulationModule } from '#libs/regulation/regulation.module.ts';
import { ReplayStatementsHandler } from '#libs/replay/commands/replay-statements.ts';
import { CheckReplayHandler } from '#libs/replay/queries/check-replay.ts';
import { FindReplaysHandler } from '#libs/replay/queries/find-replays.ts';
import { CompareReplaysHandler } from '#libs/replay/queries/compare-replays.ts';

@Module({
  imports: [RegulationModule],
  providers: [ReplayStatementsHandler, CheckReplayHandler, CompareReplaysHandler, FindReplaysHandler],
})
export class ReplayModule {}
