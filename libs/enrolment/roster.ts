/**
 * The rosters: all versions of the facts of each team, and of the national reference data, ready to calculate with.
 */
import { type Day, dayFromText, quarterFromText } from '#libs/kernel/day.ts';
import type { Quarter } from '#libs/kernel/day.ts';
import { type Row, day, optionalDay, optionalWhole, text, whole } from '#libs/enrolment/row.ts';
import { type Version, addVersion } from '#libs/enrolment/versions.ts';
import type { RecordedEvent } from '#libs/event-store/event.ts';
import type { Projection } from '#libs/read-store/projection.ts';

export type TeamVersion = Version<
  [
    from: Day,
    name: string,
    scheme: string,
    option: string,
    scope: string,
    structure: string,
    finess: string,
    commune: string,
  ]
>;
/** An empty phase withdraws the one of that day. */
export type PhaseVersion = Version<[phase: string, from: Day]>;
export type MemberVersion = Version<[rpps: string, profession: string, from: Day, until: Day | null]>;
export type QualityVersion = Version<[year: number, indicator: string, numerator: number, denominator: number]>;
export type RevenueVersion = Version<[quarter: Quarter, amountCents: number | null]>;
export type CreditVersion = Version<[dueOn: Day, label: string, amountCents: number | null]>;

export interface TeamRoster {
  readonly team: string;
  readonly rows: TeamVersion[];
  readonly phases: PhaseVersion[];
  readonly members: MemberVersion[];
  readonly quality: QualityVersion[];
  readonly revenue: RevenueVersion[];
  readonly credits: CreditVersion[];
}

/** Thresholds in percent, as written, so that they stay exact. */
export type ThresholdVersion = Version<[indicator: string, year: number, intermediate: string, target: string]>;
/** Percent as written; empty: secret or unknown. */
export type PovertyVersion = Version<[year: number, rate: string]>;
export type NationalSpendingVersion = Version<
  [ageBand: string, sex: string, ald: number, c2s: number, amountCents: number | null]
>;

export interface Thresholds {
  readonly thresholds: ThresholdVersion[];
}
export interface Commune {
  readonly rates: PovertyVersion[];
}
export interface NationalSpending {
  readonly year: number;
  readonly spending: NationalSpendingVersion[];
}

export type Roster = TeamRoster | Thresholds | Commune | NationalSpending;

export const TEAM_PREFIX = 'team/';
export const THRESHOLDS_KEY = 'thresholds';
export const COMMUNE_PREFIX = 'commune/';
export const NATIONAL_SPENDING_PREFIX = 'national-spending/';

export const ROSTERS: Projection<Roster> = {
  name: 'rosters',
  version: 2,
  categories: ['team', 'national'],
  documentPerStream: false,
  keys: (event) => [rosterKey(event)],
  evolve: evolveRoster,
};

function rosterKey(event: RecordedEvent): string {
  switch (event.type) {
    case 'ThresholdsSet':
      return THRESHOLDS_KEY;
    case 'PovertyRatePublished':
      return COMMUNE_PREFIX + text(JSON.parse(event.data) as Row, 'commune');
    case 'NationalSpendingPublished':
      return NATIONAL_SPENDING_PREFIX + text(JSON.parse(event.data) as Row, 'year');
    default:
      return TEAM_PREFIX + event.stream.slice('team-'.length);
  }
}

function evolveRoster(roster: Roster | undefined, event: RecordedEvent, key: string): Roster {
  const row = JSON.parse(event.data) as Row;
  const at: [Day, number] = [dayFromText(event.knownOn), event.position];
  switch (event.type) {
    case 'ThresholdsSet': {
      const document = (roster as Thresholds | undefined) ?? { thresholds: [] };
      addVersion(document.thresholds, [
        text(row, 'indicator'),
        whole(row, 'year'),
        text(row, 'intermediate'),
        text(row, 'target'),
        ...at,
      ]);
      return document;
    }
    case 'PovertyRatePublished': {
      const document = (roster as Commune | undefined) ?? { rates: [] };
      addVersion(document.rates, [whole(row, 'year'), text(row, 'poverty_rate'), ...at]);
      return document;
    }
    case 'NationalSpendingPublished': {
      const document = (roster as NationalSpending | undefined) ?? { year: whole(row, 'year'), spending: [] };
      addVersion(document.spending, [
        text(row, 'age_band'),
        text(row, 'sex'),
        whole(row, 'ald'),
        whole(row, 'c2s'),
        optionalWhole(row, 'amount_cents'),
        ...at,
      ]);
      return document;
    }
    default:
      return evolveTeam((roster as TeamRoster | undefined) ?? emptyTeam(key.slice(TEAM_PREFIX.length)), event, row, at);
  }
}

export function emptyTeam(team: string): TeamRoster {
  return { team, rows: [], phases: [], members: [], quality: [], revenue: [], credits: [] };
}

function evolveTeam(team: TeamRoster, event: RecordedEvent, row: Row, at: [Day, number]): TeamRoster {
  switch (event.type) {
    case 'TeamDescribed':
      addVersion(team.rows, [
        day(row, 'from'),
        text(row, 'name'),
        text(row, 'scheme'),
        text(row, 'option'),
        text(row, 'scope'),
        text(row, 'structure'),
        text(row, 'finess'),
        text(row, 'commune'),
        ...at,
      ]);
      return team;
    case 'PhaseBegun':
      addVersion(team.phases, [text(row, 'phase'), day(row, 'from'), ...at]);
      return team;
    case 'MembershipRecorded':
      addVersion(team.members, [
        text(row, 'rpps'),
        text(row, 'profession'),
        day(row, 'from'),
        optionalDay(row, 'until'),
        ...at,
      ]);
      return team;
    case 'QualityMeasured':
      addVersion(team.quality, [
        whole(row, 'year'),
        text(row, 'indicator'),
        whole(row, 'numerator'),
        whole(row, 'denominator'),
        ...at,
      ]);
      return team;
    case 'ReferenceRevenueSet':
      addVersion(team.revenue, [quarterFromText(text(row, 'quarter')), optionalWhole(row, 'amount_cents'), ...at]);
      return team;
    case 'StartupCreditGranted':
      addVersion(team.credits, [day(row, 'due_on'), text(row, 'label'), optionalWhole(row, 'amount_cents'), ...at]);
      return team;
    default:
      throw new RangeError(`${event.type} is not an event of a team`);
  }
}
