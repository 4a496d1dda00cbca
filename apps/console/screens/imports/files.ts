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

/** The fields of one received row. */
export function fieldsOf(row: string): readonly string[] {
  const fields: string[] = [];
  // Each field has its comma before it, the first one too.
  for (const [, quoted, plain = ''] of `,${row}`.matchAll(/,(?:"((?:[^"]|"")*)"|([^",]*))/g))
    fields.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
  return fields;
}

/** A file with the names of its columns and these rows. */
export function fileOf(name: string, rows: readonly (readonly string[])[]): string {
  const lines = [FACT_FILES[name]?.columns ?? [], ...rows];
  return lines.map(csvLine).join('');
}
