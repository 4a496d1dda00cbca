/** The lines of a yearly IPEP statement taken apart: gains, means, the spending of each patient, the quality of the year. */
import { dayOf } from '#libs/kernel/day.ts';
import { type Fraction, ZERO, fraction, subtract } from '#libs/kernel/fraction.ts';
import { creditLine } from '#libs/explain/acts.ts';
import type { Basis } from '#libs/explain/basis.ts';
import type { ComparedPatient, GatheredFacts } from '#libs/explain/gather.ts';
import { type Part, centsFigure, count, part, rateFigure, roundedLine } from '#libs/explain/part.ts';
import { scorePart } from '#libs/explain/score.ts';
import { formula, label } from '#libs/explain/part-words.ts';
import { valueOn } from '#libs/regulation/regulation.ts';
import type { ComparedSpending } from '#libs/spending/group-year.ts';
import type { Line, LineName, Statement } from '#libs/statements/rules/statement.ts';
import { type GroupYearSums, emptyGroupYear, sumsOfYear } from '#libs/statements/rules/sums.ts';
import { type Means, levelGain } from '#libs/statements/rules/yearly/gains.ts';
import { type YearPayment, paymentOf } from '#libs/statements/rules/yearly/payment.ts';

interface YearToExplain extends Basis {
  readonly year: number;
  readonly statement: Statement;
  readonly gathered: GatheredFacts;
}

const GAIN_PARAMETERS = ['reference_day', 'spending_cap_cents', 'minimum_savings_rate', 'gain_cap_rate'] as const;

interface Gains extends YearPayment {
  readonly own: GroupYearSums;
}

/** One part for each line of the statement that `only` accepts. */
export function yearLines(asked: YearToExplain, only: (line: LineName) => boolean): readonly Part[] {
  const gains = gainsOf(asked);
  return asked.statement.lines.filter(({ line }) => only(line)).map((line) => lineOf(line, asked, gains));
}

function gainsOf({ team, year, gathered, frame }: YearToExplain): Gains {
  const own = sumsOfYear(gathered.sums, team.id, year) ?? emptyGroupYear();
  return { own, ...paymentOf(team, year, own, frame) };
}

function lineOf(line: Line, asked: YearToExplain, gains: Gains): Part {
  const { team, year, evidence } = asked;
  switch (line.line) {
    case 'ECART':
      return levelLine(asked, gains);
    case 'EVOLUTION':
      return evolutionLine(asked, gains);
    case 'QUALITY_MODULATION':
      return modulationLine(asked, gains);
    case 'CAP':
      return capLine(asked, gains);
    case 'STARTUP_CREDIT':
      return creditLine(line, team, [dayOf(year, 1, 1), dayOf(year, 12, 31)], evidence);
    default:
      throw new RangeError(`${line.line} is not a line of a year`);
  }
}

const SHARES = { ECART: 'share_ecart', EVOLUTION: 'share_evolution' } as const;

/** The share of the gains that goes to the group, and the number of patients it is multiplied by. */
function multipliers({ team, year }: YearToExplain, line: keyof typeof SHARES, { own }: Gains): readonly Part[] {
  const first = dayOf(year, 1, 1);
  const name = SHARES[line];
  return [
    part('rate', label('GROUP_SHARE', {}), rateFigure(valueOn(team.scheme, 'share_group', first)), {
      parameters: ['share_group'],
    }),
    part('rate', label('GAIN_SHARE', { line }), rateFigure(valueOn(team.scheme, name, first)), { parameters: [name] }),
    part('amount', label('LISTED_PATIENTS', {}), count(own.patients)),
  ];
}

function levelLine(asked: YearToExplain, gains: Gains): Part {
  const { a, level, rawLevel } = gains;
  const gain = part('amount', label('RATE', { rate: 'LEVEL_GAIN_CENTS' }), centsFigure(level), {
    formula: formula('LEVEL_GAIN', { gain: rawLevel }),
    because: [currentGap(asked, gains)],
    parameters: GAIN_PARAMETERS,
  });
  return roundedLine('ECART', formula('ECART', { a }), [ZERO, a], [], {
    because: [gain, ...multipliers(asked, 'ECART', gains)],
  });
}

