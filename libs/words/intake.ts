/** Sentences for the faults that intake finds in rows and files, and for its warnings. */
import type { Dialect } from '#libs/csv/dialect.ts';
import type { Fault, FaultReason, PlausibilityCode } from '#libs/facts/fault.ts';
import { hasBlankAround, masked } from '#libs/facts/identifiers.ts';
import { dayInFrench } from '#libs/kernel/french-days.ts';
import { counted } from '#libs/kernel/counted.ts';
import type { IntakeWords } from '#libs/intake/words.ts';
import type { FactRefusal, FileRefusal, IntakeFailure, ImportRefusal, SetAsideRefusal } from '#libs/intake/refusals.ts';
import type { WarningReason } from '#libs/intake/warnings.ts';
import { REFUSED_FILE_SENTENCES, separatorText } from '#libs/words/refused-files.ts';
import { type Sentences, said } from '#libs/words/sentences.ts';

export const TEAM_NAME =
  'de 1 à 64 caractères visibles et composés (NFKC), aux lettres latines, sans barre oblique, avec au plus des espaces simples entre les mots';

/** About a field beyond the bound of a rule of plausibility; follows the name of its column and the field itself. */
function beyond({ rule, bound }: { readonly rule: PlausibilityCode; readonly bound: number }): string {
  switch (rule) {
    case 'KNOWN_TO_COME':
      return `est un jour à venir${bound === 0 ? '' : `, dans plus de ${counted(bound, 'jour')}`} ; vérifiez la date de connaissance`;
    case 'HELD_TO_COME':
      return `est un jour à venir${bound === 0 ? '' : `, dans plus de ${counted(bound, 'jour')}`} ; vérifiez la date`;
    case 'HELD_AFTER_KNOWN':
      return `vient${bound === 0 ? '' : ` plus de ${counted(bound, 'jour')}`} après le jour où le fait est connu (known_on) ; vérifiez les deux dates`;
    case 'AGE':
      return `donne plus de ${bound} ans le jour où le fait est connu ; vérifiez la date`;
    case 'KNOWN_LATE':
      return `est de plus de ${bound} ans avant le jour où le fait est connu (known_on) ; vérifiez l’année`;
    case 'SIZE':
      return `dépasse ${bound}, au-delà du vraisemblable ; vérifiez l’unité (des centimes pour un montant) et la saisie`;
    case 'MORE_THAN_BASE':
      return 'dépasse base_cents : il est payé plus que les honoraires ; vérifiez les deux montants';
  }
}

