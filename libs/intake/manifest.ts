/** The optional manifest of a folder: what was sent. Source: facts.md, `manifest.csv`. */
import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import { RefusedFile } from '#libs/intake/fact-csv.ts';

export interface ManifestEntry {
  readonly file: string;
  readonly rows: number;
  readonly sha256: string;
}

const COLUMNS = ['file', 'rows', 'sha256'];

/** By file name. Throws RefusedFile where the manifest cannot be read: then what was sent is not known. */
export async function readManifest(path: string): Promise<ReadonlyMap<string, ManifestEntry>> {
  let rows: string[][];
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(await readFile(path));
    rows = parse(text, { bom: true, skip_empty_lines: true });
  } catch (error) {
    throw new RefusedFile(
      `le manifeste n'est pas un CSV lisible (${error instanceof Error ? error.message : String(error)})`,
    );
  }
  const [header = [], ...records] = rows;
  if ([...header].sort().join() !== [...COLUMNS].sort().join())
    throw new RefusedFile(`le manifeste n'a pas les colonnes qu'il faut : ${COLUMNS.join(', ')}`);
  const entries = new Map<string, ManifestEntry>();
  for (const record of records) {
    const [file = '', rowCount = '', sha256 = ''] = COLUMNS.map((column) => record[header.indexOf(column)]);
    if (!/^\d{1,15}$/.test(rowCount) || !/^[0-9a-f]{64}$/i.test(sha256) || file === '')
      throw new RefusedFile(
        `le manifeste a une ligne mal formée pour « ${file} » ; il faut un fichier, un nombre de lignes et un SHA-256`,
      );
    if (entries.has(file)) throw new RefusedFile(`le manifeste nomme deux fois ${file}`);
    entries.set(file, { file, rows: Number(rowCount), sha256: sha256.toLowerCase() });
  }
  return entries;
}

/** Why a file is not the one that was sent, or nothing. */
export function differsFrom(entry: ManifestEntry, sha256: string, rows: number | undefined): string | undefined {
  if (entry.sha256 !== sha256)
    return `le contenu n'est pas celui du manifeste (SHA-256 ${sha256}, annoncé ${entry.sha256}) ; redemandez le fichier`;
  if (rows !== entry.rows)
    return `le fichier a ${rows ?? 0} lignes, le manifeste en annonce ${entry.rows} ; redemandez le fichier`;
  return undefined;
}
