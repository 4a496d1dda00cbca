/** What there is to do with files of facts: those refused or cut off, and the rows set aside. */
import type { FaultCode } from '#libs/facts/fault.ts';
import {
  FILE_PREFIX,
  IMPORTS,
  type ReceivedFile,
  type ReceivedRow,
  SET_ASIDE_PREFIX,
} from '#libs/intake/import/imports.ts';
import type { QueryStores } from '#libs/read-store/read-store.ts';
import { type Entry, type Task, task } from '#libs/week/task.ts';

/** What is wrong with a row, by its code, in a few words. */
const FAULT_GROUPS: Readonly<Record<FaultCode, string>> = {
  ERASED: 'patient effacé',
  COLUMN_COUNT: 'nombre de colonnes',
  REQUIRED: 'valeur qui manque',
  DATE: 'date',
  QUARTER: 'trimestre',
  NUMBER: 'nombre',
  IDENTIFIER: 'identifiant',
  RPPS: 'numéro RPPS',
  FINESS: 'numéro FINESS',
  CODE: 'valeur hors de la liste',
  OPTION: 'option de l’équipe',
  RANGE: 'nombre hors des bornes',
  PERIOD_ORDER: 'ordre des dates',
  PHASE_START: 'début de phase',
  THRESHOLD_ORDER: 'ordre des seuils',
  REVERSAL: 'annulation',
  UNKNOWN_TEAM: 'équipe inconnue',
  ACT_CONFLICT: 'acte déjà connu autrement',
  IMPLAUSIBLE: 'invraisemblable',
};

export function faultGroup(code: string): string {
  return (FAULT_GROUPS as Readonly<Record<string, string>>)[code] ?? code;
}

export async function fileTasks(stores: QueryStores): Promise<readonly Task[]> {
  const entries = (await openRows(stores)).map(({ file, line, code }) => ({
    group: `${file}, ${faultGroup(code)}`,
    of: `${file} ligne ${line}`,
  }));
  const open = await openFiles(stores);
  const next = [{ step: 'IMPORT_FACTS' }] as const;
  return [
    ...task('SET_ASIDE', entries, [{ step: 'REVIEW_SET_ASIDE' }]),
    ...task('REFUSED_FILE', open.filter(({ refused }) => refused !== null).map(entryOf), next),
    ...task('UNFINISHED_FILE', open.filter(({ isFinished }) => !isFinished).map(entryOf), next),
  ];
}

function entryOf({ file, refused }: ReceivedFile): Entry {
  return { group: file, of: refused === null ? file : `${file} : ${refused}` };
}

/** Rows that wait, of any file. */
export async function openRows(stores: QueryStores): Promise<readonly ReceivedRow[]> {
  const rows = await allOf<ReceivedRow>(stores, SET_ASIDE_PREFIX);
  return rows.filter(({ state }) => state === 'OPEN');
}

/** A file that was refused or cut off, until one of its name is read to its end after it, or a person dismisses it. */
export async function openFiles(stores: QueryStores): Promise<readonly ReceivedFile[]> {
  const files = await allOf<ReceivedFile>(stores, FILE_PREFIX);
  const readOn = new Map<string, number>();
  for (const { file, refused, isFinished, position } of files)
    if (isFinished && refused === null) readOn.set(file, Math.max(position, readOn.get(file) ?? 0));
  return files.filter(
    ({ file, refused, isFinished, dismissed, position }) =>
      (refused !== null || !isFinished) && dismissed === null && position > (readOn.get(file) ?? 0),
  );
}

async function allOf<Item>({ projections }: QueryStores, prefix: string): Promise<readonly Item[]> {
  const items: Item[] = [];
  for await (const batch of (await projections.documents(IMPORTS)).scan(prefix))
    items.push(...batch.map(([, text]) => JSON.parse(text) as Item));
  return items;
}