/** About a field; follows the name of its column and the field itself. */
const OF_FIELDS: Sentences<FaultReason> = {
  WRONG_COLUMN_COUNT: ({ found, expected }) =>
    `La ligne a ${counted(found, 'colonne')}, il en faut ${expected} ; vérifiez les séparateurs (les virgules, ou les points-virgules) et les guillemets.`,
  MISSING: () => 'la colonne est obligatoire et elle est vide ; indiquez sa valeur',
  NOT_A_DAY: () => 'n’est pas un jour du calendrier ; écrivez AAAA-MM-JJ, par exemple 2021-03-05',
  DAY_AS_NUMBER: ({ day }) =>
    `est un jour que le tableur a écrit comme un nombre (le ${day}, s’il compte depuis 1900) ; donnez à la colonne le format Date, JJ/MM/AAAA, et enregistrez de nouveau`,
  SHORT_YEAR: () =>
    'a une année de deux chiffres, qui peut être de deux siècles ; donnez à la colonne le format JJ/MM/AAAA, ou écrivez AAAA-MM-JJ',
  NOT_A_QUARTER: () => 'n’est pas un trimestre ; écrivez 2021-Q1 à 2021-Q4',
  NOT_A_YEAR: () => 'n’est pas une année ; écrivez-la en quatre chiffres',
  NOT_A_WHOLE_NUMBER: () =>
    'n’est pas un nombre entier ; écrivez des chiffres seuls (montants en centimes), sans espace ni virgule',
  NOT_A_PERCENTAGE: () =>
    'n’est pas un pourcentage ; écrivez des chiffres, au plus quatre décimales après un point, par exemple 62.5',
  ROUNDED_NUMBER: () =>
    'est arrondi par le tableur, ses derniers chiffres sont perdus ; donnez à la colonne le format Nombre sans décimale, et reprenez la valeur à sa source',
  ROUNDED_IDENTIFIER: () =>
    'est un identifiant que le tableur a pris pour un nombre et arrondi ; donnez à la colonne le format Texte, et reprenez la valeur à sa source',
  ROUNDED_RPPS: () =>
    'est un numéro RPPS que le tableur a arrondi ; donnez à la colonne le format Texte, et reprenez ses 11 chiffres à leur source',
  FINESS_WITHOUT_ZERO: () =>
    'est un numéro FINESS dont le tableur a ôté le zéro du début ; remettez-le, et donnez à la colonne le format Texte',
  COMMUNE_WITHOUT_ZERO: () =>
    'est un code INSEE dont le tableur a ôté le zéro du début ; remettez-le, et donnez à la colonne le format Texte',
  TOO_GREAT_A_NUMBER: () => 'dépasse le plus grand nombre accepté, 2^53',
  TOO_LONG: ({ max }) => `a plus de ${max} caractères ; raccourcissez-le`,
  NOT_A_TEAM_NAME: () => `ne peut pas nommer une équipe : ${TEAM_NAME}`,
  UNSEEN_CHARACTER: () => 'a un caractère qui ne se voit pas ; retapez l’identifiant',
  BLANK_AROUND: () => 'ne peut pas être pris tel quel',
  SOCIAL_SECURITY_NUMBER: () =>
    'a la forme d’un numéro de sécurité sociale ; remplacez-le par le pseudonyme du patient',
  NAMES_PATIENT: () => 'le texte contient le pseudonyme d’un patient, et reste en clair au journal ; ôtez-le',
  NOT_AN_RPPS: () => 'n’est pas un numéro RPPS ; il a 11 chiffres',
  NOT_A_FINESS: () =>
    'n’est pas un numéro FINESS ; il a 9 caractères, dont le dernier est une clé de contrôle qui doit être juste',
  NOT_ONE_OF: ({ list }) => `n’est pas une valeur possible ; choisissez parmi ${list.join(', ')}`,
  NOT_AN_ACT_CODE: () => 'n’est pas un code PRS_NAT ; il s’écrit en chiffres, par exemple 1110',
  NOT_A_COMMUNE: () => 'n’est pas un code INSEE de commune ; il a cinq chiffres, ou 2A ou 2B et trois chiffres',
  ALD_NUMBER_OF_C2S: () => 'doit être vide pour une couverture C2S',
  NOT_OF_SCHEME: ({ scheme, allowed }) =>
    `n’existe pas pour ${scheme} ; ${allowed.length === 0 ? 'laissez la colonne vide' : `choisissez parmi ${allowed.join(', ')}`}`,
  SCHEME_OF_TEAM_CHANGED: ({ team, scheme }) =>
    `ne peut pas être celle de ${masked(team)}, qui est une équipe ${scheme} ; une équipe garde la sienne`,
  PHASE_NOT_OF_SCHEME: ({ scheme, phases }) =>
    `n’est pas une phase de ${scheme} ; choisissez parmi ${phases.join(', ')}`,
  NOT_0_TO_100: () => 'doit être entre 0 et 100',
  NEGATIVE: () => 'ne peut pas être négatif',
  NOT_AN_ALD_NUMBER: ({ last }) => `n’est pas un numéro d’ALD ; il est entre 1 et ${last}`,
  NUMERATOR_TOO_GREAT: ({ denominator }) => `dépasse le dénominateur (${masked(denominator)})`,
  REVENUE_NOT_POSITIVE: () => 'doit être supérieur à 0 ; laissez vide pour retirer le montant',
  CREDIT_OF_ZERO: () => 'doit être différent de 0 ; laissez vide pour retirer le crédit',
  QUANTITY_OF_ZERO: () => 'ne peut pas être 0 ; elle est positive, ou négative pour l’annulation d’un acte',
  PATIENT_ERASED: () => 'ce patient est effacé, rien n’en est gardé ; retirez-le de vos fichiers',
  KNOWN_BEFORE_1990: () => 'est avant 1990 ; vérifiez la date de connaissance',
  DEATH_BEFORE_BIRTH: ({ birth }) => `est avant la naissance (${birth}) ; corrigez l’une des deux dates`,
  END_BEFORE_START: ({ from }) => `est avant le début (${from}) ; pour annuler la période, indiquez la veille du début`,
  PHASE_WITHIN_QUARTER: () =>
    'n’est pas le premier jour d’un trimestre ; une phase commence le 1er janvier, avril, juillet ou octobre',
  ACTIVE_WITHIN_YEAR: ({ nextYear }) =>
    `n’est pas le premier jour d’une année ; la phase ACTIVE commence un 1er janvier, par exemple ${nextYear}-01-01`,
  PHASE_BEFORE_TEXT: ({ scheme, text, from }) => `est avant le premier texte de ${scheme} (${text}, ${from})`,
  THRESHOLDS_OUT_OF_ORDER: ({ indicator, target, higherIsBetter }) =>
    `est du mauvais côté de la cible (${target}) ; pour ${indicator} il doit être ${higherIsBetter ? 'inférieur' : 'supérieur'} ou égal`,
  REVERSAL_OF_POSITIVE_QUANTITY: ({ quantity }) =>
    `annule un acte alors que la quantité (${masked(quantity)}) est positive ; rendez-la négative, ou laissez reverses vide`,
  NOTHING_REVERSED: () => 'est négative sans acte annulé ; indiquez dans reverses l’acte annulé',
  POSITIVE_REVERSAL: () => 'est positif sur une annulation ; il doit être négatif ou nul',
  REVERSES_ITSELF: () => 'est l’acte lui-même ; indiquez dans reverses l’acte annulé',
  REVERSES_REVERSAL: () =>
    'est lui-même une annulation ; une annulation ne s’annule pas : renvoyez l’acte sous un autre identifiant',
  REVERSAL_DIFFERS: ({ columns }) =>
    `n’a pas la même valeur que l’annulation pour ${columns.join(', ')} ; une annulation répète l’acte qu’elle annule`,
  TEAM_NOT_RECORDED: () => 'n’est dans aucune bonne ligne de teams ; ajoutez l’équipe, ou corrigez l’identifiant',
  IMPLAUSIBLE: beyond,
  ACT_ID_TAKEN: () =>
    'est déjà celui d’un autre acte, au contenu différent ; donnez-lui son propre identifiant, ou annulez l’acte',
};

