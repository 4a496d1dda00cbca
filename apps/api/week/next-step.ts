/** The request of a step to take next: its method and address. */
import { type NextStep, type TextsOfSteps, textOfStep } from '#libs/week/next-step.ts';

const REQUESTS: TextsOfSteps = {
  AUDIT_RULES: () => 'POST /audit/verifications',
  VERIFY_LOG: () => 'POST /audit/verifications',
  REVIEW_SET_ASIDE: () => 'GET /set-aside-rows',
  IMPORT_FACTS: () => 'POST /imports',
  REVIEW_LOOK_ALIKES: () => 'GET /duplicates',
  REVIEW_MERGES: () => 'GET /patient-merges',
  CALCULATE: () => 'POST /calculations',
  SUBMIT: () => 'POST /statements/submit',
  REVIEW_VARIANCE: (next) => `GET /variance?period=${next.period}`,
  REJECT: (next) => `POST ${statement(next)}/reject`,
  REPLAY: () => 'POST /replays',
  REGULARISE: (next) => `POST ${statement(next)}/regularise`,
  REGULARISE_MANY: () => 'POST /statements/regularise',
  PREPARE_RUN: () => 'POST /payment-runs',
  RELEASE_RUN: (next) => `POST /payment-runs/${segment(next.run)}/release`,
  DROP_RUN: (next) => `POST /payment-runs/${segment(next.run)}/drop`,
  REVIEW_PAYEE: (next) => `GET /payees/${segment(next.team)}`,
  EXCEPT_ACCOUNT: () => 'POST /account-hold/exceptions/{exception}/propose',
  EXCEPT_END: (next) => `POST ${statement(next)}/exceptions/{exception}/propose`,
  EXCEED_ENVELOPE: (next) => `POST /envelopes/${segment(next.envelope)}/exceptions/{exception}/propose`,
  APPROVE_BEYOND: (next) => `POST ${statement(next)}/approve`,
  WITHDRAW: (next) => `POST ${statement(next)}/withdraw`,
  PROPOSE_ENVELOPE: () => 'POST /envelopes/{envelope}/propose',
  RECORD_BANK_ANSWER: () => 'POST /payment-answers',
  TYPE_ANSWER: () => 'POST /payment-answers/typed',
  EXPLAIN_DIFFERENCE: (next) => `POST /bank-accounts/differences/${segment(next.difference)}/explain`,
  DEMAND_REPAYMENT: (next) => `POST /envelopes/${segment(next.envelope)}/demands`,
  UNDO_POSTING: () => 'POST /payment-ledger/carry-over/undo',
  REVIEW_VERSION: () => 'GET /regulation/proposal',
  PUBLISH_VERSION: () => 'POST /regulation/publish',
  REVIEW_ACCOUNT: (next) => `GET /${next.side}s/${segment(next.holder)}`,
  CONFIRM_ACCOUNT: (next) => `POST /${next.side}s/${segment(next.holder)}/confirm`,
  REVIEW_CARRY_OVER: () => 'GET /payment-ledger/carry-over',
  REVIEW_PROPOSALS: () => 'GET /ledger-proposals',
  REVIEW_CANDIDATE: (next) => `GET /candidates/${segment(next.candidate)}`,
  CONFIRM_CANDIDATE: (next) => `POST /candidates/${segment(next.candidate)}/confirm`,
  ENTER_CANDIDATE: (next) => `POST /candidates/${segment(next.candidate)}/enter`,
  REVIEW_CLOSING: (next) => `GET /close-outs/${next.kind.toLowerCase()}/${segment(next.name)}`,
  CONFIRM_CLOSING: (next) => `POST /close-outs/${next.kind.toLowerCase()}/${segment(next.name)}/confirm`,
  CONFIRM_PROPOSAL: (next) => `POST /ledger-proposals/${segment(next.proposal)}/confirm`,
};

export function requestOf(next: NextStep): string {
  return textOfStep(REQUESTS, next);
}

function statement({ team, period }: { readonly team: string; readonly period: string }): string {
  return `/statements/${segment(team)}/${segment(period)}`;
}

const segment = encodeURIComponent;
