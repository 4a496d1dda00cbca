/**
 * The amounts of a team under several schemes, and under payment by the act, on its own history: quarter by quarter, with all assumptions.
 * They are not recorded and cannot be decided.
 */
import type { LinkedDossiers } from '#libs/enrolment/persons.ts';
import type { RosterDocuments, TeamRoster } from '#libs/enrolment/roster.ts';
import type { Knowledge } from '#libs/enrolment/versions.ts';
import { type Day, firstDayOf, quarterFromText, quarterText, yearOfQuarter } from '#libs/kernel/day.ts';
import { monthOf } from '#libs/kernel/month.ts';
import { type QuarterRange, quartersIn } from '#libs/kernel/period.ts';
import { sumCentsOf } from '#libs/kernel/sum-cents.ts';
import { traitsOf } from '#libs/regulation/families.ts';
import { type Regulation, type Scheme, schemeOf, valueOn } from '#libs/regulation/regulation.ts';
import { ActsToCome } from '#libs/statements/comparison/acts-to-come.ts';
import { type Assumption, assumptionsOf } from '#libs/statements/comparison/assumptions.ts';
import {
  type ComparedQuarter,
  type Variant,
  byTheAct,
  quartersUnder,
  wholeYears,
} from '#libs/statements/comparison/compared-quarters.ts';
import { type Terms, type WishedTerms, teamUnder, termsUnder } from '#libs/statements/comparison/team-under.ts';
import { contributionOf } from '#libs/statements/calculation/contributions.ts';
import { type Frame, frameOf } from '#libs/statements/rules/frame.ts';
import { RunningSums } from '#libs/statements/rules/running-sums.ts';
import { type SourcedParameter, usedParameters } from '#libs/statements/rules/used-parameters.ts';
import { CURRENT_RULES } from '#libs/statements/rules/versions.ts';

/** Compared like a scheme in which only acts are paid. */
export const BY_THE_ACT = 'FEE_FOR_SERVICE';

/** How many quarters before the comparison acts and lists of a candidate count as if it had entered. */
const BEFORE = 8;

export interface ComparedScheme extends Terms {
  readonly scheme: string;
  readonly isProjection: boolean;
  readonly quarters: readonly ComparedQuarter[];
  /** Sum over the common quarters. */
  readonly schemeCents: bigint;
  readonly actsCents: bigint;
  readonly totalCents: bigint;
  /** The inexact parameters on a first day of these quarters. */
  readonly parameters: readonly SourcedParameter[];
}

export interface Comparison {
  readonly team: string;
  /** The quarters that every scheme has, and whose acts are complete. */
  readonly common: readonly string[];
  /** Quarters whose acts are incomplete: in no total. */
  readonly toCome: readonly string[];
  readonly schemes: readonly ComparedScheme[];
  readonly assumptions: readonly Assumption[];
}

interface Compared {
  readonly roster: TeamRoster;
  /** The latest terms of the team. */
  readonly own: Terms;
  readonly wished: WishedTerms;
  /** Names of schemes, and BY_THE_ACT. */
  readonly schemes: readonly string[];
  readonly range: QuarterRange;
  readonly regulation: Regulation;
}

interface Facts {
  readonly rosters: RosterDocuments;
  readonly known: Knowledge;
  /** At least the dossiers that name a professional of the team: only their patients can be on its list or have its acts. */
  readonly dossiers: AsyncIterable<LinkedDossiers>;
}

/** While the patients are counted. */
interface Counting extends Omit<Variant, 'sums'> {
  readonly sums: RunningSums;
}

