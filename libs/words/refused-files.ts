/** Sentences for a file of facts that is refused as a whole. */
import { sizeText } from '#libs/words/labels/sizes.ts';
import { masked } from '#libs/facts/identifiers.ts';
import type { FileRefusal } from '#libs/intake/refusals.ts';
import { counted } from '#libs/kernel/counted.ts';
import { dayInMonth } from '#libs/words/letters/calendar.ts';
import type { Sentences } from '#libs/words/sentences.ts';
import { causeInFrench } from '#libs/words/system.ts';

export const REFUSED_FILE_SENTENCES: Sentences<FileRefusal> = {
  FILE_ABSENT: () => 'le fichier est annoncé par le manifeste et absent du dossier ; redemandez-le',
  FILE_EMPTY: () => 'le fichier est vide ; il faut au moins la ligne d’en-tête',
  FILE_CHANGED: ({ file }) => `${file} a changé pendant l’import ; déposez-le entier, puis relancez l’import`,
  FILE_IS_FOLDER: () => 'c’est un dossier, pas un fichier ; mettez à sa place le fichier de ce nom',
  FILE_IS_PIPE: () =>
    'ce n’est pas un fichier mais un tube ou un périphérique, dont la lecture peut ne jamais finir ; enregistrez-en le contenu dans un fichier de ce nom',
  FILE_UNREADABLE: ({ message }) => `le fichier ne peut pas être lu : ${causeInFrench(message)}`,
  NOT_UTF8: ({ line }) =>
    `ligne ${line} : le texte n’est pas en UTF-8, ni tout entier en Windows-1252 ; enregistrez le fichier en UTF-8 (dans Excel : « CSV UTF-8 »)`,
  LETTER_CUT_OFF: ({ line }) =>
    `ligne ${line} : le texte n’est pas en UTF-8 jusqu’au bout, sa dernière lettre est coupée ; redemandez le fichier entier`,
  UTF_16: () =>
    'le fichier est en UTF-16 (« Texte Unicode » d’Excel) ; dans Excel, choisissez Enregistrer sous, puis « CSV UTF-8 »',
  WORKBOOK: () =>
    'c’est un classeur de tableur, pas un CSV ; ouvrez-le, choisissez Enregistrer sous, puis « CSV UTF-8 »',
  NUL_BYTES: ({ line, column }) =>
    `ligne ${line}, au caractère ${column} : un octet nul, qu’aucun tableur n’écrit ; le fichier est abîmé, ou n’est pas un CSV : reprenez-le à sa source`,
  MIXED_SEPARATORS: ({ separators }) =>
    `ligne 1 : l’en-tête mélange deux séparateurs, ${separators.map(separatorText).join(' et ')} ; n’en gardez qu’un dans tout le fichier`,
  DAY_OR_MONTH_FIRST: ({ line, day }) =>
    `ligne ${line} : la date « ${day}/… » peut être le ${bothReadings(day).join(' ou le ')}, et aucune autre du fichier ne le dit ; dites que les dates sont JJ/MM/AAAA, ou écrivez-les AAAA-MM-JJ`,
  MONTH_FIRST: ({ line }) =>
    `ligne ${line} : les dates ont le mois avant le jour, à l’américaine ; écrivez-les JJ/MM/AAAA ou AAAA-MM-JJ`,
  DAY_AND_MONTH_FIRST: ({ line, other }) =>
    `le jour vient avant le mois ligne ${line}, et le mois avant le jour ligne ${other} : le fichier a deux lectures ; écrivez toutes les dates JJ/MM/AAAA ou AAAA-MM-JJ`,
  YEARS_OF_TWO_DIGITS: ({ line }) =>
    `ligne ${line} : les années n’ont que deux chiffres, et peuvent être de deux siècles ; donnez aux colonnes de dates le format JJ/MM/AAAA, et enregistrez de nouveau`,
  ROW_TOO_LONG: ({ line, maxKibibytes }) =>
    `ligne ${line} : la ligne dépasse ${maxKibibytes} Kio ; vérifiez les fins de ligne`,
  TOO_MANY_BLANK_LINES: ({ max }) => `le fichier a plus de ${counted(max, 'ligne')} vides ; ôtez-les`,
  QUOTE_NOT_CLOSED: ({ line }) => `un guillemet ouvert ligne ${line} n’est jamais refermé ; refermez-le`,
  QUOTE_WITHIN_FIELD: ({ line }) =>
    `ligne ${line} : un guillemet au milieu d’un champ sans guillemets ; mettez tout le champ entre guillemets et doublez ceux du texte`,
  TEXT_AFTER_QUOTE: ({ line }) =>
    `ligne ${line} : du texte suit un guillemet fermant ; doublez les guillemets qui sont dans le texte`,
  NOT_CSV: ({ line, code }) => `ligne ${line} : le fichier n’est pas un CSV lisible (${code})`,
  NO_HEADER: ({ expected }) =>
    `ligne 1 : ce n’est pas une ligne d’en-tête, séparée par des virgules ou des points-virgules ; ${expectedColumns(expected)}`,
  WRONG_HEADER: ({ doubled, unknown, missing, expected }) => {
    const reasons = [
      ...(doubled === undefined
        ? []
        : [`la colonne ${expected.includes(doubled) ? `« ${doubled} »` : shown([doubled])} est là deux fois`]),
      ...(unknown.length === 0
        ? []
        : [`${unknown.length > 1 ? 'colonnes inconnues' : 'colonne inconnue'} : ${shown(unknown)}`]),
      ...missing.map((name) => `la colonne ${name} manque`),
    ];
    return `ligne 1 : ${reasons.join(', ')} ; ${expectedColumns(expected)}`;
  },
  MANIFEST_NOT_CSV: ({ message }) => `le manifeste n’est pas un CSV lisible, en UTF-8 (${message})`,
  MANIFEST_TOO_LONG: ({ max }) =>
    `le manifeste dépasse ${sizeText(max)}, la taille permise ; il a une ligne par fichier envoyé`,
  MANIFEST_HEADER: ({ expected }) => `le manifeste n’a pas les colonnes qu’il faut : ${expected.join(', ')}`,
  MANIFEST_ROW: ({ file }) =>
    `le manifeste a une ligne mal formée pour « ${withoutDigits(file)} » ; il faut un fichier, un nombre de lignes et un SHA-256`,
  MANIFEST_NAMES_TWICE: ({ file }) => `le manifeste nomme deux fois ${withoutDigits(file)}`,
  NOT_THE_CONTENT_SENT: ({ sha256, announced }) =>
    `le contenu n’est pas celui du manifeste (SHA-256 ${sha256}, annoncé ${announced}) ; redemandez le fichier`,
  CHANGED_SINCE_SENT: ({ file }) =>
    `${file} n’est plus ce qui a été envoyé : son contenu a changé depuis la demande ; renvoyez le fichier, et cherchez qui a pu écrire dans le dossier des envois`,
  NOT_THE_ROWS_SENT: ({ rows, announced }) =>
    `le fichier a ${counted(rows, 'ligne')}, le manifeste en annonce ${announced} ; redemandez le fichier`,
};

/** `03/02`: `3 février` and `2 mars`. */
function bothReadings(day: string): readonly string[] {
  const [one = 0, two = 0] = day.split('/').map(Number);
  return [dayInMonth(one, two), dayInMonth(two, one)];
}

/** A separator in a sentence. */
export function separatorText(separator: string): string {
  return separator === '\t' ? 'tabulation' : separator;
}

function expectedColumns(names: readonly string[]): string {
  return `les colonnes attendues sont ${names.join(', ')}`;
}

const NAMES_SHOWN = 5;
const NAME_LENGTH = 40;

/** An unknown column name may be a field of a row, even of a patient, so it is shown without its digits. */
function shown(names: readonly string[]): string {
  const some = names.slice(0, NAMES_SHOWN).map((name) => `« ${withoutDigits(name).slice(0, NAME_LENGTH)} »`);
  return some.join(', ') + (names.length > NAMES_SHOWN ? ` et ${names.length - NAMES_SHOWN} autres` : '');
}

function withoutDigits(name: string): string {
  return masked(name).replaceAll(/\p{Nd}/gu, '#');
}
