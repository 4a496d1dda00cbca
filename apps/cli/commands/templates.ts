/** `decompte templates --out FOLDER`: the files of facts to fill in, with an example of each and a description of their columns. */
import { join } from 'node:path';
import { writeNewFile } from '#libs/files/new-file.ts';
import { makeFolder } from '#libs/files/make-folder.ts';
import { FACT_TEMPLATES, templateCsv, templatesText } from '#libs/words/texts/fact-templates.ts';
import { systemReason } from '#libs/words/system.ts';
import { CliRefusal } from '#apps/cli/refusal.ts';
import { message } from '#apps/cli/terminal.ts';

const EXAMPLES = 'exemples';

export function templatesCommand({ out }: { readonly out: string }): Promise<number> {
  const files = [
    ...FACT_TEMPLATES.map((template) => [template.file, templateCsv(template, false)] as const),
    ...FACT_TEMPLATES.map((template) => [join(EXAMPLES, template.file), templateCsv(template, true)] as const),
    ['LISEZMOI.txt', templatesText()] as const,
  ];
  try {
    makeFolder(join(out, EXAMPLES));
    // Never overwrites a file that a person has filled in.
    for (const [name, text] of files) writeNewFile(join(out, name), text);
  } catch (error) {
    throw new CliRefusal(
      `les modèles ne peuvent pas être écrits dans ${out} (${systemReason(error)}) ; indiquez un dossier vide avec --out`,
    );
  }
  message(
    `Modèles de ${FACT_TEMPLATES.length} fichiers écrits dans ${out} ; LISEZMOI.txt dit ce que contient chaque colonne.`,
  );
  return Promise.resolve(0);
}