/** Reads the dossiers once for all schemes. Throws SCHEME_NOT_IN_REGULATION. */
export async function compareSchemes(facts: Facts, compared: Compared): Promise<Comparison> {
  const { roster, schemes: names, range, regulation, own, wished } = compared;
  const schemes = names.filter((name) => name !== BY_THE_ACT).map((name) => schemeOf(regulation, name));
  const make = (scheme: Scheme, of = regulation): Counting => {
    const terms = termsUnder(scheme, own, wished);
    return {
      scheme,
      terms,
      frame: frameUnder(facts, compared, schemeOf(of, scheme.name), terms, of),
      sums: new RunningSums(),
    };
  };
  const counting = {
    variants: schemes.map((scheme) => make(scheme)),
    advances: schemes
      .filter((scheme) => isPaidInAdvance(scheme, range))
      .map((scheme) => make(scheme, byFirstDay(regulation, scheme))),
    acts: make(schemeOfActs(regulation, compared)),
  };
  const professionals = new Set(roster.members.map(({ rpps }) => rpps));
  const actsToCome = new ActsToCome(professionals, monthOf(firstDayCompared(range)), facts.known);
  await count(facts, [...counting.variants, ...counting.advances, counting.acts], actsToCome);
  const [variants, acts] = [counting.variants.map(counted), counted(counting.acts)];
  const advances = new Map(counting.advances.map((one) => [one.scheme.name, counted(one)]));

  const quarters = quartersIn(range);
  const toCome = actsToCome.among(quarters).map(quarterText);
  const byName = new Map(variants.map((variant) => [variant.scheme.name, variant]));
  const all = names.map((name) => {
    const variant = byName.get(name);
    return variant === undefined
      ? { name, quarters: quarters.map((quarter) => byTheAct(acts, roster.team, quarter)) }
      : { name, variant, quarters: quartersUnder(variant, { acts, advance: advances.get(name) }, roster.team, range) };
  });
  const inTotals = quarters.filter(
    (quarter, i) =>
      !toCome.includes(quarterText(quarter)) && all.every((one) => (one.quarters[i]?.totalCents ?? null) !== null),
  );
  const common = inTotals.map(quarterText);
  const years = wholeYears(inTotals);
  return {
    team: roster.team,
    common,
    toCome,
    schemes: all.map(({ name, variant, quarters: of }) => {
      const counted = of.filter(({ quarter }) => common.includes(quarter));
      // A yearly payment is in the totals beside all the acts of its year, or not at all.
      const isPaid = ({ quarter }: ComparedQuarter): boolean =>
        variant === undefined ||
        traitsOf(variant.scheme).period !== 'YEAR' ||
        years.has(yearOfQuarter(quarterFromText(quarter)));
      const schemeCents = sumCentsOf(counted, (one) => (isPaid(one) ? (one.schemeCents ?? 0n) : 0n));
      const actsCents = sumCentsOf(counted, (one) => one.actsCents);
      return {
        scheme: name,
        isProjection: variant?.scheme.isProjection ?? false,
        option: variant?.terms.option ?? '',
        scope: variant?.terms.scope ?? '',
        quarters: of,
        schemeCents,
        actsCents,
        totalCents: schemeCents + actsCents,
        parameters: variant === undefined ? [] : inexactParameters(variant.scheme, range),
      };
    }),
    assumptions: assumptionsOf({
      ...compared,
      known: facts.known,
      terms: variants,
      inAdvance: [...advances.keys()],
      toCome,
      inTotals,
    }),
  };
}

/** The other teams unchanged; this one, even if it is a candidate, under the scheme. */
function frameUnder(
  { rosters, known }: Facts,
  { roster, range }: Compared,
  scheme: Scheme,
  terms: Terms,
  regulation: Regulation,
): Frame {
  const under = teamUnder(roster, scheme, terms, { known, first: firstDayCompared(range) });
  const teams = [...rosters.teams.filter(({ team }) => team !== roster.team), under];
  return frameOf({ ...rosters, teams }, known, regulation, range, CURRENT_RULES);
}

/** The day from which a candidate counts as a team. */
export function firstDayCompared({ from }: QuarterRange): Day {
  return firstDayOf(from - BEFORE);
}

function isPaidInAdvance(scheme: Scheme, { to }: QuarterRange): boolean {
  const { calculable } = traitsOf(scheme);
  if (calculable !== 'FROM_FIRST_DAY' || (scheme.texts[0]?.from ?? Infinity) > firstDayOf(to)) return false;
  return valueOn(scheme, 'instalments', firstDayOf(to)).due === 'FIRST_DAY';
}

/** The advance assumes that the patients on the list of the first day stay. */
function byFirstDay(regulation: Regulation, scheme: Scheme): Regulation {
  const presence = (scheme.parameters.get('presence') ?? []).map((dated) => ({ ...dated, value: 'FIRST_DAY' }));
  const parameters = new Map([...scheme.parameters, ['presence' as const, presence]]);
  return { ...regulation, schemes: new Map([...regulation.schemes, [scheme.name, { ...scheme, parameters }]]) };
}

/** The schemes whose forfait replaces acts, in the order of the regulation. */
export function schemesReplacingActs({ schemes }: Regulation): Scheme[] {
  return [...schemes.values()].filter((scheme) => traitsOf(scheme).replacesActs);
}

/** Acts are counted for teams of the family whose forfait replaces them: under the earliest scheme of that family. */
function schemeOfActs(regulation: Regulation, { roster }: Compared): Scheme {
  const replacing = schemesReplacingActs(regulation);
  const [earliest] = replacing.sort((a, b) => (a.texts[0]?.from ?? 0) - (b.texts[0]?.from ?? 0));
  const own = replacing.find(({ name }) => name === roster.rows[0]?.scheme);
  const found = own ?? earliest;
  if (found === undefined) throw new RangeError('the regulation has no scheme that replaces acts');
  return found;
}

async function count({ dossiers }: Facts, variants: readonly Counting[], actsToCome: ActsToCome): Promise<void> {
  for await (const linked of dossiers) {
    actsToCome.add(linked);
    for (const { frame, sums } of variants) sums.add(contributionOf(linked, frame));
  }
}

function counted({ sums, ...variant }: Counting): Variant {
  return { ...variant, sums: sums.sums };
}

/** Looks at every first day of a quarter on which the scheme has a text; gives each value once. */
function inexactParameters(scheme: Scheme, { from, to }: QuarterRange): readonly SourcedParameter[] {
  const found = new Map<string, SourcedParameter>();
  const begins = scheme.texts[0]?.from ?? Infinity;
  for (let quarter = from; quarter <= to; quarter++) {
    if (firstDayOf(quarter) < begins) continue;
    for (const one of usedParameters(scheme, firstDayOf(quarter)))
      if (one.status !== 'exact') found.set(`${one.parameter}/${one.from}`, one);
  }
  return [...found.values()];
}
