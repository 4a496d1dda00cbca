/** Sentences for the faults of an account number, of a file for the bank, or of a file of the bank. */
import { dayInFrench, frenchDay } from '#libs/kernel/french-days.ts';
import { counted } from '#libs/kernel/counted.ts';
import { euros } from '#libs/kernel/euros.ts';
import type { BankFileFault } from '#libs/payments/bank/bank-files.ts';
import type {
  AccountNumberFault,
  FileField,
  NewHolderFault,
  OrderFault,
  OrderPart,
  FilePlace,
  ReferenceFault,
  UnreadableEntry,
  UnreadableFile,
} from '#libs/payments/bank/refusals.ts';
import { type Sentences, said } from '#libs/words/sentences.ts';

const CHARACTERS: Readonly<Record<string, string>> = {
  '0-9': 'chiffres',
  'A-Z': 'lettres',
  'A-Z0-9': 'lettres ou chiffres',
};

const ACCOUNT_NUMBERS: Sentences<AccountNumberFault> = {
  IBAN_MISSING: () => 'L’IBAN manque ; il commence par le pays et deux chiffres, comme FR14.',
  IBAN_CHARACTER: ({ shown }) =>
    `L’IBAN ${shown} contient un signe qui n’est ni une lettre de A à Z ni un chiffre ; retirez-le.`,
  IBAN_COUNTRY: ({ shown, country }) =>
    `L’IBAN ${shown} ne commence pas par un pays de l’espace SEPA (${country}) ; il commencerait par FR pour un compte tenu en France.`,
  IBAN_LENGTH: ({ shown, country, length, wanted }) =>
    `L’IBAN ${shown} a ${counted(length, 'caractère')} ; un IBAN ${country} en a ${wanted}, espaces non comptés.`,
  IBAN_FORM: ({ shown, country, form }) => {
    const parts = form.map(({ count, kind }) => `${count} ${CHARACTERS[kind] ?? ''}`);
    return `L’IBAN ${shown} n’a pas la forme d’un IBAN ${country} : après ${country} viendraient 2 chiffres, puis ${parts.join(', ')}.`;
  },
  IBAN_KEY: ({ shown, key, wanted }) =>
    `La clé ${key} de l’IBAN ${shown} ne va pas avec le reste du numéro, pour lequel elle est ${wanted} ; un chiffre au moins est faux, reprenez-le du relevé d’identité bancaire.`,
  RIB_KEY: ({ shown, key, wanted }) =>
    `La clé RIB ${key} à la fin de l’IBAN ${shown} ne va pas avec la banque, le guichet et le compte, pour lesquels elle est ${wanted} ; reprenez l’IBAN du relevé d’identité bancaire.`,
  BIC_MISSING: () => 'Le BIC manque ; il a 8 ou 11 caractères, comme PSSTFRPPXXX.',
  BIC_LENGTH: ({ shown, length }) =>
    `Le BIC ${shown} a ${counted(length, 'caractère')} ; il en faut 8, ou 11 avec le guichet.`,
  BIC_FORM: ({ bic }) =>
    `Le BIC ${bic} n’a pas la forme voulue : 4 lettres ou chiffres, 2 lettres du pays, 2 lettres ou chiffres, puis 3 au plus pour le guichet.`,
  BIC_COUNTRY: ({ bic, country }) =>
    `Le BIC ${bic} nomme un pays qui n’existe pas (${country}) ; reprenez-le du relevé d’identité bancaire.`,
  BIC_TEST: ({ bic }) =>
    `Le BIC ${bic} est un BIC d’essai (0 en huitième place) ; il faut celui de la banque en service.`,
  BIC_OTHER_COUNTRY: ({ bic, country, ibanCountry }) =>
    `Le BIC ${bic} est d’une banque d’un autre pays (${country}) que l’IBAN (${ibanCountry}) ; reprenez les deux du même relevé d’identité bancaire.`,
};

const HOLDER_NAMES: Sentences<NewHolderFault> = {
  NAME_MISSING: () => 'Le titulaire manque ; donnez le nom du compte.',
  NAME_LENGTH: ({ length, max }) => `Le titulaire a ${counted(length, 'caractère')} ; il en faut ${max} au plus.`,
  NAME_HOLDS_NUMBER: () =>
    'Le titulaire contient ce qui ressemble à un numéro de sécurité sociale, qui ne doit être gardé nulle part ; ôtez-le.',
  NAME_CHARACTER: () => 'Le titulaire a des caractères qui ne s’écrivent pas ; ôtez-les.',
  NAME_ALPHABETS: ({ letters }) =>
    `Le titulaire a, parmi des lettres latines, des lettres d’un autre alphabet qui leur ressemblent (${letters}) ; écrivez-le en lettres latines, tel que la banque le connaît.`,
  NAME_NOT_LATIN: ({ shown }) => `Le nom « ${shown} » n’a ni lettre latine ni chiffre ; écrivez-le en lettres latines.`,
};

