/**
 * The commands of the payment ledger: the terms of envelopes and exceptions to them, the posting of decisions, payment runs, the answers of
 * the bank. Each command is one rule, in `rules/`.
 */
import type { Aggregate } from '#libs/commands/aggregate.ts';
import type { Confirming, Deciding, Ending, Refusing } from '#libs/commands/proposal.ts';
import { LEDGER_EVENTS, type LedgerEvent } from '#libs/payments/ledger/events.ts';
import { type Downloaded } from '#libs/payments/ledger/run-events.ts';
import { evolve } from '#libs/payments/ledger/evolve.ts';
import { type Withdrawal, cancelDecision } from '#libs/payments/ledger/rules/cancel-decision.ts';
import { downloadFile } from '#libs/payments/ledger/rules/download-file.ts';
import {
  type ChangeAsked,
  type LookedUp,
  confirmChange,
  proposeChange,
  refuseChange,
  withdrawChange,
} from '#libs/payments/ledger/rules/change-ledger.ts';
import { type Allowance, type DecisionToPost, decisionPostings } from '#libs/payments/ledger/rules/post-decision.ts';
import { type BankFileAnswer, recordAnswer } from '#libs/payments/ledger/rules/record-answer.ts';
import { type RunToDrop, type RunToPrepare, dropRun, prepareRun } from '#libs/payments/ledger/rules/prepare-run.ts';
import { type RunToRelease, releaseRun } from '#libs/payments/ledger/rules/release-run.ts';
import { type PaymentLedger, emptyLedger } from '#libs/payments/ledger/state.ts';

/** The digest recorded with each event covers these names and fields: do not change them. */
export type LedgerCommand =
  | ({ readonly type: 'propose'; readonly change: ChangeAsked; readonly looked: LookedUp } & Deciding)
  | ({ readonly type: 'confirm'; readonly proposal: string; readonly looked: LookedUp } & Confirming)
  | ({ readonly type: 'refuse'; readonly proposal: string } & Refusing)
  | ({ readonly type: 'withdraw'; readonly proposal: string } & Ending)
  | { readonly type: 'postDecision'; readonly decision: DecisionToPost; readonly allowance?: Allowance | undefined }
  | ({ readonly type: 'cancelDecision'; readonly allowance?: Allowance | undefined } & Withdrawal)
  | ({ readonly type: 'prepareRun' } & RunToPrepare)
  | ({ readonly type: 'releaseRun' } & RunToRelease)
  | ({ readonly type: 'dropRun' } & RunToDrop)
  | ({ readonly type: 'downloadFile' } & Downloaded)
  | ({ readonly type: 'answer' } & BankFileAnswer);

export const paymentLedger: Aggregate<PaymentLedger, LedgerCommand, LedgerEvent> = {
  events: LEDGER_EVENTS,
  initial: emptyLedger,
  evolve,
  decide,
};

function decide(command: LedgerCommand, ledger: PaymentLedger): readonly LedgerEvent[] {
  switch (command.type) {
    case 'propose':
      return proposeChange(ledger, command.change, command, command.looked);
    case 'confirm':
      return confirmChange(ledger, command, command.looked);
    case 'refuse':
      return refuseChange(ledger, command);
    case 'withdraw':
      return withdrawChange(ledger, command);
    case 'postDecision':
      return decisionPostings(ledger, command.decision, command.allowance);
    case 'cancelDecision':
      return cancelDecision(ledger, command, command.allowance);
    case 'prepareRun':
      return prepareRun(ledger, command);
    case 'releaseRun':
      return releaseRun(ledger, command);
    case 'dropRun':
      return dropRun(ledger, command);
    case 'downloadFile': {
      const { type: _, ...download } = command;
      return downloadFile(ledger, download);
    }
    case 'answer':
      return recordAnswer(ledger, command).events;
  }
}
