/**
 * The projection of rosters: one document per team, the national reference data, and the merges of patients. A document stores each version
 * as a list of fields without names. Only this file knows their order, and team-document.ts that of a team.
 */
import { dayFromText } from '#libs/kernel/day.ts';
import { type At, addOnce } from '#libs/enrolment/compact.ts';
import type { NationalSpending, PovertyVersion, RosterDocuments, ThresholdVersion } from '#libs/enrolment/roster.ts';
import { DUPLICATES_EVENTS, type MergeOfErased } from '#libs/enrolment/duplicates/events.ts';
import { DUPLICATES_STREAM } from '#libs/enrolment/duplicates/stream.ts';
import type { MergeVersion } from '#libs/enrolment/persons.ts';
import {
  type Row,
  fieldFraction,
  fieldText,
  fieldWhole,
  optionalFieldFraction,
  optionalFieldWhole,
  rowOf,
} from '#libs/enrolment/row.ts';
import { type TeamDocument, emptyTeam, evolveTeam, readTeam } from '#libs/enrolment/team-document.ts';
import type { RecordedEvent } from '#libs/event-store/event.ts';
import { orDocumentGarbled } from '#libs/read-store/document-garbled.ts';
import type { Projection } from '#libs/read-store/projection.ts';
import type { Sex } from '#libs/regulation/profile.ts';

type Threshold = readonly [indicator: string, year: number, intermediate: string, target: string, ...At];
type Poverty = readonly [year: number, rate: string, ...At];
/** `into`: null if a merge was undone. */
type Merge = readonly [patient: string, into: string | null, ...At];
type Spending = readonly [ageBand: string, sex: string, ald: number, c2s: number, amountCents: number | null, ...At];

interface ThresholdsDocument {
  readonly thresholds: Threshold[];
}
interface CommuneDocument {
  readonly rates: Poverty[];
}
interface NationalSpendingDocument {
  readonly year: number;
  readonly spending: Spending[];
}

interface MergesDocument {
  readonly merges: Merge[];
}

/** A stored document. */
type RosterDocument = TeamDocument | ThresholdsDocument | CommuneDocument | NationalSpendingDocument | MergesDocument;

export const TEAM_PREFIX = 'team/';
export const THRESHOLDS_KEY = 'thresholds';
export const MERGES_KEY = 'merges';
export const COMMUNE_PREFIX = 'commune/';
export const NATIONAL_SPENDING_PREFIX = 'national-spending/';

const NO_MERGES: readonly MergeVersion[] = [];

export const ROSTERS: Projection<RosterDocument> = {
  name: 'rosters',
  version: 3,
  categories: ['team', 'national', DUPLICATES_STREAM],
  documentPerStream: false,
  // Merges name patients.
  ofPeople: { scratch: [] },
  keys: (event) => (event.stream === DUPLICATES_STREAM && !isOfMerges(event) ? [] : [rosterKey(event)]),
  evolve: evolveRoster,
};

/** Reads the document under THRESHOLDS_KEY. Throws DOCUMENT_GARBLED. */
export function readThresholds(document: string): readonly ThresholdVersion[] {
  return orDocumentGarbled('rosters', () => {
    const { thresholds } = JSON.parse(document) as ThresholdsDocument;
    return thresholds.map(([indicator, year, intermediate, target, knownOn, position]) => ({
      indicator,
      year,
      intermediate,
      target,
      knownOn,
      position,
    }));
  });
}

/** Reads a document under COMMUNE_PREFIX. Throws DOCUMENT_GARBLED. */
export function readPovertyRates(document: string): readonly PovertyVersion[] {
  return orDocumentGarbled('rosters', () => {
    const { rates } = JSON.parse(document) as CommuneDocument;
    return rates.map(([year, rate, knownOn, position]) => ({ year, rate, knownOn, position }));
  });
}

/** Reads a document under NATIONAL_SPENDING_PREFIX. Throws DOCUMENT_GARBLED. */
export function readNationalSpending(document: string): NationalSpending {
  return orDocumentGarbled('rosters', () => {
    const { year, spending } = JSON.parse(document) as NationalSpendingDocument;
    return {
      year,
      spending: spending.map(([ageBand, sex, ald, c2s, amountCents, knownOn, position]) => ({
        ageBand,
        sex: sex as Sex,
        ald: ald === 1,
        c2s: c2s === 1,
        amountCents,
        knownOn,
        position,
      })),
    };
  });
}

/** Reads the document under MERGES_KEY. Throws DOCUMENT_GARBLED. */
function readMerges(document: string): readonly MergeVersion[] {
  return orDocumentGarbled('rosters', () => {
    const { merges } = JSON.parse(document) as MergesDocument;
    // An erased patient has no name any more.
    return merges.flatMap(([patient, into, knownOn, position]) =>
      patient === '' ? [] : [{ patient, into, knownOn, position }],
    );
  });
}

