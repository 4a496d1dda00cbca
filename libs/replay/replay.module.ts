/** Replays: what was decided beside what would be now, and regularisations. */
import { Module } from '@nestjs/common';

@Module({
  imports: [],
  providers: [],
  exports: [],
})
export class ReplayModule {}
