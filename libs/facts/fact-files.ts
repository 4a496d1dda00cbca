/**
 * The fourteen fact files: their columns, and the event each row becomes in the stream of what it is about.
 * This table is the one place that knows them; intake, the event catalogue and the documentation are made from it.
 */

/** How the text of a column is read. */
export type ColumnKind =
  | 'text'
  | 'identifier'
  | 'team'
  | 'patient'
  | 'day'
  | 'quarter'
  | 'year'
  | 'cents'
  | 'integer'
  | 'percent'
  | 'digits'
  | 'rpps'
  | 'finess'
  | 'commune'
  | 'flag'
  | 'profession'
  | 'sex'
  | 'coverageKind'
  | 'structure'
  | 'scheme'
  | 'option'
  | 'scope'
  | 'phase'
  | 'indicator'
  | 'ageBand';

export interface Column {
  readonly name: string;
  readonly kind: ColumnKind;
  /** May be empty. */
  readonly optional?: true;
  /** Part of the key that names the fact; a row is a version of it. */
  readonly key?: true;
}

export type FactFileName =
  | 'teams'
  | 'phases'
  | 'members'
  | 'patients'
  | 'coverage'
  | 'declarations'
  | 'acts'
  | 'quality'
  | 'thresholds'
  | 'communes'
  | 'reference_revenue'
  | 'credits'
  | 'spending'
  | 'national_spending';

export interface FactFile {
  readonly name: FactFileName;
  /** Type of the event a row becomes. */
  readonly event: string;
  readonly about: string;
  readonly columns: readonly Column[];
  /** Column that says when the fact holds (its effective date). */
  readonly effective: string;
  /** The stream is `patient-<id>`, `team-<id>` or `national-<kind>`; the first two name their column. */
  readonly stream: { readonly category: 'patient' | 'team'; readonly column: string } | { readonly national: string };
}

const KNOWN_ON: Column = { name: 'known_on', kind: 'day' };
const TEAM = { category: 'team', column: 'team_id' } as const;
const PATIENT = { category: 'patient', column: 'patient_id' } as const;
const TEAM_ID: Column = { name: 'team_id', kind: 'team', key: true };
const PATIENT_ID: Column = { name: 'patient_id', kind: 'patient', key: true };
const YEAR: Column = { name: 'year', kind: 'year', key: true };
const UNTIL: Column = { name: 'until', kind: 'day', optional: true };
const AMOUNT: Column = { name: 'amount_cents', kind: 'cents', optional: true };

function key(name: string, kind: ColumnKind): Column {
  return { name, kind, key: true };
}

