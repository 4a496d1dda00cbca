/** Sentences for the faults of a version of the regulation. */
import { dayInFrench } from '#libs/kernel/french-days.ts';
import type { RegulationPlace, RegulationFault, ValueShape } from '#libs/regulation/faults.ts';
import { type Sentences, said } from '#libs/words/sentences.ts';

/** Follows “doit être”. */
const SHAPES: Readonly<Record<ValueShape, string>> = {
  AGE_BANDS: 'une liste de tranches d’âge telles que "0-6" et "80+"',
  ALD_LIST: 'une liste de numéros d’ALD, de 1 à 32',
  BANDS: 'un objet dont bands est une liste de [pourcentage, facteur]',
  DATED_VALUE: 'un objet avec from, value, status et reference',
  ELIGIBILITY: 'un objet avec patients et, s’ils sont exigés, professionals, gp, nurse et by_profession',
  FACTORS: 'une liste de trois facteurs',
  GRID_NAMES: 'un objet qui donne à chaque périmètre le nom d’une grille',
  INDICATOR: 'un objet avec id, family, direction et label',
  INSTALMENTS:
    '1 (payé par trimestre) ou 3 (par mois), à la fin de chacun ; ou {"parts": 3, "due": "FIRST_DAY"} : d’avance',
  JSON_OBJECT: 'un objet JSON',
  LIST: 'une liste',
  LOCAL_FACTOR: 'un objet avec bands et missing',
  MONTH_AND_DAY: 'un jour qui existe chaque année, écrit MM-JJ',
  NUMBERS_BY_PROFESSION: 'un objet dont by_profession donne à chaque profession un nombre',
  OBJECT: 'un objet',
  ONE_AGE_BAND_AT_LEAST: 'une liste d’au moins une tranche',
  OPTION_RULE: 'un objet avec ald, ou avec age et boundary',
  OPTION_RULES: 'un objet qui donne à chaque option sa règle',
  PARAMETER: 'présent, avec ses valeurs (values)',
  PARAMETER_VALUES: 'présent, avec une liste de valeurs (values)',
  POINTS: 'deux listes, without et with, de points [socle, à la carte]',
  RATE: 'une fraction positive ou nulle, écrite comme un texte tel que "1/20"',
  SCOPE_ACTS: 'un objet qui donne à chaque profession une liste de codes d’actes, des chiffres écrits en texte',
  SHARE: 'une fraction entre 0 et 1',
  TEXT: 'un objet avec scheme, from, id et reference',
  THREE_FACTORS: 'une liste de trois facteurs, pour 0, 1 et 2 ALD ou plus',
  TRAITS: 'décrit dans scheme_traits avec family, options, scopes et phases',
  VERSION: 'un texte, tel que "2026-12"',
  WEIGHTS: 'un objet avec les points without (sans) et with (avec) indicateurs à la carte',
  WHOLE_NUMBER: 'un nombre entier positif ou nul',
};

