/** Acts behind an amount, patient by patient, and the lines that are sums of acts or credits. */
import { dayText, firstDayOf, lastDayOf, type Quarter, quarterText } from '#libs/kernel/day.ts';
import { euros } from '#libs/kernel/euros.ts';
import type { Team } from '#libs/enrolment/teams.ts';
import type { Evidence } from '#libs/explain/evidence.ts';
import { type CountedAct, type Gathered, listKey } from '#libs/explain/gather.ts';
import { type Part, cents, part, sumOf } from '#libs/explain/part.ts';
import { LINE_LABELS } from '#libs/statements/outputs/labels.ts';
import { creditsDue } from '#libs/statements/rules/startup-credit.ts';
import type { Line } from '#libs/statements/rules/statement.ts';

/** Cents that an act counts for. */
type CentsOf = (act: CountedAct) => bigint;

export const BASE: CentsOf = ({ entry }) => BigInt(entry.baseCents);
const MINUS_BASE: CentsOf = ({ entry }) => -BigInt(entry.baseCents);
const MINUS_PAID: CentsOf = ({ entry }) => -BigInt(entry.paidCents);

/** One part per patient, made of one part per act; they add up to what the acts count for. */
export function byPatient(
  acts: readonly CountedAct[],
  centsOf: CentsOf,
  { listFacts }: Pick<Gathered, 'listFacts'>,
): readonly Part[] {
  return [...Map.groupBy(acts, ({ patient }) => patient)].map(([patient, own]) => {
    const parts = own.map((act) => actPart(act, centsOf(act)));
    const facts = own.flatMap(({ entry }) => listFacts.get(listKey(patient, entry.quarter)) ?? []);
    return part('patient', `patient ${patient}`, cents(sumOf(parts)), { parts, facts });
  });
}

function actPart({ act, entry, by, facts }: CountedAct, amount: bigint): Part {
  const { actId, executant, profession, actCode, careOn } = act;
  const where = entry.side === 'INSIDE' ? 'dans l’équipe' : by === undefined ? 'hors de toute équipe' : `par ${by}`;
  const what = entry.reversal ? 'contrepassation' : 'acte';
  return part('act', `${what} ${actId} du ${dayText(careOn)}, code ${actCode}`, cents(amount), {
    formula: `${where}, ${profession} ${executant}, base ${euros(BigInt(entry.baseCents))}, payé ${euros(BigInt(entry.paidCents))}`,
    facts,
  });
}

export function actsOf({ acts }: Gathered, quarter: Quarter, side: 'INSIDE' | 'OUTSIDE'): readonly CountedAct[] {
  return acts.filter(({ entry }) => entry.quarter === quarter && entry.side === side);
}

export function substitutedActs({ acts }: Gathered, quarter: Quarter): readonly CountedAct[] {
  return acts.filter(({ entry }) => entry.quarter === quarter && entry.class === 'SUBSTITUTED');
}

export function doublePaymentLine({ amountCents }: Line, quarter: Quarter, gathered: Gathered): Part {
  return part('line', LINE_LABELS.DOUBLE_PAYMENT, cents(amountCents), {
    formula: `moins ce qui a été payé pour les actes substitués de ${quarterText(quarter)}`,
    parts: byPatient(substitutedActs(gathered, quarter), MINUS_PAID, gathered),
    parameters: ['presence', 'population', 'scope_acts'],
  });
}

export function offsetLine({ amountCents }: Line, quarter: Quarter, gathered: Gathered): Part {
  return part('line', LINE_LABELS.FEE_FOR_SERVICE_OFFSET, cents(amountCents), {
    formula: `moins la base des actes du périmètre faits dans l’équipe en ${quarterText(quarter)}`,
    parts: byPatient(actsOf(gathered, quarter, 'INSIDE'), MINUS_BASE, gathered),
    parameters: ['presence', 'population', 'scope_acts'],
  });
}

/** Where it lifts, it is minus each of the lines before it. */
export function floorLine({ amountCents }: Line, before: readonly Line[]): Part {
  const parts = before.map((line) => part('amount', `moins : ${LINE_LABELS[line.line]}`, cents(-line.amountCents)));
  const sum = before.reduce((total, line) => total + line.amountCents, 0n);
  return part('line', LINE_LABELS.FLOOR, cents(amountCents), {
    formula: `les lignes d’avant font ${euros(sum)} : ${sum < 0n ? 'relevées à zéro' : 'rien à relever'}`,
    parts: amountCents === 0n ? [] : parts,
  });
}

export function creditLine(
  { amountCents }: Line,
  team: Team,
  [first, last]: readonly [number, number],
  evidence: Evidence,
): Part {
  const parts = creditsDue(team, first, last).map((credit) =>
    part('credit', `« ${credit.label} », dû le ${dayText(credit.dueOn)}`, cents(credit.amountCents), {
      facts: evidence.ofCredit(team.id, credit.dueOn, credit.label),
    }),
  );
  return part('line', LINE_LABELS.STARTUP_CREDIT, cents(amountCents), {
    formula: `crédits dus du ${dayText(first)} au ${dayText(last)}`,
    parts,
  });
}

export function daysOfQuarter(quarter: Quarter): readonly [number, number] {
  return [firstDayOf(quarter), lastDayOf(quarter)];
}