/** In the order they are imported: a row of a team is checked against the teams, a reversal against the acts before it. */
export const FACT_FILES: readonly FactFile[] = [
  {
    name: 'teams',
    event: 'TeamDescribed',
    about: 'Identity of a team from a day on: scheme, option, scope, structure, commune.',
    stream: TEAM,
    effective: 'from',
    columns: [
      TEAM_ID,
      key('from', 'day'),
      { name: 'name', kind: 'text' },
      { name: 'scheme', kind: 'scheme' },
      { name: 'option', kind: 'option', optional: true },
      { name: 'scope', kind: 'scope', optional: true },
      { name: 'structure', kind: 'structure' },
      { name: 'finess', kind: 'finess' },
      { name: 'commune', kind: 'commune' },
      KNOWN_ON,
    ],
  },
  {
    name: 'phases',
    event: 'PhaseBegun',
    about: 'Phase of a team in its experiment from a day on; an empty phase withdraws one entered in error.',
    stream: TEAM,
    effective: 'from',
    columns: [TEAM_ID, { name: 'phase', kind: 'phase', optional: true }, key('from', 'day'), KNOWN_ON],
  },
  {
    name: 'members',
    event: 'MembershipRecorded',
    about: 'Membership of a professional in a team.',
    stream: TEAM,
    effective: 'from',
    columns: [
      TEAM_ID,
      key('rpps', 'rpps'),
      { name: 'profession', kind: 'profession' },
      key('from', 'day'),
      UNTIL,
      KNOWN_ON,
    ],
  },
  {
    name: 'patients',
    event: 'PatientDescribed',
    about: 'Birth, sex and death of a patient, under a pseudonym.',
    stream: PATIENT,
    effective: 'birth_date',
    columns: [
      PATIENT_ID,
      { name: 'birth_date', kind: 'day' },
      { name: 'sex', kind: 'sex' },
      { name: 'died_on', kind: 'day', optional: true },
      KNOWN_ON,
    ],
  },
  {
    name: 'coverage',
    event: 'CoverageRecorded',
    about: 'Long-term condition (ALD) or complementary health cover (C2S) of a patient.',
    stream: PATIENT,
    effective: 'from',
    columns: [
      PATIENT_ID,
      key('kind', 'coverageKind'),
      { name: 'ald_number', kind: 'integer', optional: true, key: true },
      key('from', 'day'),
      UNTIL,
      KNOWN_ON,
    ],
  },
  {
    name: 'declarations',
    event: 'TreatingDoctorDeclared',
    about: 'Declaration of a treating doctor (médecin traitant); an empty rpps ends the one before.',
    stream: PATIENT,
    effective: 'declared_on',
    columns: [PATIENT_ID, { name: 'rpps', kind: 'rpps', optional: true }, key('declared_on', 'day'), KNOWN_ON],
  },
  {
    name: 'acts',
    event: 'ActRecorded',
    about: 'One line of care paid by the act, or the reversal of one.',
    stream: PATIENT,
    effective: 'care_on',
    columns: [
      key('act_id', 'identifier'),
      { name: 'patient_id', kind: 'patient' },
      { name: 'executant_rpps', kind: 'rpps' },
      { name: 'profession', kind: 'profession' },
      { name: 'act_code', kind: 'digits' },
      { name: 'quantity', kind: 'integer' },
      { name: 'care_on', kind: 'day' },
      { name: 'base_cents', kind: 'cents' },
      { name: 'paid_cents', kind: 'cents' },
      { name: 'qualifier', kind: 'text', optional: true },
      { name: 'reverses', kind: 'identifier', optional: true },
      KNOWN_ON,
    ],
  },
  {
    name: 'quality',
    event: 'QualityMeasured',
    about: 'Result of a team for a quality indicator and a year.',
    stream: TEAM,
    effective: 'year',
    columns: [
      TEAM_ID,
      YEAR,
      key('indicator', 'indicator'),
      { name: 'numerator', kind: 'integer' },
      { name: 'denominator', kind: 'integer' },
      KNOWN_ON,
    ],
  },
  {
    name: 'thresholds',
    event: 'ThresholdsSet',
    about: 'Intermediate and target values of an indicator for a year, percent.',
    stream: { national: 'thresholds' },
    effective: 'year',
    columns: [
      key('indicator', 'indicator'),
      YEAR,
      { name: 'intermediate', kind: 'percent' },
      { name: 'target', kind: 'percent' },
      KNOWN_ON,
    ],
  },
  {
    name: 'communes',
    event: 'PovertyRatePublished',
    about: 'Poverty rate of a commune for a year, percent; empty: secret or unknown.',
    stream: { national: 'communes' },
    effective: 'year',
    columns: [
      key('commune', 'commune'),
      { name: 'name', kind: 'text' },
      YEAR,
      { name: 'poverty_rate', kind: 'percent', optional: true },
      KNOWN_ON,
    ],
  },
  {
    name: 'reference_revenue',
    event: 'ReferenceRevenueSet',
    about: 'Former pay of a team for a quarter, against which the forfait is capped.',
    stream: TEAM,
    effective: 'quarter',
    columns: [TEAM_ID, key('quarter', 'quarter'), AMOUNT, KNOWN_ON],
  },
  {
    name: 'credits',
    event: 'StartupCreditGranted',
    about: 'Start-up credit (crédit d’amorçage) of a team, due on a day; negative: taken back.',
    stream: TEAM,
    effective: 'due_on',
    columns: [TEAM_ID, key('due_on', 'day'), key('label', 'identifier'), AMOUNT, KNOWN_ON],
  },
  {
    name: 'spending',
    event: 'SpendingObserved',
    about: 'All the spending of the insurance for a patient in a year.',
    stream: PATIENT,
    effective: 'year',
    columns: [PATIENT_ID, YEAR, AMOUNT, KNOWN_ON],
  },
  {
    name: 'national_spending',
    event: 'NationalSpendingPublished',
    about: 'National mean spending of a year by profile.',
    stream: { national: 'spending' },
    effective: 'year',
    columns: [
      YEAR,
      key('age_band', 'ageBand'),
      key('sex', 'sex'),
      key('ald', 'flag'),
      key('c2s', 'flag'),
      AMOUNT,
      KNOWN_ON,
    ],
  },
];

export const FACT_FILE_BY_EVENT: ReadonlyMap<string, FactFile> = new Map(FACT_FILES.map((file) => [file.event, file]));

/** Throws RangeError on a name that is none of the fourteen. */
export function factFile(name: FactFileName): FactFile {
  const found = FACT_FILES.find((file) => file.name === name);
  if (found === undefined) throw new RangeError(`${name} is not a fact file`);
  return found;
}

/** Position of a column in the canonical order. Throws RangeError where the file has no such column. */
export function columnIndex(file: FactFile, name: string): number {
  const index = file.columns.findIndex((column) => column.name === name);
  if (index < 0) throw new RangeError(`${file.name} has no column ${name}`);
  return index;
}