const FAULTS: Sentences<RegulationFault> = {
  MUST_BE: ({ shape }) => `doit être ${SHAPES[shape]}`,
  MUST_BE_OR_NULL: ({ otherwise }) => `${said<typeof otherwise>(FAULTS, otherwise)}, ou null`,
  MUST_BE_ONE_OF: ({ choices }) => `doit être l’une des valeurs ${choices.join(', ')}`,
  MUST_HAVE_ONE_OF: ({ key, choices }) => `doit avoir l’une des valeurs ${choices.join(', ')} pour ${key}`,
  MUST_HAVE_TEXT: ({ key }) => `doit avoir un texte pour ${key}`,
  MUST_HAVE_FLAG: ({ key }) => `doit avoir true ou false dans ${key}`,
  MUST_HAVE_TEXTS: ({ key }) => `doit avoir des textes dans ${key}`,
  MUST_HAVE_DAY: ({ key }) => `doit avoir un jour écrit AAAA-MM-JJ pour ${key}`,
  MUST_HAVE_LIST_OF_TRAIT: ({ key }) => `doit être décrit dans scheme_traits avec une liste ${key}`,
  MUST_HAVE_VALUE: () => 'doit avoir une valeur (value)',
  MUST_HAVE_LEGAL_TEXT: () => 'doit avoir au moins un texte',
  REPEATED: ({ id }) => `ne doit pas répéter ${id}`,
  KEY_NOT_KNOWN: ({ key, allowed }) => `a une clé inconnue « ${key} » ; les clés possibles sont ${allowed.join(', ')}`,
  PHASE_NOT_KNOWN: ({ phase, phases }) => `a la phase ${phase} ; les phases possibles sont ${phases.join(', ')}`,
  RULE_WITHOUT_ALD_OR_AGE: () => 'doit avoir ald (une liste de numéros d’ALD) ou age (en années)',
  NEURO_RULE_INCOMPLETE: () => 'doit avoir neuro_age et neuro_ald ensemble, ou aucun des deux',
  AGE_WITHOUT_BOUNDARY: () => 'doit avoir boundary, gt ou ge, avec age',
  BAND_NOT_A_PAIR: () => 'doit avoir pour bands une liste de [pourcentage, facteur]',
  BANDS_OUT_OF_ORDER: () => 'doit avoir des bands en ordre croissant, la première à partir de "0"',
  BANDS_WITHOUT_MISSING: () => 'doit avoir missing, le facteur quand le taux manque',
  ELIGIBILITY_NAMED_TWICE: () => 'doit exiger GP et NURSE une seule fois : par gp et nurse, ou dans by_profession',
  ELIGIBILITY_WITHOUT_PATIENTS: () => 'doit dire combien de patients sont exigés (patients)',
  OPEN_AGE_BAND_MISPLACED: ({ band }) => `doit finir par sa seule tranche ouverte ; « ${band} » n’est pas à sa place`,
  AGE_BANDS_WITH_GAP: ({ band, expected }) => `doivent se suivre sans trou : « ${band} » doit commencer à ${expected}`,
  SCHEME_WITHOUT_PARAMETERS: ({ scheme }) => `${scheme} est dans scheme_traits mais n’a pas de paramètres`,
  TEXT_OF_UNKNOWN_SCHEME: ({ text, scheme }) => `${text} est de l’expérimentation ${scheme}, qui n’a pas de paramètres`,
  PARAMETER_NOT_OF_FAMILY: ({ family, parameters }) =>
    `n’est pas un paramètre de la famille ${family}, qui a ${parameters.join(', ')}`,
  MUST_BE_AT_MOST: ({ greatest }) => `doit être au plus ${greatest}`,
  MUST_NOT_BE_DECIMAL: ({ decimal }) =>
    `a « ${decimal} » : un nombre entier, ou une fraction écrite comme un texte tel que "1/20" ; pas de décimales`,
  SHARES_ARE_NOT_A_WHOLE: ({ together }) =>
    `share_ecart et share_evolution font ${together} ce jour-là ; elles doivent faire 1`,
  TEXT_ENDS_BEFORE_IT_BEGINS: ({ from, until }) =>
    `finit le ${dayInFrench(until)} (until), avant de commencer, le ${dayInFrench(from)} (from)`,
  KEY_REPEATED: ({ key }) => `a deux fois la clé ${key}`,
  HOLDS_NUMBER: () =>
    'contient ce qui ressemble à un numéro de sécurité sociale, qui ne doit être gardé nulle part ; ôtez-le',
  DATES_OUT_OF_ORDER: () => 'ses valeurs doivent être en ordre croissant de from, jamais deux le même jour',
  FIRST_VALUE_TOO_LATE: () => 'doit avoir une valeur dès le premier texte de son expérimentation',
  OPTION_WITHOUT_RULE: ({ option }) => `n’a pas de règle pour l’option ${option}`,
  SCOPE_WITHOUT_GRID: ({ scope }) => `ne nomme pas de grille pour le périmètre ${scope}`,
  GRID_NOT_IN_FILE: ({ grid }) => `la grille ${grid} n’est pas dans le fichier des grilles`,
  GRID_ROW_MALFORMED: ({ row }) =>
    `« ${row} » n’est pas grille, tranche d’âge, F ou M, 0 ou 1, 0 ou 1, centimes entiers`,
  GRID_PROFILE_REPEATED: ({ grid, profile }) => `la grille ${grid} a deux fois le profil ${profile}`,
  GRID_PROFILE_ABSENT: ({ profile }) => `pas de montant pour le profil ${profile}`,
  GRIDS_HEADER_DIFFERS: ({ header, expected }) => `l’en-tête est « ${header} » ; il doit être « ${expected} »`,
  GRIDS_NOT_CSV: ({ why }) => `le fichier n’est pas un CSV (${why})`,
};

/** One fault per line. */
export function faultsText(faults: readonly RegulationFault[]): string {
  return faults.map((fault) => `- ${placeText(fault.place)} : ${said(FAULTS, fault)}`).join('\n');
}

function placeText(place: RegulationPlace): string {
  if ('path' in place) return place.path;
  if ('gridLine' in place) return `grilles, ligne ${place.gridLine}`;
  return 'grid' in place ? `grille ${place.grid}` : 'grilles';
}
