/** Money over HTTP: accounts, envelopes and their payment ledgers, and payment runs. */
import { Module } from '@nestjs/common';
import { ExplainModule } from '#libs/explain/explain.module.ts';
import { PaymentsModule } from '#libs/payments/payments.module.ts';
import { RegulationModule } from '#libs/regulation/regulation.module.ts';
import { AccountReadsController } from '#apps/api/payments/accounts/account-reads.controller.ts';
import { DebtorsController, PayeesController } from '#apps/api/payments/accounts/accounts.controller.ts';
import { EnvelopeReadsController } from '#apps/api/payments/envelopes/envelope-reads.controller.ts';
import { EnvelopesController } from '#apps/api/payments/envelopes/envelopes.controller.ts';
import { AccountHoldController } from '#apps/api/payments/ledger-proposals/account-hold.controller.ts';
import { ExceptionsController } from '#apps/api/payments/ledger-proposals/exceptions.controller.ts';
import { LedgerProposalsController } from '#apps/api/payments/ledger-proposals/ledger-proposals.controller.ts';
import { CarryOverController } from '#apps/api/payments/payment-ledger/carry-over.controller.ts';
import { PaymentLedgersController } from '#apps/api/payments/payment-ledger/entries.controller.ts';
import { PaymentsController } from '#apps/api/payments/runs/payments.controller.ts';
import { RunPreviewController } from '#apps/api/payments/runs/run-preview.controller.ts';
import { RunsController } from '#apps/api/payments/runs/runs.controller.ts';

@Module({
  imports: [PaymentsModule, RegulationModule, ExplainModule],
  controllers: [
    PayeesController,
    DebtorsController,
    EnvelopesController,
    EnvelopeReadsController,
    PaymentLedgersController,
    CarryOverController,
    LedgerProposalsController,
    AccountHoldController,
    ExceptionsController,
    PaymentsController,
    RunsController,
    RunPreviewController,
    AccountReadsController,
  ],
})
export class PaymentsRoutesModule {}
