import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';

/**
 * Days are `YYYY-MM-DD`, quarters `2021-Q1`: both compare as text in the order of time.
 */
export function plusDays(day: string, count: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + count);
  return date.toISOString().slice(0, 10);
}

export function quarterOf(day: string): string {
  return `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`;
}

export function yearOf(dayOrQuarter: string): number {
  return Number(dayOrQuarter.slice(0, 4));
}

export function firstDay(quarter: string): string {
  return `${quarter.slice(0, 4)}-${['01', '04', '07', '10'][Number(quarter.slice(6)) - 1]}-01`;
}

export function lastDay(quarter: string): string {
  return plusDays(firstDay(quarterLater(quarter, 1)), -1);
}

const DAYS = new Map<string, readonly string[]>();

export function daysOf(quarter: string): readonly string[] {
  const known = DAYS.get(quarter);
  if (known !== undefined) return known;
  const days: string[] = [];
  const last = lastDay(quarter);
  for (let day = firstDay(quarter); day <= last; day = plusDays(day, 1)) days.push(day);
  DAYS.set(quarter, days);
  return days;
}

export function quarterLater(quarter: string, count: number): string {
  const index = yearOf(quarter) * 4 + Number(quarter.slice(6)) - 1 + count;
  return `${Math.floor(index / 4)}-Q${(index % 4) + 1}`;
}

export function quartersBetween(from: string, to: string): string[] {
  const quarters: string[] = [];
  for (let quarter = from; quarter <= to; quarter = quarterLater(quarter, 1)) quarters.push(quarter);
  return quarters;
}

export type Row<Column extends string> = Readonly<Record<Column | 'known_on', string>>;

export type Team = Row<'team_id' | 'from' | 'name' | 'scheme' | 'option' | 'scope' | 'commune'>;
export type Member = Row<'team_id' | 'rpps' | 'profession' | 'from' | 'until'>;
export type Patient = Row<'patient_id' | 'birth_date' | 'sex' | 'died_on'>;
export type Coverage = Row<'patient_id' | 'kind' | 'ald_number' | 'from' | 'until'>;
export type Declaration = Row<'patient_id' | 'rpps' | 'declared_on'>;
export type Act = Row<
  | 'act_id'
  | 'patient_id'
  | 'executant_rpps'
  | 'profession'
  | 'act_code'
  | 'quantity'
  | 'care_on'
  | 'base_cents'
  | 'paid_cents'
  | 'qualifier'
>;

export interface Facts {
  readonly teams: Team[];
  readonly phases: Row<'team_id' | 'phase' | 'from'>[];
  readonly members: Member[];
  readonly patients: Map<string, Patient>;
  readonly coverage: Map<string, Coverage[]>;
  readonly declarations: Map<string, Declaration[]>;
  readonly acts: Act[];
  readonly quality: Row<'team_id' | 'year' | 'indicator' | 'numerator' | 'denominator'>[];
  readonly thresholds: Row<'indicator' | 'year' | 'intermediate' | 'target'>[];
  readonly communes: Row<'commune' | 'year' | 'poverty_rate'>[];
  readonly referenceRevenue: Row<'team_id' | 'quarter' | 'amount_cents'>[];
  readonly credits: Row<'team_id' | 'due_on' | 'label' | 'amount_cents'>[];
  readonly spending: Map<string, Row<'patient_id' | 'year' | 'amount_cents'>[]>;
  readonly nationalSpending: Row<'year' | 'age_band' | 'sex' | 'ald' | 'c2s' | 'amount_cents'>[];
}

