/** Envelopes: commands. */
import { Module } from '@nestjs/common';
import { RegulationModule } from '#libs/regulation/regulation.module.ts';
import { ChangeEnvelopeHandler } from '#apps/api/payments/envelopes/funding.commands.ts';
import { FundingController } from '#apps/api/payments/envelopes/funding.controller.ts';

@Module({ imports: [RegulationModule], controllers: [FundingController], providers: [ChangeEnvelopeHandler] })
export class FundingModule {}