/** All rosters and reference data among documents, by their keys. */
export function readRosters(documents: ReadonlyMap<string, string>): RosterDocuments {
  const under = <T>(prefix: string, read: (document: string) => T): (readonly [string, T])[] =>
    [...documents].flatMap(([key, text]) => (key.startsWith(prefix) ? [[key.slice(prefix.length), read(text)]] : []));
  const thresholds = documents.get(THRESHOLDS_KEY);
  const merges = documents.get(MERGES_KEY);
  return {
    teams: under(TEAM_PREFIX, readTeam).map(([, team]) => team),
    nationalSpending: under(NATIONAL_SPENDING_PREFIX, readNationalSpending).map(([, spending]) => spending),
    thresholds: thresholds === undefined ? [] : readThresholds(thresholds),
    communes: new Map(under(COMMUNE_PREFIX, readPovertyRates)),
    merges: merges === undefined ? NO_MERGES : readMerges(merges),
  };
}

/** Only these events about duplicates change a calculation. */
export function isOfMerges({ type }: Pick<RecordedEvent, 'type'>): boolean {
  return type === 'PatientsMerged' || type === 'PatientsSeparated' || type === 'MergeOfErased';
}

function rosterKey(event: RecordedEvent): string {
  switch (event.type) {
    case 'ThresholdsSet':
      return THRESHOLDS_KEY;
    case 'PatientsMerged':
    case 'PatientsSeparated':
    case 'MergeOfErased':
      return MERGES_KEY;
    case 'PovertyRatePublished':
      return COMMUNE_PREFIX + fieldText(JSON.parse(event.data) as Row, 'commune');
    case 'NationalSpendingPublished':
      return NATIONAL_SPENDING_PREFIX + fieldText(JSON.parse(event.data) as Row, 'year');
    default:
      return TEAM_PREFIX + event.stream.slice('team-'.length);
  }
}

function evolveRoster(roster: RosterDocument | undefined, event: RecordedEvent, key: string): RosterDocument {
  switch (event.type) {
    case 'ThresholdsSet':
      return evolveThresholds((roster as ThresholdsDocument | undefined) ?? { thresholds: [] }, event);
    case 'PatientsMerged':
    case 'PatientsSeparated':
    case 'MergeOfErased':
      return evolveMerges((roster as MergesDocument | undefined) ?? { merges: [] }, event);
    case 'PovertyRatePublished':
      return evolveCommune((roster as CommuneDocument | undefined) ?? { rates: [] }, event);
    case 'NationalSpendingPublished':
      return evolveSpending(roster as NationalSpendingDocument | undefined, event);
    default:
      return evolveTeam((roster as TeamDocument | undefined) ?? emptyTeam(key.slice(TEAM_PREFIX.length)), event);
  }
}

function evolveThresholds(document: ThresholdsDocument, event: RecordedEvent): ThresholdsDocument {
  const { row, at } = rowOf(event);
  const percents = [fieldFraction(row, 'intermediate'), fieldFraction(row, 'target')] as const;
  addOnce(document.thresholds, [fieldText(row, 'indicator'), fieldWhole(row, 'year'), ...percents, ...at]);
  return document;
}

function evolveMerges(document: MergesDocument, event: RecordedEvent): MergesDocument {
  if (event.type === 'MergeOfErased') return withFormerMerge(document, event);
  const { row, at } = rowOf(event);
  addOnce(document.merges, [
    fieldText(row, 'patient'),
    event.type === 'PatientsMerged' ? fieldText(row, 'into') : null,
    ...at,
  ]);
  return document;
}

/** Inserts the merge if it was recorded before one of the two was erased. */
function withFormerMerge(document: MergesDocument, event: RecordedEvent): MergesDocument {
  const { patient, into, merged, separated } = DUPLICATES_EVENTS.read(event).data as MergeOfErased['data'];
  for (const [of, { knownOn, position }] of [
    [into, merged],
    [null, separated],
  ] as const)
    if (!document.merges.some((merge) => merge.at(-1) === position && merge[0] === patient))
      document.merges.push([patient, of, dayFromText(knownOn), position]);
  return document;
}

function evolveCommune(document: CommuneDocument, event: RecordedEvent): CommuneDocument {
  const { row, at } = rowOf(event);
  addOnce(document.rates, [fieldWhole(row, 'year'), optionalFieldFraction(row, 'poverty_rate'), ...at]);
  return document;
}

function evolveSpending(before: NationalSpendingDocument | undefined, event: RecordedEvent): NationalSpendingDocument {
  const { row, at } = rowOf(event);
  const document = before ?? { year: fieldWhole(row, 'year'), spending: [] };
  const profile = [
    fieldText(row, 'age_band'),
    fieldText(row, 'sex'),
    fieldWhole(row, 'ald'),
    fieldWhole(row, 'c2s'),
  ] as const;
  addOnce(document.spending, [...profile, optionalFieldWhole(row, 'amount_cents'), ...at]);
  return document;
}
