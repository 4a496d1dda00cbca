/**
 * The teams and their professionals, as known on a day: the teams in the experiment, and the team of each professional.
 * Source: rules, "Who belongs to whom".
 */
import { type Day, type Quarter, firstDayOf, quarter, quarterOf } from '#libs/kernel/day.ts';
import { memoisedIn } from '#libs/kernel/memo.ts';
import { compareText } from '#libs/kernel/text.ts';
import type { CreditVersion, MemberVersion, TeamRoster, TeamVersion } from '#libs/enrolment/roster.ts';
import { type Knowledge, inForce } from '#libs/enrolment/versions.ts';
import { type Regulation, type Scheme, schemeOf } from '#libs/regulation/regulation.ts';
import { FAMILY_NAMES, type Family } from '#libs/regulation/families.ts';

/** Covers the years of the experiments, and some years around them. */
const QUARTERS = { from: quarter(2015, 1), before: quarter(2040, 1) };

interface TeamRow {
  readonly from: Day;
  readonly name: string;
  readonly option: string;
  readonly scope: string;
  readonly commune: string;
}

export interface Membership {
  readonly team: Team;
  readonly rpps: string;
  readonly profession: string;
  readonly from: Day;
  /** Last day, inclusive; Infinity while open. */
  readonly until: Day;
}

export interface Credit {
  readonly dueOn: Day;
  readonly label: string;
  readonly amountCents: bigint;
}

export interface QualityResult {
  readonly numerator: number;
  readonly denominator: number;
}

export interface Team {
  readonly id: string;
  readonly scheme: Scheme;
  /** Ascending by day. */
  readonly rows: readonly TeamRow[];
  readonly phases: readonly { readonly from: Day; readonly phase: string }[];
  readonly members: readonly Membership[];
  /** Keyed by `qualityKey`. */
  readonly quality: ReadonlyMap<string, QualityResult>;
  readonly revenueCents: ReadonlyMap<Quarter, bigint>;
  /** Ordered by day, then by label. */
  readonly credits: readonly Credit[];
  /** Phase on the first day of a quarter; undefined if the team is not in the experiment on that day. */
  readonly phaseOfQuarter: (quarter: Quarter) => string | undefined;
}

export interface Teams {
  readonly byId: ReadonlyMap<string, Team>;
  readonly membershipsOf: ReadonlyMap<string, readonly Membership[]>;
  /**
   * The memberships in teams of a family, keyed by professional; as treating doctors, only professionals in the treating profession of the
   * scheme.
   */
  readonly actingIn: Readonly<Record<Family, Readonly<Record<Acting, ReadonlyMap<string, TeamsOfProfessional>>>>>;
}

/** A professional in the teams of a family: gives the team on a day. */
export class TeamsOfProfessional {
  readonly memberships: readonly Membership[];
  /** Set if there is only one: the look-up runs for millions of acts and lists. */
  readonly #only: Membership | undefined;

  constructor(memberships: readonly Membership[]) {
    this.memberships = memberships;
    this.#only = memberships.length === 1 ? memberships[0] : undefined;
  }

  on(day: Day): Team | undefined {
    const only = this.#only;
    if (only === undefined) return teamAmong(this.memberships, day);
    return isActive(only, day) ? only.team : undefined;
  }
}

const LEFT = 'LEFT';

export function qualityKey(year: number, indicator: string): string {
  return `${year}/${indicator}`;
}

/** Throws SCHEME_NOT_IN_REGULATION. */
export function teamsAsKnown(rosters: readonly TeamRoster[], known: Knowledge, regulation: Regulation): Teams {
  const byId = new Map<string, Team>();
  const memberships: Membership[] = [];
  for (const roster of [...rosters].sort((a, b) => compareText(a.team, b.team))) {
    const team = teamAsKnown(roster, known, regulation);
    if (team === undefined) continue;
    byId.set(team.id, team);
    memberships.push(...team.members);
  }
  const actingIn = Object.fromEntries(
    FAMILY_NAMES.map((family) => {
      const own = memberships.filter(({ team }) => team.scheme.family === family);
      return [family, { EXECUTANT: teamsByProfessional(own), TREATING: teamsByProfessional(own.filter(isTreating)) }];
    }),
  ) as Teams['actingIn'];
  return { byId, membershipsOf: byProfessional(memberships), actingIn };
}

function byProfessional(memberships: readonly Membership[]): ReadonlyMap<string, readonly Membership[]> {
  return Map.groupBy(memberships, ({ rpps }) => rpps);
}

