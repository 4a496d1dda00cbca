/** Reports for auditors over HTTP. */
import { Module } from '@nestjs/common';
import { HistoryModule } from '#libs/history/history.module.ts';
import { TakenDecisionsController } from '#apps/api/audit/decisions.controller.ts';
import { DutiesController } from '#apps/api/audit/duties.controller.ts';
import { RecomputationsController } from '#apps/api/audit/recomputations.controller.ts';

@Module({ imports: [HistoryModule], controllers: [DutiesController, TakenDecisionsController, RecomputationsController] })
export class AuditRoutesModule {}