/** There is no value, or none that may be stored. */
const NOTHING_QUOTED: readonly FaultReason['code'][] = ['MISSING', 'PATIENT_ERASED', 'NAMES_PATIENT'];

/** A whole sentence: the fault, its subject, and the right form; anything like a social security number is masked. */
export function faultSentence({ reason, at }: Fault): string {
  const wrong = said<FaultReason>(OF_FIELDS, reason);
  if (at === undefined) return wrong;
  const field = NOTHING_QUOTED.includes(reason.code) ? ': ' : `: « ${masked(at.field)} » `;
  return `${at.column} ${field}${wrong}${beside(at.field)}.`;
}

/** All faults of a row, with its empty columns in one sentence. */
function faultsSentence(faults: readonly Fault[]): string {
  return sentenceOfRow(faults, faultSentence);
}

function sentenceOfRow(faults: readonly Fault[], sentenceOfFault: (fault: Fault) => string): string {
  const empty = faults.flatMap(({ reason, at }) => (reason.code === 'MISSING' && at !== undefined ? [at.column] : []));
  if (empty.length < 2) return faults.map(sentenceOfFault).join(' ');
  const others = faults.filter(({ at }) => at === undefined || !empty.includes(at.column));
  const required = `${empty.join(', ')} : ces colonnes sont obligatoires et elles sont vides ; indiquez leurs valeurs.`;
  return [required, ...others.map(sentenceOfFault)].join(' ');
}

/** Mentions a blank before or after the field, because it is invisible and changes a day or a code. */
function beside(field: string): string {
  return hasBlankAround(field) ? ' ; il y a un espace avant ou après : ôtez-le' : '';
}

/** For sentences that quote the row: the sentence without the quotation. */
const WITHOUT_THE_ROW: Partial<Readonly<Record<FaultReason['code'], string>>> = {
  DAY_AS_NUMBER:
    'est un jour que le tableur a écrit comme un nombre ; donnez à la colonne le format Date, JJ/MM/AAAA, et enregistrez de nouveau',
  DEATH_BEFORE_BIRTH: 'est avant la naissance ; corrigez l’une des deux dates',
  END_BEFORE_START: 'est avant le début ; pour annuler la période, indiquez la veille du début',
  REVERSAL_OF_POSITIVE_QUANTITY:
    'annule un acte alors que la quantité est positive ; rendez-la négative, ou laissez reverses vide',
  NUMERATOR_TOO_GREAT: 'dépasse le dénominateur',
  SCHEME_OF_TEAM_CHANGED: 'n’est pas celle sous laquelle l’équipe est connue ; une équipe garde la sienne',
};

/** The fault of a column and the right form, without a quotation from the row. */
export function reasonSentence({ reason, at }: Fault): string {
  const wrong = WITHOUT_THE_ROW[reason.code] ?? said<FaultReason>(OF_FIELDS, reason);
  return at === undefined
    ? wrong
    : `${at.column} ${NOTHING_QUOTED.includes(reason.code) ? ': ' : ''}${wrong}${beside(at.field)}.`;
}

