/** The templates of the files of facts as files: a header to fill in, an example, and a text that explains both. */
import { type FactTemplate, factTemplates } from '#libs/intake/templates.ts';
import { excelLine } from '#libs/kernel/csv.ts';
import { columnText } from '#libs/words/labels/columns.ts';

const BOM = '\uFEFF';

export const FACT_TEMPLATES: readonly FactTemplate[] = factTemplates(columnText);

/** In the form in which French Excel opens and saves it; with the example, under the header. */
export function templateCsv({ columns }: FactTemplate, withExample: boolean): string {
  const rows = [columns.map(({ name }) => name), ...(withExample ? [columns.map(({ example }) => example)] : [])];
  return BOM + rows.map(excelLine).join('');
}

/** Instructions for the files, and the content of each column. */
export function templatesText(): string {
  return [
    'Modèles des fichiers de faits',
    '',
    'Remplissez les lignes sous l’en-tête, avec un tableur ou un éditeur, et gardez les noms des fichiers et des colonnes.',
    'Enregistrez en « CSV UTF-8 » : les points-virgules, les dates JJ/MM/AAAA et les virgules décimales sont lus.',
    'Donnez le format Texte aux colonnes d’identifiants, de numéros FINESS et de codes de commune.',
    'Le dossier « exemples » a les mêmes fichiers avec une ligne ; ne l’importez pas.',
    ...FACT_TEMPLATES.flatMap(({ file, about, columns }) => [
      '',
      `${file} : ${about}`,
      ...columns.map(
        ({ name, holds, mayBeEmpty, isKey, example }) =>
          `  ${name} : ${holds}${mayBeEmpty ? ' ; peut être vide' : ''}${isKey ? ' ; nomme le fait' : ''}${example === '' ? '' : ` ; exemple : ${example}`}`,
      ),
    ]),
    '',
  ].join('\n');
}
