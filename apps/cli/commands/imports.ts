/** `decompte imports`: the received files, each with its day, its person and its outcome. */
import { dayOfInstant } from '#libs/kernel/day.ts';
import { frenchDay } from '#libs/kernel/french-days.ts';
import { ALL } from '#libs/kernel/page.ts';
import { IntakeModule } from '#libs/intake/intake.module.ts';
import type { FoundFileWithArrival } from '#libs/intake/queries/find-received-file.ts';
import { FindReceivedFiles } from '#libs/intake/queries/find-received-files.ts';
import type { StoreOptions } from '#apps/cli/stores.ts';
import { printJson, message, result, table } from '#apps/cli/terminal.ts';
import { withModules } from '#apps/cli/with-modules.ts';

interface ImportsOptions extends StoreOptions {
  readonly file?: string;
  readonly json?: boolean;
}

/** The newest last. */
export function importsCommand({ file, json: asJson = false, ...stores }: ImportsOptions): Promise<number> {
  return withModules(stores, [IntakeModule], async ({ query }) => {
    const { items } = await query(new FindReceivedFiles(file, ALL));
    const inOrder = items.toSorted((a, b) => a.position - b.position);
    if (asJson) printJson(inOrder);
    else if (inOrder.length === 0)
      message(
        file === undefined
          ? 'Aucun fichier reçu : decompte import DOSSIER les enregistre.'
          : `Aucun fichier reçu sous le nom ${file} : decompte imports les montre tous.`,
      );
    else {
      result(table(['fichier', 'reçu le', 'par', 'lignes', 'de côté', 'état', 'numéro'], inOrder.map(rowOf)));
      tellWhatNext(inOrder);
    }
  });
}

function rowOf(file: FoundFileWithArrival): readonly (string | number)[] {
  const { file: name, receivedAt, receivedBy, rows, setAside, id } = file;
  return [name, frenchDay(dayOfInstant(receivedAt)), receivedBy, rows, setAside, stateOf(file), id];
}

function stateOf({ refused, isFinished, dismissed }: FoundFileWithArrival): string {
  if (!isFinished) return 'interrompu';
  if (refused === null) return 'lu';
  return dismissed === null ? 'refusé' : 'refusé, classé';
}

function tellWhatNext(files: readonly FoundFileWithArrival[]): void {
  const waiting = files.filter(({ refused, dismissed }) => refused !== null && dismissed === null);
  for (const { file, refused } of waiting) message(`${file} : ${refused ?? ''}.`);
  if (files.some(({ setAside }) => setAside > 0))
    message('Ce qui attend des lignes de côté : decompte rejected. Celles qui sont corrigées depuis n’y sont plus.');
}
