/** A valid row of each facts file; tests spoil one field at a time. */
import { type FactName, factKindOf } from '#libs/intake/fact-kinds.ts';

export const GOOD_ROWS: Readonly<Record<FactName, Readonly<Record<string, string>>>> = {
  teams: {
    team_id: 'T1',
    from: '2020-01-01',
    name: 'Maison de santé',
    scheme: 'PEPS',
    option: 'ALL',
    scope: 'GP',
    structure: 'MSP',
    finess: '010000016',
    commune: '01283',
    known_on: '2020-01-01',
  },
  phases: { team_id: 'T1', phase: 'SETUP', from: '2020-01-01', known_on: '2020-01-01' },
  members: {
    team_id: 'T1',
    rpps: '10000001916',
    profession: 'GP',
    from: '2020-01-01',
    until: '',
    known_on: '2020-01-01',
  },
  patients: { patient_id: 'P1', birth_date: '1960-02-29', sex: 'F', died_on: '', known_on: '2020-01-01' },
  coverage: {
    patient_id: 'P1',
    kind: 'ALD',
    ald_number: '8',
    from: '2020-01-01',
    until: '',
    known_on: '2020-01-01',
  },
  declarations: { patient_id: 'P1', rpps: '10000001916', declared_on: '2020-01-01', known_on: '2020-01-01' },
  acts: {
    act_id: 'A1',
    patient_id: 'P1',
    executant_rpps: '10000001916',
    profession: 'GP',
    act_code: '1110',
    quantity: '1',
    care_on: '2021-01-05',
    base_cents: '2500',
    paid_cents: '1650',
    qualifier: '',
    reverses: '',
    known_on: '2021-02-01',
  },
  quality: {
    team_id: 'T1',
    year: '2020',
    indicator: 'FLU65',
    numerator: '50',
    denominator: '100',
    known_on: '2021-03-01',
  },
  thresholds: { indicator: 'FLU65', year: '2020', intermediate: '50', target: '75', known_on: '2020-01-01' },
  communes: { commune: '01283', name: 'Oyonnax', year: '2019', poverty_rate: '21.5', known_on: '2020-01-01' },
  reference_revenue: { team_id: 'T1', quarter: '2021-Q1', amount_cents: '100000', known_on: '2020-01-01' },
  credits: { team_id: 'T1', due_on: '2021-01-15', label: 'amorçage', amount_cents: '5000', known_on: '2020-01-01' },
  spending: { patient_id: 'P1', year: '2020', amount_cents: '0', known_on: '2021-06-30' },
  national_spending: {
    year: '2020',
    age_band: '80+',
    sex: 'M',
    ald: '0',
    c2s: '1',
    amount_cents: '250000',
    known_on: '2021-06-30',
  },
};

/** The valid row with some fields changed, in the canonical order of the columns. */
export function fieldsOf(file: FactName, changes: Readonly<Record<string, string>> = {}): string[] {
  const row = { ...GOOD_ROWS[file], ...changes };
  return factKindOf(file).columns.map(({ name }) => row[name] ?? '');
}
