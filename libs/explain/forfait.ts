/** The lines of a quarterly statement taken apart: the forfait step by step, patient by patient, and its cap. */
import { type Quarter, firstDayOf } from '#libs/kernel/day.ts';
import { type Fraction, ONE, ZERO, divide, fraction, isZero, multiply, subtract } from '#libs/kernel/fraction.ts';
import { type Team, rowOn } from '#libs/enrolment/teams.ts';
import {
  BASE,
  byPatient,
  creditLine,
  daysOfQuarter,
  doublePaymentLine,
  floorLine,
  offsetLine,
  substitutedActs,
} from '#libs/explain/acts.ts';
import type { Basis } from '#libs/explain/basis.ts';
import type { GatheredFacts, ListedPatient } from '#libs/explain/gather.ts';
import { type Part, centsFigure, part, rateFigure, roundedLine } from '#libs/explain/part.ts';
import { fidelisationPart, localPart, qualityPart } from '#libs/explain/rates.ts';
import { type PartFormula, formula, label } from '#libs/explain/part-words.ts';
import { valueOn } from '#libs/regulation/regulation.ts';
import { presenceDays } from '#libs/statements/rules/quarterly/presence.ts';
import { TEN_THOUSANDTHS } from '#libs/statements/rules/quarterly/own-fidelisation.ts';
import type { PresenceShare } from '#libs/statements/rules/quarterly/presence.ts';
import { cap } from '#libs/statements/rules/quarterly/cap.ts';
import { type Forfait, forfaitOf } from '#libs/statements/rules/quarterly/forfait.ts';
import type { Line, LineName, Statement } from '#libs/statements/rules/statement.ts';
import { type TeamQuarterSums, emptyTeamQuarter, sumsOfQuarter } from '#libs/statements/rules/sums.ts';

interface QuarterToExplain extends Basis {
  readonly quarter: Quarter;
  readonly statement: Statement;
  readonly gathered: GatheredFacts;
}

interface Share extends ListedPatient {
  /** The patient's part of G, cents. */
  readonly exact: Fraction;
  readonly formula: PartFormula;
  /** Undefined if the list has one rate. */
  readonly ownRate: PresenceShare['ownRate'];
  /** L for this patient: the patient's own rate, or that of the team. */
  readonly l: Fraction;
}

/** The forfait as the rules make it, with the part of each patient. */
interface ForfaitToExplain extends Forfait {
  readonly own: TeamQuarterSums;
  readonly shares: readonly Share[];
}

/** One part for each line of the statement that `only` accepts. */
export function quarterLines(asked: QuarterToExplain, only: (line: LineName) => boolean): readonly Part[] {
  const { statement } = asked;
  const forfait = statement.lines.some(({ line }) => line === 'CAPITATION') ? forfaitToExplain(asked) : undefined;
  return statement.lines.flatMap((line, i) =>
    only(line.line) ? [lineOf(line, statement.lines.slice(0, i), asked, forfait)] : [],
  );
}

function lineOf(
  line: Line,
  before: readonly Line[],
  asked: QuarterToExplain,
  forfait: ForfaitToExplain | undefined,
): Part {
  const { team, quarter, gathered, evidence } = asked;
  switch (line.line) {
    case 'STARTUP_CREDIT':
      return creditLine(line, team, daysOfQuarter(quarter), evidence);
    case 'DOUBLE_PAYMENT':
      return doublePaymentLine(line, quarter, gathered);
    case 'FEE_FOR_SERVICE_OFFSET':
      return offsetLine(line, quarter, gathered);
    case 'FLOOR':
      return floorLine(line, before);
    default:
      if (forfait === undefined) throw new RangeError(`${line.line} without a forfait`);
      return forfaitLine(line.line, asked, forfait);
  }
}

function forfaitToExplain({ team, quarter, gathered, frame }: QuarterToExplain): ForfaitToExplain {
  const own = sumsOfQuarter(gathered.sums, team.id, quarter) ?? emptyTeamQuarter();
  const forfait = forfaitOf(team, quarter, gathered.sums, frame);
  const shares = gathered.listed
    .filter(({ share }) => share.quarter === quarter)
    .map((one) => {
      const ownRate = ownRateOf(one, forfait);
      return { ...shareOf(one, team, quarter), ownRate, l: loyaltyOf(ownRate, team, quarter, forfait) };
    });
  return { ...forfait, own, shares };
}

/** The kept part of an erased patient has a rate of his own also where the list has one now. */
function ownRateOf({ share }: ListedPatient, { fidelisation }: Forfait): PresenceShare['ownRate'] {
  return fidelisation.level === 'TEAM' ? undefined : share.ownRate;
}

function loyaltyOf(own: PresenceShare['ownRate'], team: Team, quarter: Quarter, { fidelisation }: Forfait): Fraction {
  if (own === undefined) return fidelisation.rate ?? ONE;
  return own.isBelowFloor
    ? valueOn(team.scheme, 'fidelisation_floor', firstDayOf(quarter))
    : fraction(own.tenThousandths, TEN_THOUSANDTHS);
}

