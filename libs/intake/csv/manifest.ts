/** The optional manifest of a folder: the list of sent files. Source: facts.md, `manifest.csv`. */
import { tableOf } from '#libs/csv/table.ts';
import { readGivenFile } from '#libs/files/given-file.ts';
import { requireFile } from '#libs/intake/csv/open-file.ts';
import { type FileRefusal, refusedFile } from '#libs/intake/refusals.ts';

export interface ManifestEntry {
  readonly file: string;
  readonly rows: number;
  readonly sha256: string;
}

const COLUMNS = ['file', 'rows', 'sha256'];
/** A line for each kind of file has some hundred bytes. */
const MAX_BYTES = 65_536;

/** Keyed by file name. Throws RefusedFile if the manifest cannot be read: then the list of sent files is unknown. */
export async function readManifest(path: string): Promise<ReadonlyMap<string, ManifestEntry>> {
  const bytes = requireFile(path);
  if (bytes > MAX_BYTES) throw refusedFile('MANIFEST_TOO_LONG', { bytes, max: MAX_BYTES });
  let rows: string[][];
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(readGivenFile(path));
    rows = [...tableOf(text, COLUMNS).slices].flat().map(({ fields }) => [...fields]);
  } catch (error) {
    // The message of a parser quotes its input.
    const { code = '' } = error as { readonly code?: string };
    throw refusedFile('MANIFEST_NOT_CSV', { message: code });
  }
  const [header = [], ...records] = rows;
  if ([...header].sort().join() !== [...COLUMNS].sort().join())
    throw refusedFile('MANIFEST_HEADER', { expected: COLUMNS });
  const entries = new Map<string, ManifestEntry>();
  for (const record of records) {
    const [file = '', rowCount = '', sha256 = ''] = COLUMNS.map((column) => record[header.indexOf(column)]);
    if (!/^\d{1,15}$/.test(rowCount) || !/^[0-9a-f]{64}$/i.test(sha256) || file === '')
      throw refusedFile('MANIFEST_ROW', { file });
    if (entries.has(file)) throw refusedFile('MANIFEST_NAMES_TWICE', { file });
    entries.set(file, { file, rows: Number(rowCount), sha256: sha256.toLowerCase() });
  }
  return entries;
}

/** The reason why a file differs from the sent one, or none. */
export function differsFrom(
  { sha256: announced, rows: rowsAnnounced }: ManifestEntry,
  sha256: string,
  rows = 0,
): FileRefusal | undefined {
  if (announced !== sha256) return { code: 'NOT_THE_CONTENT_SENT', data: { sha256, announced } };
  if (rows !== rowsAnnounced) return { code: 'NOT_THE_ROWS_SENT', data: { rows, announced: rowsAnnounced } };
  return undefined;
}
