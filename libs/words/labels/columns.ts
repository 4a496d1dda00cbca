/** The content of the columns in the files of facts, in French, for a person who fills one in. */
import type { Column, ColumnKind } from '#libs/facts/column.ts';

const KINDS: Readonly<Record<ColumnKind, string>> = {
  text: 'un texte',
  qualifier: 'un code',
  identifier: 'un identifiant, au plus 64 caractères',
  act: 'le numéro de l’acte que l’assureur donne, au plus 64 caractères',
  reversedAct: 'le numéro que l’assureur lui a donné, au plus 64 caractères',
  team: 'l’identifiant de l’équipe, au plus 64 caractères',
  patient: 'le pseudonyme du patient, jamais son nom ni son numéro de sécurité sociale',
  day: 'un jour, AAAA-MM-JJ ou JJ/MM/AAAA',
  quarter: 'un trimestre, comme 2024-Q1',
  year: 'une année, en quatre chiffres',
  cents: 'un montant en centimes entiers : 2650 pour 26,50 €',
  integer: 'un nombre entier',
  percent: 'un pourcentage, comme 62.5 ou 62,5',
  digits: 'le code PRS_NAT de l’acte, en chiffres',
  rpps: 'un numéro RPPS, 11 chiffres',
  finess: 'un numéro FINESS, 9 caractères (colonne au format Texte)',
  commune: 'un code INSEE de commune, 5 caractères (colonne au format Texte)',
  flag: '0 ou 1',
  profession: 'GP (médecin généraliste), NURSE (infirmier) ou OTHER',
  sex: 'F ou M',
  coverageKind: 'ALD ou C2S',
  structure: 'MSP, CDS, CPTS ou OTHER',
  scheme: 'PEPS, PRIMORDIAL ou IPEP',
  option: 'ALL, OVER_65 ou DIABETES ; vide pour IPEP',
  scope: 'GP ou GP+NURSE : les actes que le forfait remplace ; vide pour IPEP',
  phase: 'SETUP, TRANSITION, FORFAIT, FORFAIT_STARTUP, ACTIVE ou LEFT, selon l’expérimentation ; vide pour retirer',
  indicator: 'un indicateur de qualité, comme FLU65',
  ageBand: 'une tranche d’âge, comme 65-69',
};

/** The meaning of a column's name in addition to its kind. */
const NAMES: Readonly<Record<string, string>> = {
  known_on: 'le jour où le payeur a eu l’information',
  from: 'le premier jour',
  until: 'le dernier jour, inclus ; vide : encore ouvert',
  died_on: 'le jour du décès ; vide : en vie',
  ald_number: 'le numéro de l’ALD, de 1 à 32 ; vide pour C2S',
  declared_on: 'le jour de la déclaration',
  care_on: 'le jour des soins',
  quantity: 'la quantité ; négative pour une annulation',
  base_cents: 'les honoraires au tarif du jour, en centimes',
  paid_cents: 'ce que le payeur a payé, en centimes',
  qualifier: '71 : ligne pour information, qui ne compte pas',
  reverses: 'l’acte que cette ligne annule',
  numerator: 'le numérateur de l’indicateur',
  denominator: 'le dénominateur de l’indicateur',
  intermediate: 'la valeur intermédiaire, en pourcent',
  target: 'la cible, en pourcent',
  poverty_rate: 'le taux de pauvreté, en pourcent ; vide : secret ou inconnu',
  due_on: 'le jour où le crédit est dû',
  label: 'ce que le crédit est',
};

/** `un jour, AAAA-MM-JJ … ; le dernier jour, inclus` */
export function columnText({ name, kind }: Pick<Column, 'name' | 'kind'>): string {
  const [own, of] = [NAMES[name], KINDS[kind]];
  return own === undefined ? of : `${own} (${of})`;
}
