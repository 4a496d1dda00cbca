/** Reading envelopes, ledgers, payments and the accounts they go between. */
import { Module } from '@nestjs/common';
import { EnvelopesController, PaymentLedgersController } from '#apps/api/payments/ledger/ledgers.controller.ts';
import { AccountReadsController } from '#apps/api/payments/accounts/account-reads.controller.ts';
import { PaymentsController } from '#apps/api/payments/runs/payments.controller.ts';
import { RunsController } from '#apps/api/payments/runs/runs.controller.ts';

@Module({
  controllers: [
    EnvelopesController,
    PaymentLedgersController,
    PaymentsController,
    RunsController,
    AccountReadsController,
  ],
})
export class LedgersModule {}
