/** Envelopes: commands. */
import { Module } from '@nestjs/common';
import { ChangeEnvelopeHandler } from '#apps/api/payments/envelopes/funding.commands.ts';
import { FundingController } from '#apps/api/payments/envelopes/funding.controller.ts';

@Module({ controllers: [FundingController], providers: [ChangeEnvelopeHandler] })
export class FundingModule {}
