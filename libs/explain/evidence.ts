/** The recorded facts behind a figure: the positions of the versions in force, by the keys that the rules use to read them. */
import { type Day, type Quarter, firstDayOf } from '#libs/kernel/day.ts';
import { teamOfExecutant } from '#libs/acts/act-ledger.ts';
import { type ActVersion, C2S, type CoverageVersion, type Dossier } from '#libs/enrolment/dossier.ts';
import { coverageKey } from '#libs/enrolment/patient.ts';
import { profileOf, spendingKey } from '#libs/enrolment/reference-data.ts';
import type {
  MemberVersion,
  NationalSpendingVersion,
  QualityVersion,
  RosterDocuments,
  TeamRoster,
  ThresholdVersion,
} from '#libs/enrolment/roster.ts';
import { type Team, creditKey, memberKey, resultKey, rowOn } from '#libs/enrolment/teams.ts';
import { type Knowledge, type Version, inForce } from '#libs/enrolment/versions.ts';
import type { AgeBand } from '#libs/regulation/profile.ts';
import type { Frame } from '#libs/statements/rules/frame.ts';

function positions(versions: readonly Version[]): number[] {
  return versions.map(({ position }) => position);
}

/** The days on which a patient's place on a list is checked: one day, or those of a quarter. */
export interface Span {
  readonly first: Day;
  readonly last: Day;
}

export class Evidence {
  readonly #documents: RosterDocuments;
  readonly #known: Knowledge;
  readonly #frame: Frame;
  readonly #rosters: ReadonlyMap<string, TeamRoster>;
  readonly #nationalSpending = new Map<number, ReadonlyMap<number, readonly NationalSpendingVersion[]>>();
  readonly #members = new Map<string, ReadonlyMap<string, readonly MemberVersion[]>>();

  constructor(documents: RosterDocuments, frame: Frame) {
    this.#documents = documents;
    this.#known = frame.known;
    this.#frame = frame;
    this.#rosters = new Map(documents.teams.map((roster) => [roster.team, roster]));
  }

  /** Why a patient is on the list of a team: the person, the cover on the first day, the treating doctors, and their memberships of the team. */
  ofList({ person, coverage, declarations }: Dossier, team: string, { first, last }: Span): number[] {
    const known = this.#known;
    const covers = inForce(coverage, coverageKey, known)
      .filter(({ from, until }) => from <= first && (until ?? Infinity) >= first)
      .sort((a, b) => coverRank(a) - coverRank(b));
    const declared = inForce(declarations, ({ declaredOn }) => declaredOn, known).sort(
      (a, b) => a.declaredOn - b.declaredOn,
    );
    const onFirst = declared.findLast(({ declaredOn }) => declaredOn <= first);
    const within = declared.filter(({ declaredOn }) => declaredOn > first && declaredOn <= last);
    const doctors = [...(onFirst === undefined ? [] : [onFirst]), ...within];
    const treating = this.#frame.teams.byId.get(team)?.scheme.treatingProfession;
    return [
      ...positions(inForce(person, () => 0, known)),
      ...positions(covers),
      ...positions(doctors),
      ...doctors.flatMap(({ rpps }) =>
        positions(this.#membershipsOf(team, rpps, { first, last }).filter(({ profession }) => profession === treating)),
      ),
    ];
  }

  /** The team that did the act, and its evidence: the act itself, and the membership of its executant in that team. */
  ofAct(act: ActVersion): { readonly team: Team | undefined; readonly facts: readonly number[] } {
    const { executant, careOn } = act;
    const team = teamOfExecutant(this.#frame.teams, act);
    const memberships =
      team === undefined ? [] : this.#membershipsOf(team.id, executant, { first: careOn, last: careOn });
    return { team, facts: positions([act, ...memberships]) };
  }

  ofSpending({ spending }: Dossier, year: number): number[] {
    return positions(inForce(spending, (version) => version.year, this.#known).filter((of) => of.year === year));
  }

  /** National mean spending of a year and profile. */
  ofNationalSpending(year: number, profile: number, bands: readonly AgeBand[]): number[] {
    let byProfile = this.#nationalSpending.get(year);
    if (byProfile === undefined) {
      const { spending } = this.#documents.nationalSpending.find((one) => one.year === year) ?? { spending: [] };
      byProfile = Map.groupBy(inForce(spending, spendingKey, this.#known), (version) => profileOf(version, bands));
      this.#nationalSpending.set(year, byProfile);
    }
    return positions(byProfile.get(profile) ?? []);
  }

  /** The row and the phase of a team on a day. */
  ofTeam(team: string, day: Day): number[] {
    const { rows, phases } = this.#roster(team);
    const row = inForce(rows, ({ from }) => from, this.#known)
      .sort((a, b) => a.from - b.from)
      .findLast(({ from }) => from <= day);
    const phase = inForce(phases, ({ from }) => from, this.#known)
      .filter((version) => version.phase !== '')
      .sort((a, b) => a.from - b.from)
      .findLast(({ from }) => from <= day);
    return [...(row === undefined ? [] : positions([row])), ...(phase === undefined ? [] : positions([phase]))];
  }

  ofQuality(team: string, year: number, indicator: string): number[] {
    return this.#ofResults(this.#roster(team).quality, year, indicator);
  }

  ofThreshold(year: number, indicator: string): number[] {
    return this.#ofResults(this.#documents.thresholds, year, indicator);
  }

  #ofResults(results: readonly (QualityVersion | ThresholdVersion)[], year: number, indicator: string): number[] {
    const asked = resultKey({ year, indicator });
    return positions(inForce(results, resultKey, this.#known).filter((result) => resultKey(result) === asked));
  }

  /** The latest of the known rows of the team's commune with year ≤ the given one. */
  ofPovertyRate(team: Team, quarter: Quarter, year: number): { readonly year?: number; readonly facts: number[] } {
    const commune = rowOn(team, firstDayOf(quarter))?.commune ?? '';
    const found = inForce(this.#documents.communes.get(commune) ?? [], (rate) => rate.year, this.#known)
      .sort((a, b) => a.year - b.year)
      .findLast((rate) => rate.year <= year);
    return found === undefined ? { facts: [] } : { year: found.year, facts: positions([found]) };
  }

  ofRevenue(team: string, quarter: Quarter): number[] {
    const { revenue } = this.#roster(team);
    return positions(inForce(revenue, (of) => of.quarter, this.#known).filter((of) => of.quarter === quarter));
  }

  ofCredit(team: string, dueOn: Day, label: string): number[] {
    const credits = inForce(this.#roster(team).credits, creditKey, this.#known);
    return positions(credits.filter((credit) => credit.dueOn === dueOn && credit.label === label));
  }

  #roster(team: string): TeamRoster {
    const roster = this.#rosters.get(team);
    if (roster === undefined) throw new RangeError(`no roster of ${team}`);
    return roster;
  }

  #membershipsOf(team: string, rpps: string, { first, last }: Span): readonly MemberVersion[] {
    let byRpps = this.#members.get(team);
    if (byRpps === undefined) {
      const members = inForce(this.#roster(team).members, memberKey, this.#known);
      this.#members.set(team, (byRpps = Map.groupBy(members, (member) => member.rpps)));
    }
    return (byRpps.get(rpps) ?? []).filter(({ from, until }) => from <= last && (until ?? Infinity) >= first);
  }
}

/** Long-term conditions by number, then complementary health cover. */
function coverRank({ aldNumber }: CoverageVersion): number {
  return aldNumber === C2S ? Infinity : aldNumber;
}
