/** The steps to take next, as data: the command line and HTTP each name them in their own way. */

/** Quarters as text, both included; of all teams if no team is named. */
export interface Quarters {
  readonly from: string;
  readonly to: string;
  readonly team?: string;
}

interface OfStatement {
  readonly team: string;
  readonly period: string;
}

/** Days as written. */
export type NextStep =
  | { readonly step: 'AUDIT_RULES' }
  | { readonly step: 'VERIFY_LOG' }
  | { readonly step: 'REVIEW_SET_ASIDE' }
  | { readonly step: 'IMPORT_FACTS' }
  | { readonly step: 'REVIEW_LOOK_ALIKES' }
  | { readonly step: 'REVIEW_MERGES' }
  | ({ readonly step: 'CALCULATE'; readonly knownOn?: string } & Quarters)
  | { readonly step: 'SUBMIT'; readonly period: string }
  | { readonly step: 'REVIEW_VARIANCE'; readonly period: string }
  | ({ readonly step: 'REJECT' } & OfStatement)
  | ({ readonly step: 'REPLAY'; readonly knownOn: string } & Quarters)
  | ({ readonly step: 'REGULARISE'; readonly knownOn?: string } & OfStatement)
  | ({ readonly step: 'REGULARISE_MANY'; readonly knownOn: string } & Quarters)
  /** `envelope` and `dueBy` undefined: for the operator to choose. */
  | { readonly step: 'PREPARE_RUN'; readonly envelope?: string; readonly dueBy?: string }
  | { readonly step: 'RELEASE_RUN'; readonly run: string }
  | { readonly step: 'DROP_RUN'; readonly run: string }
  | { readonly step: 'REVIEW_PAYEE'; readonly team: string }
  | { readonly step: 'EXCEPT_ACCOUNT'; readonly team: string }
  | ({ readonly step: 'EXCEPT_END' } & OfStatement)
  /** Passing an envelope, by an amount in cents. */
  | { readonly step: 'EXCEED_ENVELOPE'; readonly envelope: string; readonly cents: string }
  /** Under an exception that two people gave. */
  | ({ readonly step: 'APPROVE_BEYOND' } & OfStatement)
  | ({ readonly step: 'WITHDRAW' } & OfStatement)
  | { readonly step: 'PROPOSE_ENVELOPE'; readonly scheme: string }
  | { readonly step: 'RECORD_BANK_ANSWER' }
  | { readonly step: 'TYPE_ANSWER'; readonly endToEndId: string }
  | { readonly step: 'EXPLAIN_DIFFERENCE'; readonly difference: string }
  | { readonly step: 'DEMAND_REPAYMENT'; readonly team: string; readonly envelope: string }
  | { readonly step: 'REVIEW_VERSION' }
  | { readonly step: 'PUBLISH_VERSION' }
  | { readonly step: 'REVIEW_ACCOUNT'; readonly side: 'payee' | 'debtor'; readonly holder: string }
  | { readonly step: 'CONFIRM_ACCOUNT'; readonly side: 'payee' | 'debtor'; readonly holder: string }
  | { readonly step: 'REVIEW_CANDIDATE'; readonly candidate: string }
  | { readonly step: 'CONFIRM_CANDIDATE'; readonly candidate: string }
  | { readonly step: 'ENTER_CANDIDATE'; readonly candidate: string }
  | { readonly step: 'REVIEW_CLOSING'; readonly kind: 'TEAM' | 'SCHEME'; readonly name: string }
  | { readonly step: 'CONFIRM_CLOSING'; readonly kind: 'TEAM' | 'SCHEME'; readonly name: string }
  | { readonly step: 'REVIEW_CARRY_OVER' }
  | { readonly step: 'UNDO_POSTING'; readonly decision: string }
  | { readonly step: 'REVIEW_PROPOSALS' }
  | { readonly step: 'CONFIRM_PROPOSAL'; readonly proposal: string };

type StepName = NextStep['step'];
type NextStepOf<Name extends StepName> = {
  readonly [N in StepName]: Extract<NextStep, { readonly step: N }>;
}[Name];

/** A text for each kind of step. */
export type TextsOfSteps = { readonly [Name in StepName]: (next: NextStepOf<Name>) => string };

export function textOfStep<Name extends StepName>(
  texts: TextsOfSteps,
  next: NextStepOf<Name> & { readonly step: Name },
): string {
  return texts[next.step](next);
}
