/** All invariants of the simulation. */
import * as decisions from '#test/simulation/invariants/decisions.ts';
import * as exceptions from '#test/simulation/invariants/exceptions.ts';
import { FilesAreTaken } from '#test/simulation/invariants/files.ts';
import type { Invariant } from '#test/simulation/invariants/invariant.ts';
import * as money from '#test/simulation/invariants/money.ts';
import * as payments from '#test/simulation/invariants/payments.ts';
import * as people from '#test/simulation/invariants/people.ts';
import * as permissions from '#test/simulation/invariants/permissions.ts';
import { timesGoForwards } from '#test/simulation/invariants/time.ts';

/** The invariants after every step; created per run, because some remember what they have checked. */
export function everyInvariant(): readonly Invariant[] {
  return [
    decisions.postedOnce,
    decisions.postedWhole,
    decisions.inItsEnvelope,
    decisions.cancelledWithDecision,
    payments.releasedWithinDecided,
    payments.oneLivePayment,
    payments.everyPaymentIsSomewhere,
    payments.bankPaysOnce,
    money.balances,
    money.chargesAreDecided,
    money.debtsOnce,
    money.accountsAgree,
    new money.WithinTerms(),
    exceptions.servesOnce,
    new exceptions.CommittedWithinTerms(),
    people.confirmedByAnother,
    people.approvedByAnother,
    people.releasedByAnother,
    people.answeredByAnother,
    people.dueAgainByTwo,
    permissions.notBeforeItsDay,
    permissions.notToChangedAccount,
    new FilesAreTaken(),
    timesGoForwards,
  ];
}

/** The invariants at the end of a story. */
export const atTheEnd: readonly Invariant[] = [decisions.postedAtLast, decisions.carriedOverWhole];
