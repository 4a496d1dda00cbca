/** The files of facts: their names, contents and columns. */
import { csvLine, excelLine } from '#libs/kernel/csv.ts';

export const MANIFEST = 'manifest.csv';

interface FactFile {
  readonly holds: string;
  readonly columns: readonly string[];
}

export const FACT_FILES: Readonly<Record<string, FactFile>> = {
  'teams.csv': {
    holds: 'équipes',
    columns: ['team_id', 'from', 'name', 'scheme', 'option', 'scope', 'structure', 'finess', 'commune', 'known_on'],
  },
  'phases.csv': { holds: 'phases des équipes', columns: ['team_id', 'phase', 'from', 'known_on'] },
  'members.csv': {
    holds: 'professionnels des équipes',
    columns: ['team_id', 'rpps', 'profession', 'from', 'until', 'known_on'],
  },
  'patients.csv': { holds: 'patients', columns: ['patient_id', 'birth_date', 'sex', 'died_on', 'known_on'] },
  'coverage.csv': {
    holds: 'ALD et C2S',
    columns: ['patient_id', 'kind', 'ald_number', 'from', 'until', 'known_on'],
  },
  'declarations.csv': {
    holds: 'déclarations de médecin traitant',
    columns: ['patient_id', 'rpps', 'declared_on', 'known_on'],
  },
  'acts.csv': {
    holds: 'actes payés',
    columns: [
      'act_id',
      'patient_id',
      'executant_rpps',
      'profession',
      'act_code',
      'quantity',
      'care_on',
      'base_cents',
      'paid_cents',
      'qualifier',
      'reverses',
      'known_on',
    ],
  },
  'quality.csv': {
    holds: 'résultats de qualité',
    columns: ['team_id', 'year', 'indicator', 'numerator', 'denominator', 'known_on'],
  },
  'thresholds.csv': {
    holds: 'seuils de qualité',
    columns: ['indicator', 'year', 'intermediate', 'target', 'known_on'],
  },
  'communes.csv': {
    holds: 'taux de pauvreté des communes',
    columns: ['commune', 'name', 'year', 'poverty_rate', 'known_on'],
  },
  'reference_revenue.csv': {
    holds: 'revenus de référence',
    columns: ['team_id', 'quarter', 'amount_cents', 'known_on'],
  },
  'credits.csv': {
    holds: 'crédits d’amorçage',
    columns: ['team_id', 'due_on', 'label', 'amount_cents', 'known_on'],
  },
  'spending.csv': { holds: 'dépenses des patients', columns: ['patient_id', 'year', 'amount_cents', 'known_on'] },
  'national_spending.csv': {
    holds: 'dépense nationale',
    columns: ['year', 'age_band', 'sex', 'ald', 'c2s', 'amount_cents', 'known_on'],
  },
};

/** A file to fill in: its header, as Excel in France opens it. */
export function templateOf(name: string): string {
  return `\uFEFF${excelLine(FACT_FILES[name]?.columns ?? [])}`;
}

/** The kind of a file; undefined if it is no file of facts. */
export function holdsText(name: string): string | undefined {
  return name === MANIFEST ? 'manifeste' : FACT_FILES[name]?.holds;
}

const SEPARATORS = [',', ';', '\t'] as const;

/** All fields of one received row, also more than the columns of its file: by the separator that gives about as many. */
export function fieldsOf(file: string, row: string): readonly string[] {
  const columns = FACT_FILES[file]?.columns.length ?? 0;
  const [best = []] = SEPARATORS.map((separator) => split(row, separator)).toSorted(
    (a, b) => Math.abs(a.length - columns) - Math.abs(b.length - columns),
  );
  return best;
}

function split(row: string, separator: string): readonly string[] {
  // Each field has its separator before it, the first one too.
  const field = new RegExp(`${separator}(?:"((?:[^"]|"")*)"|([^"${separator}]*))`, 'g');
  return [...`${separator}${row}`.matchAll(field)].map(([, quoted, plain = '']) =>
    quoted === undefined ? plain : quoted.replaceAll('""', '"'),
  );
}

/** A row set aside, corrected. */
export interface MendedRow {
  readonly file: string;
  /** More than the columns while the person has not emptied those that are too many. */
  readonly fields: readonly string[];
  /** Names the row set aside, which is closed when this one is recorded. */
  readonly reference: string;
}

/** Whether each field of a row that holds something has a column. */
export function isWithinColumns({ file, fields }: MendedRow): boolean {
  return fields.slice(FACT_FILES[file]?.columns.length).every((field) => field.trim() === '');
}

/** A file with the names of its columns and these rows, each with its reference. */
export function fileOf(name: string, rows: readonly MendedRow[]): string {
  const columns = FACT_FILES[name]?.columns ?? [];
  const lines = rows.map(({ fields, reference }) => [...columns.map((_, i) => fields[i] ?? ''), reference]);
  return [[...columns, 'reference'], ...lines].map(csvLine).join('');
}
