/** The types of the feed, each with the recorded event that it publishes. */

/** Selects the conversion of the data and its schema. */
export type DataKind = 'calculation' | 'decision' | 'payment' | 'movement';

export interface PublishedType {
  readonly type: string;
  /** Type of the event in the log. */
  readonly recorded: PublishedEvent;
  readonly kind: DataKind;
}

const PREFIX = 'fr.decompte.';

/** Only final results are published: a submission, rejection, draft or the posting of a decision is internal work in progress. */
const TYPES = {
  StatementCalculated: ['statement.calculated', 'calculation'],
  StatementNoLongerDue: ['statement.no-longer-due', 'calculation'],
  StatementApproved: ['statement.approved', 'decision'],
  StatementWithdrawn: ['statement.withdrawn', 'decision'],
  RegularisationApproved: ['regularisation.approved', 'decision'],
  RegularisationWithdrawn: ['regularisation.withdrawn', 'decision'],
  PaymentReleased: ['payment.released', 'payment'],
  PaymentExecuted: ['payment.executed', 'payment'],
  PaymentReturned: ['payment.returned', 'payment'],
  PaymentAwaitedAgain: ['payment.awaited-again', 'payment'],
  PaymentCancelled: ['payment.cancelled', 'payment'],
  DueReduced: ['due.reduced', 'movement'],
  SetOff: ['debt.set-off', 'movement'],
  RecoveryPosted: ['debt.posted', 'movement'],
  OverpaymentPosted: ['debt.overpaid', 'movement'],
  RecoveryReduced: ['debt.reduced', 'movement'],
  RepaymentDemanded: ['debt.demanded', 'movement'],
  DemandTakenBack: ['debt.demand-taken-back', 'movement'],
  RepaymentReceived: ['debt.repaid', 'movement'],
} as const satisfies Readonly<Record<string, readonly [type: string, kind: DataKind]>>;

export type PublishedEvent = keyof typeof TYPES;

export const PUBLISHED_TYPES: readonly PublishedType[] = (Object.keys(TYPES) as PublishedEvent[]).map((recorded) => {
  const [type, kind] = TYPES[recorded];
  return { type: `${PREFIX}${type}`, recorded, kind };
});

export const TYPE_NAMES: readonly string[] = PUBLISHED_TYPES.map(({ type }) => type);

const BY_RECORDED: ReadonlyMap<string, PublishedType> = new Map(PUBLISHED_TYPES.map((one) => [one.recorded, one]));

/** Undefined for a type that is not published. */
export function publishedTypeOf(recorded: string): PublishedType | undefined {
  return BY_RECORDED.get(recorded);
}

/** Categories of the streams that hold published events. */
export const PUBLISHED_CATEGORIES: readonly string[] = ['statement', 'payment', 'ledger'];