function evolutionLine(asked: YearToExplain, gains: Gains): Part {
  const { team, year } = asked;
  const { a, b, evolution, rawEvolution } = gains;
  const method = valueOn(team.scheme, 'evolution_method', dayOf(year, 1, 1));
  const gain = part('amount', label('RATE', { rate: 'EVOLUTION_GAIN_CENTS' }), centsFigure(evolution), {
    formula: formula('EVOLUTION_GAIN', { method, gain: rawEvolution }),
    because: [currentGap(asked, gains), previousGap(asked, gains)],
    parameters: [...GAIN_PARAMETERS, 'previous_list', 'evolution_method'],
  });
  return roundedLine('EVOLUTION', formula('EVOLUTION', { b }), [a, b], [], {
    because: [gain, ...multipliers(asked, 'EVOLUTION', gains)],
  });
}

function modulationLine(asked: YearToExplain, { b, c, quality, modulation }: Gains): Part {
  const { year } = asked;
  const { combination, scoreCap, gate, qualityCents } = modulation;
  return roundedLine(
    'QUALITY_MODULATION',
    formula('QUALITY_MODULATION', { combination, scoreCap, gate, qualityCents, c }),
    [b, c],
    [],
    {
      because: [scorePart(asked, { asked: year, used: quality, day: dayOf(year, 1, 1) })],
      parameters: ['combination', 'quality_amount_cents', 'score_cap', 'quality_gate'],
    },
  );
}

/** The base of the ceiling: the expected spending of the list, if it is known. */
function capLine(asked: YearToExplain, gains: Gains): Part {
  const { c, cap, paid, own } = gains;
  if (cap === null) throw new RangeError('a line CAP without a cap');
  const { rate, ceiling } = cap;
  const how =
    ceiling === undefined ? formula('NO_EXPECTED_SPENDING', {}) : formula('PAYMENT_CAP', { rate, ceiling, c });
  return roundedLine('CAP', how, [c, paid], [], {
    because: [
      part('rate', label('RATE', { rate: 'PAYMENT_CAP_RATE' }), rateFigure(rate)),
      part('amount', label('LISTED_PATIENTS', {}), count(own.patients)),
      currentGap(asked, gains),
    ],
    parameters: ['payment_cap_rate'],
  });
}

function currentGap({ year, gathered }: YearToExplain, { own, current, rawLevel }: Gains): Part {
  const compared = gathered.compared.map((one) => ({ patient: one, spending: one.share.current, facts: one.facts }));
  return gapPart('CURRENT', year, compared, {
    patients: own.current.patients,
    means: current,
    gap: rawLevel,
  });
}

function previousGap({ year, gathered }: YearToExplain, { own, previous }: Gains): Part {
  const compared = gathered.compared.map((one) => ({
    patient: one,
    spending: one.share.previous,
    facts: one.previousFacts,
  }));
  const gap = previous === undefined ? ZERO : levelGain(previous);
  return gapPart('PREVIOUS', year - 1, compared, {
    patients: own.previous.patients,
    means: previous,
    gap,
  });
}

interface OneCompared {
  readonly patient: ComparedPatient;
  readonly spending: ComparedSpending | undefined;
  readonly facts: readonly number[];
}

/** `patients`: the number of compared patients. `means`: undefined if none can be compared. */
interface Gap {
  readonly patients: number;
  readonly means: Means | undefined;
  readonly gap: Fraction;
}

/** The gap of the means, made of each patient's (expected − observed) / number of patients compared. */
function gapPart(
  of: 'CURRENT' | 'PREVIOUS',
  year: number,
  all: readonly OneCompared[],
  { patients, means: found, gap }: Gap,
): Part {
  if (found === undefined) return part('note', label('GAP_OF_NOBODY', { of, year }), undefined);
  const parts = all.flatMap(({ patient: { patient }, spending, facts }) =>
    spending === undefined ? [] : [patientGap(patient, spending, patients, facts)],
  );
  const uncounted = all.filter(({ patient, spending }) => patient.share.listed && spending === undefined);
  const { expected, observed } = found;
  return part('gap', label('GAP', { of, year }), centsFigure(gap), {
    formula: formula('GAP', { expected, observed, patients }),
    parts,
    because: uncounted.map(({ patient: { patient }, facts }) =>
      part('patient', label('PATIENT_NOT_COMPARED', { patient, year }), undefined, { facts }),
    ),
  });
}

function patientGap(
  patient: string,
  { observedCents, expectedCents }: ComparedSpending,
  patients: number,
  facts: readonly number[],
): Part {
  const gap = subtract(fraction(expectedCents), fraction(observedCents));
  return part('patient', label('PATIENT', { patient }), centsFigure(fraction(gap.numerator, patients)), {
    formula: formula('PATIENT_GAP', { expectedCents, observedCents, patients }),
    facts,
  });
}