/** The fault of the number or the holder of an account. */
export function sentenceOfAccountFault(fault: AccountNumberFault | NewHolderFault): string {
  return said({ ...ACCOUNT_NUMBERS, ...HOLDER_NAMES }, fault);
}

const REFERENCES = { run: 'Le nom de la campagne', 'end-to-end': 'L’identifiant de bout en bout' } as const;

const REFERENCE_FAULTS: Sentences<ReferenceFault> = {
  REFERENCE_MISSING: ({ of }) => `${REFERENCES[of]} manque ; il y faut 1 à 35 caractères.`,
  REFERENCE_LENGTH: ({ of, shown, length }) =>
    `${REFERENCES[of]} « ${shown}… » a ${length} caractères ; il en faut 35 au plus.`,
  REFERENCE_CHARACTER: ({ of, text }) =>
    `${REFERENCES[of]} « ${text} » contient un signe hors du jeu SEPA ; n’y mettez que des lettres sans accent, des chiffres, des espaces et / - ? : ( ) . , ' +.`,
  REFERENCE_EDGE: ({ of, text }) =>
    `${REFERENCES[of]} « ${text} » commence ou finit par une barre ou une espace, ou en a deux de suite ; retirez-les.`,
  REFERENCE_NOT_PROVIDED: () =>
    'L’identifiant de bout en bout NOTPROVIDED dit qu’il n’y en a pas ; il en faudrait un, propre au virement.',
};

export function referenceText(fault: ReferenceFault): string {
  return said(REFERENCE_FAULTS, fault);
}

const PART_FAULTS: Sentences<Extract<OrderFault, { readonly code: 'ORDER_PART' }>['data']['fault']> = {
  ...ACCOUNT_NUMBERS,
  ...REFERENCE_FAULTS,
  TRANSFER_AMOUNT: ({ amountCents, maxCents }) =>
    `Le montant de ${counted(amountCents, 'centime')} ne peut être viré ; il irait de 1 centime à ${euros(maxCents)}.`,
  NAME_NOT_LATIN: HOLDER_NAMES.NAME_NOT_LATIN,
  REMITTANCE_LENGTH: ({ length, max }) => `Le motif a ${length} caractères ; il en faut ${max} au plus.`,
  CREATION_INSTANT: ({ text }) =>
    `L’instant de création « ${text} » n’en est pas un ; écrivez-le comme 2026-01-31T08:30:00Z.`,
  EXECUTION_DAY: ({ day }) =>
    `Le jour d’exécution ${day} n’en est pas un ; c’est un nombre entier de jours depuis le 1er janvier 1970.`,
  EXECUTION_DAY_BEFORE_CREATION: ({ day, created }) =>
    `Le jour d’exécution ${frenchDay(day)} précède la création du lot ; il est le ${dayInFrench(created)} ou plus tard.`,
  END_TO_END_ID_TWICE: () => 'son identifiant est déjà celui d’un autre virement du lot ; chacun a le sien.',
};

const ORDER_FAULTS: Sentences<BankFileFault> = {
  ORDER_EMPTY: () => 'Le lot n’a aucun virement ; il en faut un au moins.',
  ORDER_TOO_LONG: ({ transfers, max }) => `Le lot a ${transfers} virements ; partagez-le en lots de ${max} au plus.`,
  ORDER_PART: ({ part, fault }) => `${partText(part)} : ${said(PART_FAULTS, fault)}`,
  NOT_A_PAYMENT_FILE: ({ namespace }) => `La racine du fichier n’est pas Document de ${namespace}.`,
  FILE_DIFFERS: ({ what, transfer, found, expected }) => {
    const where = transfer === undefined ? '' : `${partText(transfer)}, `;
    return `${where}${fieldText(what)} : le fichier a « ${found ?? 'rien'} », le lot « ${expected ?? 'rien'} ».`;
  },
  TRANSFER_NOT_ORDERED: ({ number }) => `Le virement ${number} du fichier n’est pas dans le lot.`,
  SCHEMA_ELEMENT: ({ at, found, expected }) =>
    `À la ${placeText(at)} : l’élément ${found} n’est pas à sa place dans le schéma ; ${expected.length === 0 ? 'il n’y en a plus ici' : `le schéma y attend ${expected.join(' ou ')}`}.`,
  SCHEMA_MISSING: ({ at, element }) => `À la ${placeText(at)} : l’élément ${element} manque ; le schéma le demande.`,
  SCHEMA_VALUE: ({ at, text, type }) => `À la ${placeText(at)} : « ${text} » n’a pas la forme ${type} du schéma.`,
};

