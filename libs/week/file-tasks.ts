/** Tasks about files of facts: refused or interrupted files, and rows set aside. */
import {
  FILE_PREFIX,
  IMPORTS,
  type ReceivedFile,
  type ReceivedRow,
  SET_ASIDE_PREFIX,
} from '#libs/intake/import/imports.ts';
import type { QueryStores } from '#libs/read-store/read-store.ts';
import { type TaskEntry, type Task, task } from '#libs/week/task.ts';

export async function fileTasks(stores: QueryStores): Promise<readonly Task[]> {
  const entries = (await openRows(stores)).map(({ file, line, code }) => ({
    group: `${file}, ${code}`,
    of: { is: 'ROW', file, line } as const,
  }));
  const open = await openFiles(stores);
  const next = [{ step: 'IMPORT_FACTS' }] as const;
  return [
    ...task('SET_ASIDE', entries, [{ step: 'REVIEW_SET_ASIDE' }]),
    ...task('REFUSED_FILE', open.filter(({ refused }) => refused !== null).map(entryOf), next),
    ...task('UNFINISHED_FILE', open.filter(({ isFinished }) => !isFinished).map(entryOf), next),
  ];
}

function entryOf({ file, refused }: ReceivedFile): TaskEntry {
  return { group: file, of: refused === null ? file : `${file} : ${refused}` };
}

/** Rows that wait, of any file. */
export async function openRows(stores: Pick<QueryStores, 'projections'>): Promise<readonly ReceivedRow[]> {
  const rows = await allOf<ReceivedRow>(stores, SET_ASIDE_PREFIX);
  return rows.filter(({ state }) => state === 'OPEN');
}

/** A file that was refused or interrupted, until a later file with its name is read to its end, or a person dismisses it. */
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

async function allOf<Item>(
  { projections }: Pick<QueryStores, 'projections'>,
  prefix: string,
): Promise<readonly Item[]> {
  const items: Item[] = [];
  for await (const batch of (await projections.documents(IMPORTS)).scan(prefix))
    items.push(...batch.map(([, text]) => JSON.parse(text) as Item));
  return items;
}