/** Yearly amount of the grid / 4 × comorbidity factor × presence. */
function shareOf(listed: ListedPatient, team: Team, quarter: Quarter): Omit<Share, 'l' | 'ownRate'> {
  const { yearlyCents, comorbidity, days } = listed.share;
  const factor = valueOn(team.scheme, 'comorbidity_factor', firstDayOf(quarter))[comorbidity];
  const whole = presenceDays(team, quarter);
  const first = firstDayOf(quarter);
  const grid = valueOn(team.scheme, 'grid', first).get(rowOn(team, first)?.scope ?? '') ?? '';
  const exact = multiply(divide(fraction(yearlyCents), fraction(4)), factor, fraction(days, whole));
  return {
    ...listed,
    exact,
    formula: formula('GRID_SHARE', { grid, profile: listed.profile, yearlyCents, factor, days, of: whole }),
  };
}

/** Each patient's part of a change; empty if nothing changes. */
function patients(
  shares: readonly Share[],
  factor: (share: Share) => Fraction,
  how: (share: Share) => PartFormula,
): readonly Part[] {
  if (shares.every((share) => isZero(factor(share)))) return [];
  return shares.map((share) =>
    part('patient', label('PATIENT', { patient: share.patient }), centsFigure(multiply(share.exact, factor(share))), {
      formula: how(share),
      facts: share.facts,
    }),
  );
}

function forfaitLine(line: LineName, asked: QuarterToExplain, forfait: ForfaitToExplain): Part {
  const { team, quarter, gathered } = asked;
  const { g, gl, glt, f, fidelisation, local, quality, shares } = forfait;
  const [t, q] = [local.factor, quality.rate];
  switch (line) {
    case 'CAPITATION':
      return roundedLine(
        line,
        formula('CAPITATION', { g }),
        [ZERO, g],
        patients(
          shares,
          () => ONE,
          ({ formula: how }) => how,
        ),
        { parameters: ['presence', 'population', 'grid', 'comorbidity_factor'] },
      );
    case 'FIDELISATION':
      return roundedLine(
        line,
        formula('FIDELISATION', { gl }),
        [g, gl],
        patients(
          shares,
          ({ l }) => subtract(l, ONE),
          (share) => fidelisationShare(share, team, quarter),
        ),
        { because: [fidelisationPart(team, quarter, fidelisation, gathered)] },
      );
    case 'LOCAL':
      return roundedLine(
        line,
        formula('LOCAL', { glt }),
        [gl, glt],
        patients(
          shares,
          ({ l }) => multiply(l, subtract(t, ONE)),
          ({ exact: share }) => formula('LOCAL_SHARE', { share, t }),
        ),
        { because: [localPart(asked, quarter, local)] },
      );
    case 'QUALITY':
      return roundedLine(
        line,
        formula('QUALITY', { f }),
        [glt, f],
        patients(
          shares,
          ({ l }) => multiply(l, t, q),
          ({ exact: share }) => formula('QUALITY_SHARE', { share, q }),
        ),
        { because: [qualityPart(asked, quarter, quality)] },
      );
    case 'CAP':
      return capLine(asked, forfait);
    default:
      throw new RangeError(`${line} is not a line of a forfait`);
  }
}

function fidelisationShare({ exact: share, l, ownRate: own }: Share, team: Team, quarter: Quarter): PartFormula {
  if (own === undefined) return formula('FIDELISATION_SHARE', { share, l });
  const floor = valueOn(team.scheme, 'fidelisation_floor', firstDayOf(quarter));
  return formula('OWN_FIDELISATION_SHARE', { share, l, own, floor });
}

function capLine({ team, quarter, gathered, evidence }: QuarterToExplain, { f, own }: ForfaitToExplain): Part {
  const { capped, rate, referenceCents } = cap(team, quarter, f, own);
  const parameters = ['cap_rate', 'cap_fallback'] as const;
  const change = [f, capped] as const;
  if (rate === null) return roundedLine('CAP', formula('NO_CAP', {}), change, [], { parameters });
  const because = [part('rate', label('RATE', { rate: 'CAP_RATE' }), rateFigure(rate)), referencePart()];
  const how =
    referenceCents === undefined ? formula('NO_REFERENCE_REVENUE', {}) : formula('CAP', { rate, referenceCents, f });
  return roundedLine('CAP', how, change, [], { because, parameters });

  function referencePart(): Part {
    const facts = evidence.ofRevenue(team.id, quarter);
    if (referenceCents === undefined) return part('note', label('REFERENCE_REVENUE_UNKNOWN', {}), undefined, { facts });
    if (team.revenueCents.has(quarter))
      return part('amount', label('REFERENCE_REVENUE', { quarter }), centsFigure(referenceCents), { facts });
    return part('acts', label('SUBSTITUTED_ACTS_AS_REFERENCE', {}), centsFigure(referenceCents), {
      parts: byPatient(substitutedActs(gathered, quarter), BASE, gathered),
      facts,
    });
  }
}
