/** A process of the product: the handlers of its commands over one log, with their state in memory. */
import type { EventStore } from '#libs/event-store/event-store.ts';
import { ConfirmAccountHandler } from '#libs/payments/accounts/commands/confirm-account.ts';
import { ProposeAccountHandler } from '#libs/payments/accounts/commands/propose-account.ts';
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
import { DownloadPaymentFileHandler } from '#libs/payments/runs/commands/download-payment-file.ts';
import { DropPaymentRunHandler } from '#libs/payments/runs/commands/drop-payment-run.ts';
import { PreparePaymentRunHandler } from '#libs/payments/runs/commands/prepare-payment-run.ts';
import { RecordBankAnswerHandler } from '#libs/payments/runs/commands/record-bank-answer.ts';
import { ReleasePaymentRunHandler } from '#libs/payments/runs/commands/release-payment-run.ts';
import type { ProjectionReader } from '#libs/read-store/read-store.ts';
import type { RegulationInForce } from '#libs/regulation/publication/in-force.ts';
import type { Stores } from '#libs/runtime/stores.module.ts';
import type { FreshnessStores } from '#libs/statements/workflow/freshness.ts';
import { ApproveStatementsHandler } from '#libs/statements/workflow/commands/approve-statements.ts';
import { RegulariseStatementsHandler } from '#libs/statements/workflow/commands/regularise-statements.ts';
import { RejectStatementsHandler } from '#libs/statements/workflow/commands/reject-statements.ts';
import { SubmitStatementsHandler } from '#libs/statements/workflow/commands/submit-statements.ts';
import { WithdrawStatementsHandler } from '#libs/statements/workflow/commands/withdraw-statements.ts';
import { SCHEMES } from '#test/simulation/cast.ts';
import { projectionsInMemory } from '#test/simulation/log/documents.ts';
import { type Lens, ProcessLog, type Writes } from '#test/simulation/log/process-log.ts';
import { NOTHING_LOST } from '#test/support/continuity.ts';

/** The present result of a recalculation. */
export type CalculationsNow = NonNullable<FreshnessStores['calculationsNow']>;

/** The commands of a regulation that has the schemes of the simulation. */
const IN_FORCE = {
  current: () => Promise.resolve({ regulation: { schemes: new Map(SCHEMES.map((scheme) => [scheme, {}])) } }),
} as unknown as RegulationInForce;

export class Process {
  readonly log: ProcessLog;
  readonly projections: ProjectionReader;
  readonly proposeAccount: ProposeAccountHandler;
  readonly confirmAccount: ConfirmAccountHandler;
  readonly proposeEnvelope: ProposeEnvelopeHandler;
  readonly proposeException: ProposeExceptionHandler;
  readonly holdAccounts: HoldAccountsHandler;
  readonly demandRepayment: DemandRepaymentHandler;
  readonly recordRepayment: RecordRepaymentHandler;
  readonly takeBackDemand: TakeBackDemandHandler;
  readonly cancelRun: CancelRunHandler;
  readonly undoPosting: UndoPostingHandler;
  readonly typeAnswer: TypeAnswerHandler;
  readonly confirmChange: ConfirmChangeHandler;
  readonly refuseChange: RefuseChangeHandler;
  readonly withdrawChange: WithdrawChangeHandler;
  readonly submit: SubmitStatementsHandler;
  readonly approve: ApproveStatementsHandler;
  readonly regulariseMany: RegulariseStatementsHandler;
  readonly reject: RejectStatementsHandler;
  readonly withdraw: WithdrawStatementsHandler;
  readonly prepare: PreparePaymentRunHandler;
  readonly release: ReleasePaymentRunHandler;
  readonly drop: DropPaymentRunHandler;
  readonly download: DownloadPaymentFileHandler;
  readonly answer: RecordBankAnswerHandler;
  readonly carryOver: CarryOverLedgerHandler;

  constructor(
    store: EventStore,
    seen: { readonly lens: Lens; readonly writes: Writes },
    calculationsNow: CalculationsNow,
  ) {
    this.log = new ProcessLog(store, seen.lens, seen.writes);
    this.projections = projectionsInMemory(this.log);
    const { projections } = this;
    // The handlers here read no other part of the read store.
    const stores = { log: this.log, projections, continuity: NOTHING_LOST, calculationsNow } as unknown as Stores;
    this.proposeAccount = new ProposeAccountHandler(stores);
    this.confirmAccount = new ConfirmAccountHandler(stores);
    this.proposeEnvelope = new ProposeEnvelopeHandler(stores, IN_FORCE);
    this.proposeException = new ProposeExceptionHandler(stores);
    this.holdAccounts = new HoldAccountsHandler(stores);
    this.demandRepayment = new DemandRepaymentHandler(stores, IN_FORCE);
    this.recordRepayment = new RecordRepaymentHandler(stores);
    this.takeBackDemand = new TakeBackDemandHandler(stores);
    this.cancelRun = new CancelRunHandler(stores);
    this.undoPosting = new UndoPostingHandler(stores);
    this.typeAnswer = new TypeAnswerHandler(stores);
    this.confirmChange = new ConfirmChangeHandler(stores, IN_FORCE);
    this.refuseChange = new RefuseChangeHandler(stores);
    this.withdrawChange = new WithdrawChangeHandler(stores);
    this.submit = new SubmitStatementsHandler(stores);
    this.approve = new ApproveStatementsHandler(stores);
    this.regulariseMany = new RegulariseStatementsHandler(stores, IN_FORCE);
    this.reject = new RejectStatementsHandler(stores);
    this.withdraw = new WithdrawStatementsHandler(stores);
    this.prepare = new PreparePaymentRunHandler(stores);
    this.release = new ReleasePaymentRunHandler(stores);
    this.drop = new DropPaymentRunHandler(stores);
    this.download = new DownloadPaymentFileHandler(stores);
    this.answer = new RecordBankAnswerHandler(stores);
    this.carryOver = new CarryOverLedgerHandler(stores);
  }
}
