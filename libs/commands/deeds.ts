/**
 * The events that people make, by the category of their streams: auditors read them as all decisions, or as everything that people did.
 * Every type of event that is no fact is in one of these tables, and a test checks them against the codecs.
 */

const ACCOUNT_DECISIONS = ['PayeeProposed', 'PayeeConfirmed', 'PayeeRefused', 'PayeeWithdrawn'];

/** Decided, proposed, refused or taken back by a person, or recorded by the same command. */
export const DECISIONS_OF: Readonly<Record<string, readonly string[]>> = {
  statement: [
    'StatementSubmitted',
    'StatementApproved',
    'StatementRejected',
    'StatementWithdrawn',
    'RegularisationDrafted',
    'RegularisationSubmitted',
    'RegularisationApproved',
    'RegularisationRejected',
    'RegularisationWithdrawn',
  ],
  payment: [
    'LedgerCarriedOver',
    'EnvelopeProposed',
    'EnvelopeConfirmed',
    'ExceptionProposed',
    'ExceptionConfirmed',
    'ExceptionUsed',
    'AccountHoldProposed',
    'AccountHoldConfirmed',
    'DemandProposed',
    'DemandTakeBackProposed',
    'RepaymentProposed',
    'PostingUndoProposed',
    'PostingUndone',
    'ProposalRefused',
    'ProposalWithdrawn',
    'DecisionPosted',
    'DecisionCancelled',
    'DuePosted',
    'DueReduced',
    'RecoveryPosted',
    'RecoveryReduced',
    'RepaymentDemanded',
    'DemandTakenBack',
    'RepaymentReceived',
    'PaymentRunMade',
    'SetOff',
    'PaymentReleased',
    'PaymentExecuted',
    'PaymentReturned',
    'PaymentRunPrepared',
    'PaymentRunDropped',
    'PaymentRunReleased',
    'PaymentFileDownloaded',
    'RunCancellationProposed',
    'PaymentCancelled',
    'AnswerProposed',
    'AnswerConfirmed',
    'PaymentAwaitedAgain',
    'ReturnBooked',
    'PaymentBooked',
    'SecondDebitReturned',
    'OverpaymentPosted',
    'PaymentWaiting',
    'AnswerContradicted',
    'RunBooked',
    'RunBookingMatched',
  ],
  payee: ACCOUNT_DECISIONS,
  debtor: ACCOUNT_DECISIONS,
  account: ['AccountDifferenceExplained'],
  import: ['SetAsideDismissed'],
  regulation: ['RegulationProposed', 'RegulationPublished', 'RegulationRefused', 'RegulationWithdrawn'],
  duplicates: [
    'MergeProposed',
    'PatientsMerged',
    'SeparationProposed',
    'PatientsSeparated',
    'MergeRefused',
    'MergeWithdrawn',
    'LookAlikeDismissed',
    'MergeOfErased',
  ],
  erasure: [
    'ErasureProposed',
    'ErasureConfirmed',
    'ErasureBegun',
    'ErasureRefused',
    'ErasureWithdrawn',
    'ErasureCompleted',
  ],
  candidates: [
    'CandidateApplied',
    'CandidateDecisionProposed',
    'CandidateAccepted',
    'CandidateDeclined',
    'CandidateDecisionRefused',
    'CandidateDecisionWithdrawn',
    'ApplicationWithdrawn',
  ],
  closings: [
    'ClosingProposed',
    'ClosingConfirmed',
    'ClosingRefused',
    'ClosingWithdrawn',
    'ReopeningProposed',
    'ReopeningConfirmed',
  ],
  losses: ['LogLossReported', 'LogLossAcknowledged', 'LogLossReportRefused', 'LogLossReportWithdrawn'],
  webhook: [
    'WebhookSubscribed',
    'WebhookSecretRotated',
    'WebhookDisabled',
    'WebhookEnabled',
    'WebhookRemoved',
    'WebhookRedeliveryAsked',
    'WebhookDeliverySkipped',
  ],
};

/** Requests and deliveries by a person, without a decision. */
export const DEEDS_OF: Readonly<Record<string, readonly string[]>> = {
  account: ['AccountMovementsBooked', 'AccountStatementTaken'],
  import: ['FileBegun', 'FileRefused', 'RowSetAside', 'SetAsideRowRecorded', 'FileRecorded', 'SetAsideRowsMended'],
  job: ['JobRequested', 'JobCancelRequested', 'JobSucceeded', 'JobFailed', 'JobCancelled'],
};

/** Calculated, checked or signed by the program; or a repetition of the command's own event. */
export const OF_NO_PERSON: Readonly<Record<string, readonly string[]>> = {
  patient: ['PatientErased'],
  statement: ['StatementCalculated', 'StatementNoLongerDue'],
  recomputation: ['StatementsRecomputed'],
  index: ['PatientsIndexed'],
  checkpoints: ['CheckpointSigned'],
  command: ['CommandReceived'],
};

/** Former logs have one ledger per envelope, with the events of the payment ledger. */
const FORMER_LEDGER = 'ledger';

/** The categories of streams that have decisions of people. */
export const DECISION_CATEGORIES: readonly string[] = [...Object.keys(DECISIONS_OF), FORMER_LEDGER];

/** The categories of streams that have anything that people did. */
export const DEED_CATEGORIES: readonly string[] = [...new Set([...DECISION_CATEGORIES, ...Object.keys(DEEDS_OF)])];

const DECISIONS: ReadonlySet<string> = new Set(Object.values(DECISIONS_OF).flat());
const OTHERS: ReadonlySet<string> = new Set(Object.values(DEEDS_OF).flat());

export function isDecision(type: string): boolean {
  return DECISIONS.has(type);
}

export function isDoneByPeople(type: string): boolean {
  return DECISIONS.has(type) || OTHERS.has(type);
}
