/** Tasks about files of facts: refused or interrupted files, and rows set aside. */
import {
  IMPORTS,
  READ_ON_PREFIX,
  type ReadOn,
  type ReceivedFile,
  type ReceivedRow,
  WAITING_FILE_PREFIX,
  WAITING_ROW_PREFIX,
} from '#libs/intake/import/imports.ts';
import type { Keyed } from '#libs/kernel/page.ts';
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
  return (await allOf<ReceivedRow>(stores, WAITING_ROW_PREFIX)).map(([, row]) => row);
}

/** A file that was refused or interrupted, until a later file with its name is read to its end, or a person dismisses it. */
export async function openFiles(stores: QueryStores): Promise<readonly ReceivedFile[]> {
  const files = (await allOf<ReceivedFile>(stores, WAITING_FILE_PREFIX)).map(([, file]) => file);
  const readOn = new Map(await allOf<ReadOn>(stores, READ_ON_PREFIX));
  return files.filter(
    ({ file, dismissed, position }) => dismissed === null && position > (readOn.get(file)?.position ?? 0),
  );
}

async function allOf<Item>(
  { projections }: Pick<QueryStores, 'projections'>,
  prefix: string,
): Promise<readonly Keyed<Item>[]> {
  const items: Keyed<Item>[] = [];
  for await (const batch of (await projections.documents(IMPORTS)).scan(prefix))
    items.push(...batch.map(([key, text]) => [key.slice(prefix.length), JSON.parse(text) as Item] as const));
  return items;
}
