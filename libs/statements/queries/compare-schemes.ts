/** The amounts of a team under several schemes on its own history, as known on a day. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { TeamRoster } from '#libs/enrolment/roster.ts';
import { type Knowledge, inForce } from '#libs/enrolment/versions.ts';
import { type Day, lastDayOf, quarterOf } from '#libs/kernel/day.ts';
import { memoisedOf } from '#libs/kernel/memo.ts';
import type { QuarterRange } from '#libs/kernel/period.ts';
import { loadRegulation } from '#libs/regulation/load.ts';
import { withProspectiveSchemes } from '#libs/regulation/prospective-schemes.ts';
import { RegulationInForce } from '#libs/regulation/publication/in-force.ts';
import type { Regulation } from '#libs/regulation/regulation.ts';
import type { RegulationSource } from '#libs/regulation/source.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';
import { dossiersNaming } from '#libs/statements/calculation/dossiers-naming.ts';
import { foldedFacts } from '#libs/statements/calculation/folded-facts.ts';
import { unknown } from '#libs/statements/calculation/refusals.ts';
import {
  BY_THE_ACT,
  type Comparison,
  compareSchemes,
  firstDayCompared,
  schemesReplacingActs,
} from '#libs/statements/comparison/comparison.ts';
import { unknown as notComparable } from '#libs/statements/comparison/refusals.ts';
import { type WishedTerms, latestRow } from '#libs/statements/comparison/team-under.ts';

/** Ten years. */
const MOST_QUARTERS = 40;

export interface ComparisonAsked extends WishedTerms {
  readonly knownOn: Day;
  /** By default: all schemes whose forfait replaces acts, including prospective ones, and payment by the act. */
  readonly schemes?: readonly string[];
  /** By default: from the first phase of the team to the last quarter that has ended; for a candidate, the last four quarters. */
  readonly range?: Partial<QuarterRange>;
}

export interface ComparedTeam extends Comparison {
  readonly name: string;
  readonly knownOn: Day;
  readonly regulationVersion: string;
  readonly range: QuarterRange;
}

export class CompareSchemes extends Query<ComparedTeam> {
  /** The id of a team in the facts, or the roster of a candidate, which is not in the facts. */
  readonly of: string | TeamRoster;
  readonly asked: ComparisonAsked;

  constructor(of: string | TeamRoster, asked: ComparisonAsked) {
    super();
    this.of = of;
    this.asked = asked;
  }
}

@QueryHandler(CompareSchemes)
export class CompareSchemesHandler implements IQueryHandler<CompareSchemes> {
  readonly #stores: ServedStores;
  readonly #regulationInForce: RegulationInForce;

  constructor(stores: ServedStores, regulationInForce: RegulationInForce) {
    this.#stores = stores;
    this.#regulationInForce = regulationInForce;
  }

  /** Throws NO_SUCH_TEAM, SCHEME_NOT_COMPARED, NOTHING_TO_COMPARE, TOO_MANY_QUARTERS_COMPARED. */
  async execute({ of, asked }: CompareSchemes): Promise<ComparedTeam> {
    const { rosters, dossiers, known } = await foldedFacts(this.#stores, asked.knownOn);
    const roster = typeof of === 'string' ? rosters.teams.find(({ team }) => team === of) : of;
    const row = roster === undefined ? undefined : latestRow(roster, known);
    if (roster === undefined || row === undefined)
      throw unknown('NO_SUCH_TEAM', { team: typeof of === 'string' ? of : of.team });
    const range = rangeCompared(roster, known, asked.range ?? {});
    const { source, regulation: inForce } = await this.#regulationInForce.current();
    const regulation = withProjected(source);
    const schemes = asked.schemes ?? schemesCompared(regulation);
    requireCompared(schemes, regulation);
    const compared = { roster: asKnownThroughout(roster, range), own: row, wished: asked, schemes, range, regulation };
    const professionals = roster.members.map(({ rpps }) => rpps);
    const named = dossiersNaming(this.#stores, { professionals, merges: rosters.merges, dossiers });
    const made = await compareSchemes({ rosters, known, dossiers: named }, compared);
    return { ...made, name: row.name, knownOn: asked.knownOn, regulationVersion: inForce.version, range };
  }
}

/** Loaded once for a version. */
const withProjected = memoisedOf((source: RegulationSource): Regulation =>
  loadRegulation(withProspectiveSchemes(source)),
);

function schemesCompared(regulation: Regulation): readonly string[] {
  return [...schemesReplacingActs(regulation).map(({ name }) => name), BY_THE_ACT];
}

/** Throws SCHEME_NOT_COMPARED. */
function requireCompared(schemes: readonly string[], regulation: Regulation): void {
  const known = [...regulation.schemes.keys(), BY_THE_ACT];
  const other = schemes.find((scheme) => !known.includes(scheme));
  if (other !== undefined) throw notComparable('SCHEME_NOT_COMPARED', { scheme: other, schemes: known });
}

/** Throws NOTHING_TO_COMPARE, TOO_MANY_QUARTERS_COMPARED. */
function rangeCompared({ team, phases }: TeamRoster, known: Knowledge, asked: Partial<QuarterRange>): QuarterRange {
  const ended = quarterOf(known.day) - (lastDayOf(quarterOf(known.day)) <= known.day ? 0 : 1);
  const begun = inForce(phases, ({ from }) => from, known)
    .filter(({ phase }) => phase !== '')
    .map(({ from }) => quarterOf(from));
  const to = asked.to ?? ended;
  const from = asked.from ?? (begun.length === 0 ? to - 3 : Math.max(Math.min(...begun), to - MOST_QUARTERS + 1));
  if (from > to) throw notComparable('NOTHING_TO_COMPARE', { team });
  if (to - from >= MOST_QUARTERS) throw notComparable('TOO_MANY_QUARTERS_COMPARED', { most: MOST_QUARTERS });
  return { from, to };
}

/** A candidate counts with its present members and terms from before the first compared quarter. */
function asKnownThroughout(roster: TeamRoster, range: QuarterRange): TeamRoster {
  if (roster.phases.length > 0) return roster;
  const first = firstDayCompared(range);
  const from = <V extends { readonly from: Day }>(version: V): V => ({
    ...version,
    from: Math.min(version.from, first),
  });
  return { ...roster, rows: roster.rows.map(from), members: roster.members.map(from) };
}
