/** Payments: the envelopes, the paying and paid accounts, the payment runs, and the bank's answers. */
import { Module } from '@nestjs/common';
import { ConfirmAccountHandler } from '#libs/payments/accounts/commands/confirm-account.ts';
import { ProposeAccountHandler } from '#libs/payments/accounts/commands/propose-account.ts';
import { RefuseAccountHandler } from '#libs/payments/accounts/commands/refuse-account.ts';
import { WithdrawAccountHandler } from '#libs/payments/accounts/commands/withdraw-account.ts';
import { FindAccountsHandler } from '#libs/payments/accounts/queries/find-accounts.ts';
import { ReadAccountHandler } from '#libs/payments/accounts/queries/read-account.ts';
import { CancelRunHandler } from '#libs/payments/ledger/commands/cancel-run.ts';
import { CarryOverLedgerHandler } from '#libs/payments/ledger/commands/carry-over-ledger.ts';
import { ConfirmChangeHandler } from '#libs/payments/ledger/commands/confirm-change.ts';
import { DemandRepaymentHandler } from '#libs/payments/ledger/commands/demand-repayment.ts';
import { HoldAccountsHandler } from '#libs/payments/ledger/commands/hold-accounts.ts';
import { ProposeEnvelopeHandler } from '#libs/payments/ledger/commands/propose-envelope.ts';
import { ProposeExceptionHandler } from '#libs/payments/ledger/commands/propose-exception.ts';
import { RecordRepaymentHandler } from '#libs/payments/ledger/commands/record-repayment.ts';
import { RefuseChangeHandler } from '#libs/payments/ledger/commands/refuse-change.ts';
import { TakeBackDemandHandler } from '#libs/payments/ledger/commands/take-back-demand.ts';
import { TypeAnswerHandler } from '#libs/payments/ledger/commands/type-answer.ts';
import { UndoPostingHandler } from '#libs/payments/ledger/commands/undo-posting.ts';
import { WithdrawChangeHandler } from '#libs/payments/ledger/commands/withdraw-change.ts';
import { FindEnvelopesHandler } from '#libs/payments/ledger/queries/find-envelopes.ts';
import { FindExceptionsHandler } from '#libs/payments/ledger/queries/find-exceptions.ts';
import { FindPaidHandler } from '#libs/payments/ledger/queries/find-paid.ts';
import { FindHoldHandler } from '#libs/payments/ledger/queries/find-hold.ts';
import { FindPostingsHandler } from '#libs/payments/ledger/queries/find-postings.ts';
import { FindProposalsHandler } from '#libs/payments/ledger/queries/find-proposals.ts';
import { ReadCarryOverHandler } from '#libs/payments/ledger/queries/read-carry-over.ts';
import { ReadDemandHandler } from '#libs/payments/ledger/queries/read-demand.ts';
import { ReadEnvelopeHandler } from '#libs/payments/ledger/queries/read-envelope.ts';
import { ExplainDifferenceHandler } from '#libs/payments/reconciliation/commands/explain-difference.ts';
import { ReconcileAccountsHandler } from '#libs/payments/reconciliation/queries/reconcile-accounts.ts';
import { DownloadPaymentFileHandler } from '#libs/payments/runs/commands/download-payment-file.ts';
import { DropPaymentRunHandler } from '#libs/payments/runs/commands/drop-payment-run.ts';
import { PreparePaymentRunHandler } from '#libs/payments/runs/commands/prepare-payment-run.ts';
import { RecordBankAnswerHandler } from '#libs/payments/runs/commands/record-bank-answer.ts';
import { ReleasePaymentRunHandler } from '#libs/payments/runs/commands/release-payment-run.ts';
import { FindPaymentRunsHandler } from '#libs/payments/runs/queries/find-payment-runs.ts';
import { FindPaymentsHandler } from '#libs/payments/runs/queries/find-payments.ts';
import { ReadPaymentRunHandler } from '#libs/payments/runs/queries/read-payment-run.ts';
import { PreviewPaymentRunHandler } from '#libs/payments/runs/queries/preview-payment-run.ts';
import { ReadPaymentHandler } from '#libs/payments/runs/queries/read-payment.ts';
import { ReadPreparedRunHandler } from '#libs/payments/runs/queries/read-prepared-run.ts';
import { RegulationModule } from '#libs/regulation/regulation.module.ts';

@Module({
  imports: [RegulationModule],
  providers: [
    ProposeAccountHandler,
    ConfirmAccountHandler,
    RefuseAccountHandler,
    WithdrawAccountHandler,
    ReadAccountHandler,
    FindAccountsHandler,
    ProposeEnvelopeHandler,
    ProposeExceptionHandler,
    HoldAccountsHandler,
    DemandRepaymentHandler,
    RecordRepaymentHandler,
    TakeBackDemandHandler,
    CancelRunHandler,
    UndoPostingHandler,
    TypeAnswerHandler,
    ConfirmChangeHandler,
    RefuseChangeHandler,
    WithdrawChangeHandler,
    FindProposalsHandler,
    FindHoldHandler,
    FindPaidHandler,
    FindExceptionsHandler,
    ReadDemandHandler,
    CarryOverLedgerHandler,
    ReadCarryOverHandler,
    FindEnvelopesHandler,
    ReadEnvelopeHandler,
    FindPostingsHandler,
    PreparePaymentRunHandler,
    ReleasePaymentRunHandler,
    DropPaymentRunHandler,
    DownloadPaymentFileHandler,
    RecordBankAnswerHandler,
    ExplainDifferenceHandler,
    ReconcileAccountsHandler,
    FindPaymentRunsHandler,
    ReadPaymentRunHandler,
    ReadPreparedRunHandler,
    FindPaymentsHandler,
    ReadPaymentHandler,
    PreviewPaymentRunHandler,
  ],
})
export class PaymentsModule {}