function partText(part: OrderPart): string {
  if (part === 'order') return 'Lot';
  if (part === 'debtor') return 'Débiteur';
  return `Virement ${part.number} (${part.endToEndId})`;
}

function fieldText(field: FileField): string {
  if (typeof field === 'string') return field;
  return field.over === 'count' ? 'Nombre de virements' : 'Somme des virements';
}

export function bankFileText(fault: BankFileFault): string {
  return said(ORDER_FAULTS, fault);
}

/** `ligne 12, CstmrPmtStsRpt/OrgnlPmtInfAndSts/TxInfAndSts[2]` */
export function placeText({ line, path }: FilePlace): string {
  return path === undefined ? `ligne ${line}` : `ligne ${line}, ${path}`;
}

export const BANK_FILE_SENTENCES: Sentences<AccountNumberFault | NewHolderFault | UnreadableFile | UnreadableEntry> = {
  ...ACCOUNT_NUMBERS,
  ...HOLDER_NAMES,
  BANK_FILE_TOO_LONG: ({ max }) =>
    `Le fichier a plus de ${max} caractères, le plus qu’il peut en avoir ; demandez à la banque de le partager, par exemple par jour.`,
  BANK_FILE_EMPTY: () => 'Le fichier est vide ; donnez un pain.002, un camt.053, un camt.054 ou un CSV.',
  BANK_FILE_ENCODING: ({ encoding, known }) =>
    `Le fichier dit être codé en « ${encoding} » ; demandez-le à la banque en ${known.join(', ')}.`,
  BANK_FILE_NOT_ENCODED: ({ encoding }) =>
    encoding === 'utf-8'
      ? 'Le fichier n’est pas en UTF-8, ni tout entier en Windows-1252 ; demandez-le à la banque dans ce codage, ou enregistrez-le ainsi (« CSV UTF-8 » dans un tableur).'
      : `Le fichier dit être codé en ${encoding} et ne l’est pas ; redemandez-le à la banque tel qu’elle l’a émis.`,
  XML_NOT_UTF_8: () =>
    'Le fichier n’est pas en UTF-8, le codage d’un XML qui n’en dit pas d’autre ; redemandez-le à la banque tel qu’elle l’a émis, ou avec le codage qu’il a.',
  XML_DOCTYPE: () => 'Le fichier a un DOCTYPE, qu’aucun message ISO 20022 n’a ; retirez-le.',
  XML_MALFORMED: ({ line, column }) =>
    `Le XML est mal formé, ligne ${line}, colonne ${column} ; redemandez le fichier tel que la banque l’a émis.`,
  XML_DEPTH: ({ line, max }) => `Ligne ${line} : plus de ${max} éléments emboîtés ; un message ISO 20022 en a moins.`,
  CSV_ROWS: ({ max }) => `Le fichier a plus de ${max} lignes ; donnez-en un par campagne.`,
  XML_ATTRIBUTES: ({ line, max }) =>
    `Ligne ${line} : un élément a plus de ${max} attributs ; un message ISO 20022 en a moins.`,
  XML_ELEMENTS: ({ max }) => `Le fichier a plus de ${max} éléments ; demandez à la banque de le partager.`,
  XML_TEXT: ({ line, max }) =>
    `Ligne ${line} : un texte, une balise ou un commentaire de plus de ${max} caractères ; aucun message ISO 20022 n’en a.`,
  XML_WITHOUT_ROOT: () => 'Le fichier est vide ; il y faut un élément Document.',
  NOT_A_DOCUMENT: ({ root }) => `La racine du fichier est ${root} ; il y faut Document.`,
  UNKNOWN_MESSAGE: ({ namespace, known }) =>
    namespace.includes(':pain.001.')
      ? 'Le fichier est un ordre de versement, que Décompte écrit pour la banque (pain.001), et non une réponse ; donnez celui que la banque a rendu.'
      : `L’espace de noms de Document est « ${namespace} » ; il y faut celui d’une version de ${known.join(', ')}.`,
  MESSAGE_MISSING: ({ element }) => `Document/${element} manque ; c’est l’élément que son espace de noms annonce.`,
  NO_ENTRY: ({ at }) => `À la ${placeText(at)} : aucune écriture ; il y faudrait au moins un Ntfctn/Ntry.`,
  NO_STATUS: ({ at }) =>
    `À la ${placeText(at)} : aucun statut ; il y faudrait GrpSts, PmtInfSts ou un TxInfAndSts par virement.`,
  CSV_HEADER: ({ columns }) =>
    `La ligne d’en-tête n’est pas celle d’une réponse de banque ; écrivez ${columns.join(',')}.`,
  CSV_WITHOUT_ROWS: () => 'Le fichier n’a que sa ligne d’en-tête ; il y faudrait une ligne par virement.',
  CSV_WORKBOOK: () =>
    'Le fichier est une archive ZIP ou un classeur de tableur, ni un XML ni un CSV ; sortez de l’archive le fichier de la banque, ou ouvrez le classeur, choisissez Enregistrer sous, puis « CSV UTF-8 ».',
  CSV_NUL_BYTES: ({ line, column }) =>
    `Ligne ${line}, au caractère ${column} : un octet nul, qu’aucun tableur n’écrit ; le fichier est abîmé, ou n’est pas un CSV : reprenez-le à sa source.`,
  CSV_DAYS: ({ line }) =>
    `Ligne ${line} : les jours du fichier ont deux lectures, le jour ou le mois d’abord ; écrivez-les AAAA-MM-JJ, par exemple 2026-01-31.`,
  CSV_MALFORMED: ({ line }) =>
    `Le CSV est mal formé${line === undefined ? '' : `, ligne ${line}`} ; un champ entre guillemets finirait par un guillemet.`,
  ELEMENT_TWICE: ({ at, element }) => `À la ${placeText(at)} : ${element} est là deux fois ; il n’en faut qu’un.`,
  ELEMENT_MISSING: ({ at, element }) => `À la ${placeText(at)} : ${element} manque ; laissé de côté.`,
  NOT_AN_AMOUNT: ({ at, text }) =>
    `À la ${placeText(at)} : « ${text} » n’est pas un montant en centimes entiers, plus de zéro, comme 12.34 ; laissé de côté.`,
  OTHER_CURRENCY: ({ at, currency }) =>
    `À la ${placeText(at)} : le montant est en ${currency ?? 'monnaie non dite'}, nos virements sont en EUR ; laissé de côté.`,
  NOT_A_BANK_DAY: ({ at, element, text }) =>
    `À la ${placeText(at)} : ${element} « ${text} » n’est pas une date ; elle s’écrit 2026-01-31 ou 2026-01-31T08:30:00.`,
  DAY_MISSING: ({ at, elements }) => `À la ${placeText(at)} : aucune date ; il y faudrait ${elements.join(' ou ')}.`,
  NEITHER_CREDIT_NOR_DEBIT: ({ at, text }) =>
    `À la ${placeText(at)} : CdtDbtInd dit « ${text} » ; il y faut CRDT ou DBIT ; laissé de côté.`,
  ROW_FIELDS: ({ at, fields, wanted }) =>
    `À la ${placeText(at)} : ${counted(fields, 'champ')} ; il en faut ${wanted}, comme dans l’en-tête, et séparés comme là.`,
  ROW_STATUS: ({ at, text, known }) =>
    `À la ${placeText(at)} : status « ${text} » inconnu ; écrivez ${known.join(', ')}.`,
  ROW_DAY: ({ at, text }) => `À la ${placeText(at)} : day « ${text} » n’est pas un jour ; il s’écrit 2026-01-31.`,
  ROW_AMOUNT: ({ at, text }) =>
    `À la ${placeText(at)} : amount_cents « ${text} » n’est pas un montant ; c’est un nombre entier de centimes, plus de zéro${amountHint(text)}.`,
};

/** A hint about an amount in the form of a spreadsheet program, or of a person. */
function amountHint(text: string): string {
  if (/^\d[\d.,]*E[+-]?\d+$/i.test(text))
    return ' ; le tableur l’a arrondi : donnez à la colonne le format Nombre, et reprenez la valeur à sa source';
  return /^\d[\d\s\u202f\u00a0]*[.,]\d\d(?:\s*€)?$/.test(text)
    ? ' ; il semble en euros : écrivez ses centimes, sans virgule'
    : '';
}
