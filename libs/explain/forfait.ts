/** The lines of a quarterly statement taken apart: the forfait step by step, patient by patient, and its cap. */
import { type Quarter, firstDayOf, quarterText } from '#libs/kernel/day.ts';
import {
  type Fraction,
  ONE,
  ZERO,
  divide,
  fraction,
  fractionText,
  isZero,
  multiply,
  subtract,
} from '#libs/kernel/fraction.ts';
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
import type { Gathered, ListedPatient } from '#libs/explain/gather.ts';
import { type Part, cents, part, rateFigure, roundedLine } from '#libs/explain/part.ts';
import { changeText, fidelisationPart, localPart, qualityPart } from '#libs/explain/rates.ts';
import { LINE_LABELS, RATE_LABELS } from '#libs/statements/outputs/labels.ts';
import { valueOn } from '#libs/regulation/regulation.ts';
import { presenceDays } from '#libs/statements/rules/quarterly/presence.ts';
import { cap } from '#libs/statements/rules/quarterly/cap.ts';
import { type Forfait, forfaitOf } from '#libs/statements/rules/quarterly/forfait.ts';
import type { Line, LineName, Statement } from '#libs/statements/rules/statement.ts';
import { type TeamQuarterSums, emptyTeamQuarter, sumsOfQuarter } from '#libs/statements/rules/sums.ts';

interface QuarterToExplain extends Basis {
  readonly quarter: Quarter;
  readonly statement: Statement;
  readonly gathered: Gathered;
}

interface Share extends ListedPatient {
  /** The patient's part of G, cents. */
  readonly exact: Fraction;
  readonly formula: string;
}

/** The forfait as the rules make it, with what each patient adds to it. */
interface ForfaitToExplain extends Forfait {
  readonly own: TeamQuarterSums;
  readonly shares: readonly Share[];
}

/** One part for each line of the statement that `only` takes. */
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
  const shares = gathered.listed
    .filter(({ share }) => share.quarter === quarter)
    .map((one) => shareOf(one, team, quarter));
  return { ...forfaitOf(team, quarter, gathered.sums, frame), own, shares };
}

/** Yearly amount of the grid / 4 × comorbidity factor × presence. */
function shareOf(listed: ListedPatient, team: Team, quarter: Quarter): Share {
  const { yearlyCents, comorbidity, days } = listed.share;
  const factor = valueOn(team.scheme, 'comorbidity_factor', firstDayOf(quarter))[comorbidity];
  const whole = presenceDays(team, quarter);
  const first = firstDayOf(quarter);
  const grid = valueOn(team.scheme, 'grid', first).get(rowOn(team, first)?.scope ?? '') ?? '';
  const exact = multiply(divide(fraction(yearlyCents), fraction(4)), factor, fraction(days, whole));
  const presence = whole === 1 ? '1' : `${days}/${whole} jours`;
  return {
    ...listed,
    exact,
    formula: `grille ${grid}, ${listed.profile} : ${yearlyCents} centimes par an / 4 × ${fractionText(factor)} × ${presence}`,
  };
}

/** Each patient's part of a change, or an empty list where nothing changes. */
function patients(shares: readonly Share[], factor: Fraction, formula: (share: Share) => string): readonly Part[] {
  if (isZero(factor)) return [];
  return shares.map((share) =>
    part('patient', `patient ${share.patient}`, cents(multiply(share.exact, factor)), {
      formula: formula(share),
      facts: share.facts,
    }),
  );
}

function forfaitLine(line: LineName, asked: QuarterToExplain, forfait: ForfaitToExplain): Part {
  const { team, quarter, gathered } = asked;
  const { g, gl, glt, f, fidelisation, local, quality, shares } = forfait;
  const [l, t, q] = [fidelisation.rate, local.factor, quality.rate];
  const share = ({ exact }: Share): string => fractionText(exact);
  switch (line) {
    case 'CAPITATION':
      return roundedLine(
        LINE_LABELS[line],
        `arrondi(G), G = ${fractionText(g)} centimes`,
        [ZERO, g],
        {
          label: 'G : somme des parts des patients',
          parts: patients(shares, ONE, ({ formula }) => formula),
        },
        { parameters: ['presence', 'population', 'grid', 'comorbidity_factor'] },
      );
    case 'FIDELISATION':
      return roundedLine(
        LINE_LABELS[line],
        `arrondi(G·L) − arrondi(G), G·L = ${fractionText(gl)} centimes`,
        [g, gl],
        {
          label: 'G·L − G',
          parts: patients(shares, subtract(l, ONE), (one) => `${share(one)} × ${changeText('L', l)}`),
        },
        { because: [fidelisationPart(team, quarter, fidelisation, gathered)] },
      );
    case 'LOCAL':
      return roundedLine(
        LINE_LABELS[line],
        `arrondi(G·L·T) − arrondi(G·L), G·L·T = ${fractionText(glt)} centimes`,
        [gl, glt],
        {
          label: 'G·L·T − G·L',
          parts: patients(shares, multiply(l, subtract(t, ONE)), (one) => `${share(one)} × L × ${changeText('T', t)}`),
        },
        { because: [localPart(asked, quarter, local)] },
      );
    case 'QUALITY':
      return roundedLine(
        LINE_LABELS[line],
        `arrondi(F) − arrondi(G·L·T), F = G·L·T·(1 + Q) = ${fractionText(f)} centimes`,
        [glt, f],
        {
          label: 'F − G·L·T',
          parts: patients(shares, multiply(l, t, q), (one) => `${share(one)} × L × T × Q, Q = ${fractionText(q)}`),
        },
        { because: [qualityPart(asked, quarter, quality)] },
      );
    case 'CAP':
      return capLine(asked, forfait);
    default:
      throw new RangeError(`${line} is not a line of a forfait`);
  }
}

function capLine({ team, quarter, gathered, evidence }: QuarterToExplain, { f, own }: ForfaitToExplain): Part {
  const { capped, rate, referenceCents } = cap(team, quarter, f, own);
  const parameters = ['cap_rate', 'cap_fallback'] as const;
  const change = { label: 'F plafonné − F' };
  const label = LINE_LABELS.CAP;
  if (rate === null)
    return roundedLine(label, 'le texte ne prévoit pas de plafond', [f, capped], change, { parameters });
  const because = [part('rate', RATE_LABELS.CAP_RATE, rateFigure(rate)), referencePart()];
  const formula =
    referenceCents === undefined
      ? 'pas de revenu de référence : rien ne plafonne'
      : `arrondi(min(F, ${fractionText(rate)} × ${referenceCents})) − arrondi(F), F = ${fractionText(f)} centimes`;
  return roundedLine(label, formula, [f, capped], change, { because, parameters });

  function referencePart(): Part {
    const facts = evidence.ofRevenue(team.id, quarter);
    if (referenceCents === undefined) return part('note', 'revenu de référence inconnu', undefined, { facts });
    if (team.revenueCents.has(quarter))
      return part('amount', `${RATE_LABELS.CAP_REFERENCE_CENTS} de ${quarterText(quarter)}`, cents(referenceCents), {
        facts,
      });
    return part('acts', 'revenu de référence inconnu : base des actes substitués du trimestre', cents(referenceCents), {
      parts: byPatient(substitutedActs(gathered, quarter), BASE, gathered),
      facts,
    });
  }
}