function teamsByProfessional(memberships: readonly Membership[]): ReadonlyMap<string, TeamsOfProfessional> {
  return new Map([...byProfessional(memberships)].map(([rpps, own]) => [rpps, new TeamsOfProfessional(own)]));
}

function teamAsKnown(roster: TeamRoster, known: Knowledge, regulation: Regulation): Team | undefined {
  const rows = inForce(roster.rows, ({ from }) => from, known).sort((a, b) => a.from - b.from);
  const scheme = schemeName(rows);
  if (scheme === undefined) return undefined;
  const members: Membership[] = [];
  const team: Team = {
    id: roster.team,
    scheme: schemeOf(regulation, scheme),
    rows,
    phases: inForce(roster.phases, ({ from }) => from, known)
      .filter(({ phase }) => phase !== '')
      .sort((a, b) => a.from - b.from),
    members,
    quality: new Map(
      inForce(roster.quality, resultKey, known).map((result) => [
        resultKey(result),
        { numerator: result.numerator, denominator: result.denominator },
      ]),
    ),
    revenueCents: new Map(
      inForce(roster.revenue, ({ quarter }) => quarter, known).flatMap(({ quarter, amountCents }) =>
        amountCents === null ? [] : [[quarter, BigInt(amountCents)]],
      ),
    ),
    credits: creditsInForce(inForce(roster.credits, creditKey, known)),
    phaseOfQuarter: memoisedIn(QUARTERS, (of) => phaseOn(team, firstDayOf(of))),
  };
  for (const { rpps, profession, from, until } of inForce(roster.members, memberKey, known))
    members.push({ team, rpps, profession, from, until: until ?? Infinity });
  return team;
}

/** Intake ensures that all rows of a team have the same scheme. */
function schemeName(rows: readonly TeamVersion[]): string | undefined {
  return rows[0]?.scheme;
}

/** Versions with the same key are of the same membership. */
export function memberKey({ rpps, from }: MemberVersion): string {
  return `${rpps}/${from}`;
}

/** The key of a quality result or a threshold. */
export function resultKey({ year, indicator }: { readonly year: number; readonly indicator: string }): string {
  return qualityKey(year, indicator);
}

export function creditKey({ dueOn, label }: CreditVersion): string {
  return `${dueOn}/${label}`;
}

function creditsInForce(credits: readonly CreditVersion[]): readonly Credit[] {
  return credits
    .flatMap(({ dueOn, label, amountCents }) =>
      amountCents === null ? [] : [{ dueOn, label, amountCents: BigInt(amountCents) }],
    )
    .sort((a, b) => a.dueOn - b.dueOn || compareText(a.label, b.label));
}

/** The row of a team on a day: the one with the greatest `from` not after it. */
export function rowOn(team: Team, day: Day): TeamRow | undefined {
  return team.rows.findLast(({ from }) => from <= day);
}

/** The phase of a team on a day; undefined if it is not in the experiment: without a phase, without a row, or LEFT. */
export function phaseOn(team: Team, day: Day): string | undefined {
  const phase = team.phases.findLast(({ from }) => from <= day)?.phase;
  return phase === undefined || phase === LEFT || rowOn(team, day) === undefined ? undefined : phase;
}

/** The role of a professional: executant of an act, or treating doctor of a patient. */
type Acting = 'EXECUTANT' | 'TREATING';

/** Whether a declaration of this member puts a patient on the list of the team. */
export function isTreating({ team, profession }: Membership): boolean {
  return profession === team.scheme.treatingProfession;
}

/** The team of a professional on a day, in a family. */
export function teamOf(teams: Teams, rpps: string, day: Day, family: Family, as: Acting): Team | undefined {
  return teams.actingIn[family][as].get(rpps)?.on(day);
}

/**
 * The team of a professional: among the memberships active on the day, in teams that are in the experiment on the first day of its quarter,
 * the one with the latest `from`, then the smallest team id.
 */
function teamAmong(memberships: readonly Membership[], day: Day): Team | undefined {
  let best: Membership | undefined;
  for (const membership of memberships) {
    if (!isActive(membership, day)) continue;
    if (best === undefined || membership.from > best.from) best = membership;
    else if (membership.from === best.from && compareText(membership.team.id, best.team.id) < 0) best = membership;
  }
  return best?.team;
}

/** Whether it is active on the day, in a team that is in the experiment on the first day of its quarter. */
function isActive({ from, until, team }: Membership, day: Day): boolean {
  return from <= day && until >= day && team.phaseOfQuarter(quarterOf(day)) !== undefined;
}