/** "A calculation as known on K sees only rows with known_on ≤ K." */
export function factsKnownOn(folder: string, knownOn: string): Facts {
  const known = readBefore(folder).get(knownOn);
  if (known !== undefined) return known;
  /** "Any file may be missing." */
  function rows<R>(file: string, ...key: string[]): R[] {
    return holding(recordedRows(join(folder, `${file}.csv`)), key, knownOn) as R[];
  }
  const byPatient = <R extends { readonly patient_id: string }>(list: R[]): Map<string, R[]> =>
    Map.groupBy(list, (row) => row.patient_id);

  const facts: Facts = {
    teams: rows('teams', 'team_id', 'from'),
    phases: withoutWithdrawn(rows('phases', 'team_id', 'from'), 'phase'),
    members: rows('members', 'team_id', 'rpps', 'from'),
    patients: new Map(rows<Patient>('patients', 'patient_id').map((row) => [row.patient_id, row])),
    coverage: byPatient(rows('coverage', 'patient_id', 'kind', 'ald_number', 'from')),
    declarations: byPatient(rows('declarations', 'patient_id', 'declared_on')),
    acts: rows('acts', 'act_id'),
    quality: rows('quality', 'team_id', 'year', 'indicator'),
    thresholds: rows('thresholds', 'indicator', 'year'),
    // An empty poverty_rate is a known row that says "secret", not a row withdrawn.
    communes: rows('communes', 'commune', 'year'),
    referenceRevenue: withoutWithdrawn(rows('reference_revenue', 'team_id', 'quarter'), 'amount_cents'),
    credits: withoutWithdrawn(rows('credits', 'team_id', 'due_on', 'label'), 'amount_cents'),
    spending: byPatient(withoutWithdrawn(rows('spending', 'patient_id', 'year'), 'amount_cents')),
    nationalSpending: withoutWithdrawn(
      rows('national_spending', 'year', 'age_band', 'sex', 'ald', 'c2s'),
      'amount_cents',
    ),
  };
  read.facts.set(knownOn, facts);
  return facts;
}

/** The last folder that was read, with its files at that time: each test calculates many times from one. */
let read = { files: '', rows: new Map<string, Row<string>[]>(), facts: new Map<string, Facts>() };

/** Keyed by the day they are known; empty if a file has changed since. */
function readBefore(folder: string): ReadonlyMap<string, Facts> {
  const files = readdirSync(folder).map((name) => {
    const { size, mtimeMs } = statSync(join(folder, name));
    return `${folder}/${name} ${size} ${mtimeMs}`;
  });
  if (files.join() !== read.files) read = { files: files.join(), rows: new Map(), facts: new Map() };
  return read.facts;
}

/**
 * "A row identical to one already recorded (every field the same text) changes nothing, whatever was recorded between."
 */
function recordedRows(path: string): Row<string>[] {
  if (!existsSync(path)) return [];
  const known = read.rows.get(path);
  if (known !== undefined) return known;
  const all = parse<Row<string>>(readFileSync(path, 'utf8'), { bom: true, columns: true, skip_empty_lines: true });
  const recorded = new Set<string>();
  const rows = all.filter((row) => {
    const text = JSON.stringify(Object.entries(row).sort());
    const isNew = !recorded.has(text);
    recorded.add(text);
    return isNew;
  });
  read.rows.set(path, rows);
  return rows;
}

/**
 * "A row is a version of the fact named by its key. As known on K, the version with the greatest known_on ≤ K holds; of
 * two with the same known_on, the one recorded later." The order of the file is the order of recording.
 */
function holding(rows: Row<string>[], key: string[], knownOn: string): Row<string>[] {
  const versions = new Map<string, Row<string>>();
  for (const row of rows) {
    const known = row['known_on'] ?? '';
    if (known > knownOn) continue;
    // "ald_number compares as a number, in the key too: 8 and 08 are one ALD and name one fact."
    const name = JSON.stringify(
      key.map((column) => (column === 'ald_number' && row[column] !== '' ? Number(row[column]) : row[column])),
    );
    const held = versions.get(name);
    if (held === undefined || known >= (held['known_on'] ?? '')) versions.set(name, row);
  }
  return [...versions.values()];
}

/** "a phase or an amount entered in error is withdrawn by a later version with an empty phase or amount_cents" */
function withoutWithdrawn<R>(rows: R[], column: keyof R): R[] {
  return rows.filter((row) => row[column] !== '');
}
