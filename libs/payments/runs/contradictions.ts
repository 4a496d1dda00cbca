/** Contradictions of the bank's answers: in the form of the payment ledger, and in the form for people. */
import { digestOf } from '#libs/commands/digest.ts';
import type { Day } from '#libs/kernel/day.ts';
import { shownReference } from '#libs/payments/bank/booking-references.ts';
import type { AnswerEntry } from '#libs/payments/bank/bank-answer.ts';
import type { ContradictionRemark } from '#libs/payments/bank/remarks.ts';
import type { ContradictoryAnswer } from '#libs/payments/ledger/rules/record-answer.ts';
import { type PaymentLedger, releaseDay } from '#libs/payments/ledger/state.ts';

/** A bank may date a booking some days ahead, over a weekend say, and no more. */
const DAYS_AHEAD = 5;
const ID_LENGTH = 16;

interface PlausibleEntries {
  readonly entries: readonly AnswerEntry[];
  readonly contradictions: readonly ContradictoryAnswer[];
}

/** Sets aside entries dated before the release of their payment, or in the future. `today`: in France. */
export function plausibleEntries(ledger: PaymentLedger, all: readonly AnswerEntry[], today: Day): PlausibleEntries {
  const entries: AnswerEntry[] = [];
  const contradictions: ContradictoryAnswer[] = [];
  for (const entry of all) {
    const { endToEndId, day } = entry;
    const releasedOn = releaseDay(ledger, endToEndId);
    const code =
      releasedOn !== undefined && day < releasedOn
        ? 'ANSWERED_BEFORE_RELEASE'
        : day > today + DAYS_AHEAD
          ? 'ANSWERED_ON_A_DAY_TO_COME'
          : undefined;
    // An entry that is recorded already is accepted, whatever its day.
    if (code === undefined || ledger.answers.has(entry.id)) entries.push(entry);
    else contradictions.push({ id: contradictionId(code, { endToEndId, day }), endToEndId, code, day });
  }
  return { entries, contradictions };
}

function contradictionId(code: string, data: object): string {
  return digestOf([code, data]).slice(0, ID_LENGTH);
}

/** The contradiction in the form that the payment ledger keeps. */
export function keptContradiction({ code, data }: ContradictionRemark): ContradictoryAnswer {
  const { at: _, ...of } = data;
  return {
    id: contradictionId(code, of),
    endToEndId: of.endToEndId,
    code,
    day: 'day' in of ? of.day : undefined,
    answeredCents: 'answeredCents' in of ? of.answeredCents : undefined,
    statuses: 'statuses' in of ? of.statuses : undefined,
    reason: 'reason' in of ? of.reason : undefined,
  };
}

/**
 * A contradiction between an answer and the ledger, as shown. Throws RangeError for one that a file has within itself (`keptContradiction`
 * gives its form), and for one that lacks what its kind always says.
 */
export function shownContradiction(ledger: PaymentLedger, kept: ContradictoryAnswer): ContradictionRemark {
  const { id, endToEndId, code, reason, references } = kept;
  const day = (): Day => required(kept.day, `${id} has no day`);
  switch (code) {
    case 'ANSWER_AMOUNT_DIFFERS':
    case 'EXECUTED_AND_REJECTED':
      throw new RangeError(`${id} is a contradiction within a file`);
    case 'REJECTED_AFTER_EXECUTION':
      return { code, data: { endToEndId, reason } };
    case 'DEBITED_TWICE':
    case 'DEBITED_AFTER_RETURN':
      return { code, data: { endToEndId, day: day(), reference: references && shownReference(references) } };
    case 'ANSWERED_BEFORE_RELEASE': {
      const releasedOn = required(releaseDay(ledger, endToEndId), `${endToEndId} was never released`);
      return { code, data: { endToEndId, day: day(), releasedOn } };
    }
    default:
      return { code, data: { endToEndId, day: day() } };
  }
}

function required<T>(value: T | undefined, otherwise: string): T {
  if (value === undefined) throw new RangeError(otherwise);
  return value;
}
