/** Envelopes: commands. */
import { Module } from '@nestjs/common';
import { ChangeEnvelopeHandler } from '#apps/api/funding/funding.commands.ts';
import { FundingController } from '#apps/api/funding/funding.controller.ts';

@Module({ controllers: [FundingController], providers: [ChangeEnvelopeHandler] })
export class FundingModule {}
