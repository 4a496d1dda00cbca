/** Saved replays over HTTP. */
import { Module } from '@nestjs/common';
import { ReplayModule } from '#libs/replay/replay.module.ts';
import { ReplaysController } from '#apps/api/replays/replays.controller.ts';

@Module({ imports: [ReplayModule], controllers: [ReplaysController] })
export class ReplayRoutesModule {}
