/**
 * Which recorded facts a figure comes from: the positions of the versions in force, by the keys that the rules read them by.
 */
import { type Day, type Quarter, firstDayOf } from '#libs/kernel/day.ts';
import { C2S, type ActVersion, type Dossier } from '#libs/enrolment/dossier.ts';
import type { MemberVersion, NationalSpendingVersion, TeamRoster } from '#libs/enrolment/roster.ts';
import { teamOfExecutant } from '#libs/acts/act-ledger.ts';
import { type Team, qualityKey, rowOn } from '#libs/enrolment/teams.ts';
import { type Knowledge, inForce } from '#libs/enrolment/versions.ts';
import { type AgeBand, type Sex, profileIndex } from '#libs/regulation/profile.ts';
import type { Frame, RosterDocuments } from '#libs/statements/rules/frame.ts';

type AnyVersion = readonly unknown[];

function positions(versions: readonly AnyVersion[]): number[] {
  return versions.map((version) => version.at(-1) as number);
}

/** Days a patient's place on a list is looked at: one day, or the days of a quarter. */
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

  /** Why a patient is on the list of a team: who he is, his cover on the first day, his doctor, and that the doctor is in the team. */
  ofList({ person, coverage, declarations }: Dossier, team: string, { first, last }: Span): number[] {
    const known = this.#known;
    const covers = inForce(coverage, ([ald, from]) => ald * 1e6 + from, known).filter(
      ([, from, until]) => from <= first && (until ?? Infinity) >= first,
    );
    const declared = inForce(declarations, ([, declaredOn]) => declaredOn, known).sort(([, a], [, b]) => a - b);
    const onFirst = declared.findLast(([, declaredOn]) => declaredOn <= first);
    const within = declared.filter(([, declaredOn]) => declaredOn > first && declaredOn <= last);
    const treating = this.#frame.teams.byId.get(team)?.scheme.treatingProfession;
    const doctors = [...(onFirst === undefined ? [] : [onFirst]), ...within];
    return [
      ...positions(inForce(person, () => 0, known)),
      ...positions(covers.sort(([a], [b]) => (a === C2S ? 1 : b === C2S ? -1 : a - b))),
      ...positions(doctors),
      ...doctors.flatMap(([rpps]) =>
        positions(this.#membershipsOf(team, rpps, { first, last }).filter(([, profession]) => profession === treating)),
      ),
    ];
  }

  /** The act itself, and the membership that makes its executant one of the team that did it, which is given too. */
  ofAct(act: ActVersion): { readonly team: Team | undefined; readonly facts: readonly number[] } {
    const [, executant, , , careOn] = act;
    const team = teamOfExecutant(this.#frame.teams, executant, careOn);
    const memberships =
      team === undefined ? [] : this.#membershipsOf(team.id, executant, { first: careOn, last: careOn });
    return { team, facts: [...positions([act]), ...positions(memberships)] };
  }

  ofSpending({ spending }: Dossier, year: number): number[] {
    return positions(inForce(spending, ([of]) => of, this.#known).filter(([of]) => of === year));
  }

  /** National mean spending of a year and profile. */
  ofNationalSpending(year: number, profile: number, bands: readonly AgeBand[]): number[] {
    let byProfile = this.#nationalSpending.get(year);
    if (byProfile === undefined) {
      const { spending } = this.#documents.nationalSpending.find((one) => one.year === year) ?? { spending: [] };
      const versions = inForce(spending, ([band, sex, ald, c2s]) => `${band}/${sex}/${ald}/${c2s}`, this.#known);
      byProfile = Map.groupBy(versions, ([band, sex, ald, c2s]) => {
        const index = bands.findIndex(({ label }) => label === band);
        return profileIndex(index, sex as Sex, ald === 1, c2s === 1);
      });
      this.#nationalSpending.set(year, byProfile);
    }
    return positions(byProfile.get(profile) ?? []);
  }

  /** The row and the phase of a team on a day. */
  ofTeam(team: string, day: Day): number[] {
    const { rows, phases } = this.#roster(team);
    const row = inForce(rows, ([from]) => from, this.#known)
      .sort(([a], [b]) => a - b)
      .findLast(([from]) => from <= day);
    const phase = inForce(phases, ([, from]) => from, this.#known)
      .filter(([name]) => name !== '')
      .sort(([, a], [, b]) => a - b)
      .findLast(([, from]) => from <= day);
    return [...(row === undefined ? [] : positions([row])), ...(phase === undefined ? [] : positions([phase]))];
  }

  ofQuality(team: string, year: number, indicator: string): number[] {
    const results = inForce(this.#roster(team).quality, ([of, name]) => qualityKey(of, name), this.#known);
    return positions(results.filter(([of, name]) => of === year && name === indicator));
  }

  ofThreshold(year: number, indicator: string): number[] {
    const { thresholds } = this.#documents.thresholds;
    const all = inForce(thresholds, ([name, of]) => qualityKey(of, name), this.#known);
    return positions(all.filter(([name, of]) => of === year && name === indicator));
  }

  /** Of the known rows of the team's commune with year ≤ the one given, the latest. */
  ofPovertyRate(team: Team, quarter: Quarter, year: number): { readonly year?: number; readonly facts: number[] } {
    const commune = rowOn(team, firstDayOf(quarter))?.commune ?? '';
    const found = inForce(this.#documents.communes.get(commune)?.rates ?? [], ([of]) => of, this.#known)
      .sort(([a], [b]) => a - b)
      .findLast(([of]) => of <= year);
    return found === undefined ? { facts: [] } : { year: found[0], facts: positions([found]) };
  }

  ofRevenue(team: string, quarter: Quarter): number[] {
    const { revenue } = this.#roster(team);
    return positions(inForce(revenue, ([of]) => of, this.#known).filter(([of]) => of === quarter));
  }

  ofCredit(team: string, dueOn: Day, label: string): number[] {
    const credits = inForce(this.#roster(team).credits, ([day, name]) => `${day}/${name}`, this.#known);
    return positions(credits.filter(([day, name]) => day === dueOn && name === label));
  }

  #roster(team: string): TeamRoster {
    const roster = this.#rosters.get(team);
    if (roster === undefined) throw new RangeError(`no roster of ${team}`);
    return roster;
  }

  #membershipsOf(team: string, rpps: string, { first, last }: Span): readonly MemberVersion[] {
    let byRpps = this.#members.get(team);
    if (byRpps === undefined) {
      const members = inForce(this.#roster(team).members, ([of, , from]) => `${of}/${from}`, this.#known);
      this.#members.set(team, (byRpps = Map.groupBy(members, ([of]) => of)));
    }
    return (byRpps.get(rpps) ?? []).filter(([, , from, until]) => from <= last && (until ?? Infinity) >= first);
  }
}
