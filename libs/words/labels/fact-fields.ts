/** The fields of a fact in French, for a person who reads its history: the names of columns, and the codes in them. */
import type { FactName, FactOf } from '#libs/intake/fact-kinds.ts';
import { euros } from '#libs/kernel/euros.ts';
import { fieldInFrench } from '#libs/kernel/french-days.ts';
import { PHASE_LABELS } from '#libs/words/labels/statements.ts';
import { INDICATOR_LABELS, OPTION_LABELS, PROFESSION_LABELS, SCOPE_LABELS } from '#libs/words/labels/teams.ts';

type KeysOf<Data> = Data extends unknown ? keyof Data & string : never;

/** The columns of all kinds of facts. */
type ColumnName = KeysOf<FactOf<FactName>['data']>;

const COLUMN_LABELS: Readonly<Record<ColumnName, string>> = {
  team_id: 'équipe',
  patient_id: 'patient',
  known_on: 'connu le',
  from: 'premier jour',
  until: 'dernier jour',
  name: 'nom',
  scheme: 'expérimentation',
  option: 'option',
  scope: 'périmètre',
  structure: 'structure',
  finess: 'FINESS',
  commune: 'commune',
  phase: 'phase',
  rpps: 'RPPS',
  profession: 'profession',
  birth_date: 'naissance',
  sex: 'sexe',
  died_on: 'décès',
  kind: 'droit',
  ald_number: 'numéro d’ALD',
  declared_on: 'déclaré le',
  act_id: 'acte',
  executant_rpps: 'RPPS de l’exécutant',
  act_code: 'code',
  quantity: 'quantité',
  care_on: 'soins le',
  base_cents: 'honoraires',
  paid_cents: 'payé',
  qualifier: 'qualificatif',
  reverses: 'annule',
  year: 'année',
  indicator: 'indicateur',
  numerator: 'numérateur',
  denominator: 'dénominateur',
  intermediate: 'valeur intermédiaire',
  target: 'cible',
  poverty_rate: 'taux de pauvreté',
  quarter: 'trimestre',
  amount_cents: 'montant',
  due_on: 'dû le',
  label: 'libellé',
  age_band: 'tranche d’âge',
  ald: 'ALD',
  c2s: 'C2S',
};

const CODES: Readonly<Partial<Record<string, Readonly<Record<string, string>>>>> = {
  profession: PROFESSION_LABELS,
  option: OPTION_LABELS,
  scope: SCOPE_LABELS,
  phase: PHASE_LABELS,
  indicator: INDICATOR_LABELS,
  structure: { OTHER: 'autre' },
};

/** The name of a column in French; unchanged for a column that only a former log has. */
export function columnLabel(column: string): string {
  return (COLUMN_LABELS as Readonly<Record<string, string>>)[column] ?? column;
}

/** `infirmier` for NURSE, `25,00 €` for 2500 cents, `vide` for nothing; a text that means what it says is unchanged. */
export function factFieldText(column: string, field: string): string {
  if (field === '') return 'vide';
  if (column.endsWith('_cents')) return euros(BigInt(field));
  return CODES[column]?.[field] ?? fieldInFrench(field);
}
