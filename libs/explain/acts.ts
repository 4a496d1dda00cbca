/** Acts behind an amount, patient by patient, and the lines that are sums of acts or credits. */
import { firstDayOf, lastDayOf, type Quarter } from '#libs/kernel/day.ts';
import { sumCentsOf } from '#libs/kernel/sum-cents.ts';
import type { Team } from '#libs/enrolment/teams.ts';
import type { Evidence } from '#libs/explain/evidence.ts';
import { type CountedAct, type GatheredFacts, listKey } from '#libs/explain/gather.ts';
import { type Part, centsFigure, part, sumOfParts } from '#libs/explain/part.ts';
import { formula, label } from '#libs/explain/part-words.ts';
import { creditsDue } from '#libs/statements/rules/startup-credit.ts';
import type { Line } from '#libs/statements/rules/statement.ts';

/** Cents that an act counts for. */
type CentsOf = (act: CountedAct) => bigint;

export const BASE: CentsOf = ({ entry }) => BigInt(entry.baseCents);
const MINUS_BASE: CentsOf = ({ entry }) => -BigInt(entry.baseCents);
const MINUS_PAID: CentsOf = ({ entry }) => -BigInt(entry.paidCents);

/** One part per patient, made of one part per act; they add up to the counted amount of the acts. */
export function byPatient(
  acts: readonly CountedAct[],
  centsOf: CentsOf,
  { listFacts }: Pick<GatheredFacts, 'listFacts'>,
): readonly Part[] {
  return [...Map.groupBy(acts, ({ patient }) => patient)].map(([patient, own]) => {
    const parts = own.map((act) => actPart(act, centsOf(act)));
    const facts = own.flatMap(({ entry }) => listFacts.get(listKey(patient, entry.quarter)) ?? []);
    return part('patient', label('PATIENT', { patient }), centsFigure(sumOfParts(parts)), { parts, facts });
  });
}

/** The part of an act, or of all kept acts of an erased patient. */
function actPart({ act, entry, by, facts }: CountedAct, amount: bigint): Part {
  if (act === undefined) return part('amount', label('ACTS_OF_ERASED', {}), centsFigure(amount));
  const { actId, executant, profession, actCode, careOn } = act;
  const { side, reversal, baseCents, paidCents } = entry;
  return part('act', label('ACT', { reversal, actId, careOn, actCode }), centsFigure(amount), {
    formula: formula('ACT', {
      side,
      by,
      profession,
      executant,
      baseCents: BigInt(baseCents),
      paidCents: BigInt(paidCents),
    }),
    facts,
  });
}

export function actsOf({ acts }: GatheredFacts, quarter: Quarter, side: 'INSIDE' | 'OUTSIDE'): readonly CountedAct[] {
  return acts.filter(({ entry }) => entry.quarter === quarter && entry.side === side);
}

export function substitutedActs({ acts }: GatheredFacts, quarter: Quarter): readonly CountedAct[] {
  return acts.filter(({ entry }) => entry.quarter === quarter && entry.class === 'SUBSTITUTED');
}

export function doublePaymentLine({ amountCents }: Line, quarter: Quarter, gathered: GatheredFacts): Part {
  return part('line', label('LINE', { line: 'DOUBLE_PAYMENT' }), centsFigure(amountCents), {
    formula: formula('DOUBLE_PAYMENT', { quarter }),
    parts: byPatient(substitutedActs(gathered, quarter), MINUS_PAID, gathered),
    parameters: ['presence', 'population', 'scope_acts'],
  });
}

export function offsetLine({ amountCents }: Line, quarter: Quarter, gathered: GatheredFacts): Part {
  return part('line', label('LINE', { line: 'FEE_FOR_SERVICE_OFFSET' }), centsFigure(amountCents), {
    formula: formula('FEE_FOR_SERVICE_OFFSET', { quarter }),
    parts: byPatient(actsOf(gathered, quarter, 'INSIDE'), MINUS_BASE, gathered),
    parameters: ['presence', 'population', 'scope_acts'],
  });
}

/** If it lifts the result, it is minus each of the lines before it. */
export function floorLine({ amountCents }: Line, before: readonly Line[]): Part {
  const parts = before.map(({ line, amountCents: cent }) =>
    part('amount', label('LESS_LINE', { line }), centsFigure(-cent)),
  );
  const sumCents = sumCentsOf(before, (line) => line.amountCents);
  return part('line', label('LINE', { line: 'FLOOR' }), centsFigure(amountCents), {
    formula: formula('FLOOR', { sumCents }),
    parts: amountCents === 0n ? [] : parts,
  });
}

export function creditLine(
  { amountCents }: Line,
  team: Team,
  [first, last]: readonly [number, number],
  evidence: Evidence,
): Part {
  const parts = creditsDue(team, first, last).map(({ label: name, dueOn, amountCents: due }) =>
    part('credit', label('CREDIT', { label: name, dueOn }), centsFigure(due), {
      facts: evidence.ofCredit(team.id, dueOn, name),
    }),
  );
  return part('line', label('LINE', { line: 'STARTUP_CREDIT' }), centsFigure(amountCents), {
    formula: formula('STARTUP_CREDIT', { first, last }),
    parts,
  });
}

export function daysOfQuarter(quarter: Quarter): readonly [number, number] {
  return [firstDayOf(quarter), lastDayOf(quarter)];
}