/** The same faults as faultsSentence, without a quotation from the row. */
function reasonsSentence(faults: readonly Fault[]): string {
  return sentenceOfRow(faults, reasonSentence);
}

const WARNINGS: Sentences<WarningReason> = {
  RPPS_KEY: ({ rpps, once }) =>
    `le numéro RPPS ${rpps} a une clé fausse${once ? ' (signalé une fois par numéro)' : ''}.`,
  UNKNOWN_REVERSED_ACT: () => 'l’acte annulé n’est pas connu ; il peut arriver plus tard.',
  REVERSED_TWICE: () => 'l’acte est annulé une seconde fois.',
  LATE_ACT_DIFFERS: ({ columns }) => `l’acte arrive après son annulation et en diffère par ${columns.join(', ')}.`,
  TWO_TEAMS: ({ rpps, teams: [one, other], day }) =>
    `le médecin ${rpps} est membre de ${masked(one)} et de ${masked(other)} le ${dayInFrench(day)} ; l’adhésion la plus récente l’emporte, puis le plus petit identifiant.`,
  UNKNOWN_PATIENT: ({ rows, patients }) =>
    `${counted(rows, 'ligne est', 'lignes sont')} de ${counted(patients, 'patient')} qu’aucune bonne ligne de patients ne décrit ; elles s’enregistrent, et les patients peuvent arriver plus tard.`,
  // The row belongs to a patient, so its values are not shown: the line number tells where to look.
  IMPLAUSIBLE_VALUE: ({ column, ...rule }) => `${column} ${beyond(rule)}.`,
  WITHDRAWS_NOTHING: ({ columns }) =>
    `la ligne retire ce qui n’est pas enregistré, ou est déjà retiré : elle ne change rien ; vérifiez ${columns.join(', ')} et known_on.`,
  CREDIT_WITHOUT_STATEMENT: ({ label, team, dueOn }) =>
    `le crédit « ${masked(label)} » de ${masked(team)} dû le ${dayInFrench(dueOn)} ne tombe dans aucun décompte ; vérifiez sa date ou la phase de l’équipe.`,
};

function warningSentence({ code, data }: WarningReason): string {
  return (WARNINGS[code] as (data: WarningReason['data']) => string)(data);
}

/** The union of the refusals of a file, of a single fact, and of an import. */
type IntakeRefusal = FileRefusal | FactRefusal | ImportRefusal | IntakeFailure | SetAsideRefusal;

export const INTAKE_SENTENCES: Sentences<IntakeRefusal> = {
  IMPORT_UNKNOWN: (data) =>
    `aucun fichier n’est reçu sous ${data.import.slice(0, 64)} ; la liste des fichiers reçus donne leurs numéros`,
  NOTHING_SET_ASIDE: ({ file }) =>
    `${file} n’a aucune ligne de côté qui attende et que cette demande désigne ; la liste des lignes mises de côté les montre`,
  FILE_VANISHED: ({ file }) =>
    `${file} n’est plus dans le dossier, où il était au début ; ce qui est enregistré le reste : remettez le fichier et relancez le même import, qui reprend`,
  FILES_REFUSED: ({ files }) =>
    `aucun fichier n’a pu être lu : ${files.map(({ file, reason }) => `${file}, ${reason}`).join(' ; ')}`,
  INVALID_FACT: ({ faults }) => faultsSentence(faults),
  ...REFUSED_FILE_SENTENCES,
};

const DAY_FORMS = { 'YYYY-MM-DD': 'AAAA-MM-JJ', 'DD/MM/YYYY': 'JJ/MM/AAAA' } as const;

/** How a file is written, for a person to check before its rows are recorded. */
function dialectText({ separator, days, encoding, lineBreak, decimal }: Dialect): string {
  return [
    `séparateur ${separatorText(separator)}`,
    `dates ${DAY_FORMS[days]}`,
    ...(decimal === ',' ? ['virgule décimale'] : []),
    `encodage ${encoding}`,
    ...(lineBreak === 'CR' ? ['fins de ligne CR'] : []),
  ].join(', ');
}

function refusalSentence({ code, data }: FileRefusal, recorded: number): string {
  const why = (INTAKE_SENTENCES[code] as (data: FileRefusal['data']) => string)(data);
  return recorded > 0
    ? `${why} (${counted(recorded, 'ligne de la version vérifiée est déjà enregistrée', 'lignes de la version vérifiée sont déjà enregistrées')})`
    : why;
}

export const INTAKE_WORDS: IntakeWords = {
  ofFaults: faultsSentence,
  ofReasons: reasonsSentence,
  ofDialect: dialectText,
  ofWarning: warningSentence,
  ofRefusal: refusalSentence,
};
