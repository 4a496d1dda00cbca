/** Files that a command line names. */
import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import { givenFileBytes, readGivenFile } from '#libs/files/given-file.ts';
import { writeWholeFile } from '#libs/files/whole-file.ts';
import { otherThanText, textOf, withoutBom } from '#libs/csv/bytes.ts';
import { repeatedKeys } from '#libs/kernel/repeated-keys.ts';
import type { JsonObject } from '#libs/regulation/values.ts';
import { decimalNumbers } from '#libs/kernel/written-numbers.ts';
import { jsonFaultText } from '#libs/words/json-faults.ts';
import { systemReason } from '#libs/words/system.ts';
import { CliRefusal } from '#apps/cli/refusal.ts';

/** A text in UTF-8 or Windows-1252, without a byte order mark. Throws CliRefusal if the file cannot be read. */
export function readTextFile(path: string): string {
  let bytes: Buffer;
  try {
    bytes = readGivenFile(path);
  } catch (error) {
    throw notReadable(path, error);
  }
  const text = otherThanText(bytes) === undefined ? textOf(bytes) : undefined;
  if (text === undefined || 'fault' in text)
    throw new CliRefusal(
      `${path} n’est pas un texte en UTF-8${text === undefined ? '' : `, dès la ligne ${text.line}`} ; enregistrez-le ainsi (« UTF-8 » dans un éditeur, « CSV UTF-8 » dans un tableur)`,
    );
  return withoutBom(text.text);
}

/** The bytes of a file, read in pieces. Throws CliRefusal on the first read if the file cannot be read. */
export async function* readBytes(path: string): AsyncGenerator<Uint8Array> {
  try {
    yield* givenFileBytes(path);
  } catch (error) {
    throw error instanceof Error && 'syscall' in error ? notReadable(path, error) : error;
  }
}

function notReadable(path: string, error: unknown): CliRefusal {
  return new CliRefusal(`le fichier ${path} ne peut pas être lu (${systemReason(error)})`);
}

/** Throws CliRefusal where no file can be. Asked before what is recorded of the file, as that it was handed out. */
export function requireFilePlace(path: string): void {
  const there = statSync(path, { throwIfNoEntry: false });
  if (there?.isDirectory() === true) throw new CliRefusal(`${path} est un dossier ; donnez le nom d’un fichier`);
  const folder = dirname(path);
  if (there === undefined && statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true)
    throw new CliRefusal(
      `${path} ne peut pas être écrit : il n’y a pas de dossier ${folder} ; créez-le, ou donnez un autre chemin`,
    );
}

/** Writes a file that appears only when it is complete (libs/files/whole-file.ts). Throws CliRefusal. */
export function writeWhole(path: string, content: string | Uint8Array, options: { readonly mode?: number } = {}): void {
  requireFilePlace(path);
  writeWholeFile(path, content, options.mode);
}

/** Overrides for a what-if: a JSON object from parameter name to value. Throws CliRefusal. */
export function readParameters(path: string): JsonObject {
  const text = readTextFile(path);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new CliRefusal(
      `${path} n’est pas du JSON (${jsonFaultText(error instanceof Error ? error.message : String(error))})`,
    );
  }
  const [repeated] = repeatedKeys(text);
  if (repeated !== undefined) throw new CliRefusal(`${path} a deux fois la clé ${repeated.join('.')}`);
  const [decimal] = decimalNumbers(text);
  if (decimal !== undefined)
    throw new CliRefusal(
      `${path} : ${decimal.path.join('.')} est écrit ${decimal.written} ; un nombre entier s’écrit sans point, une fraction comme un texte tel que "1/20"`,
    );
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    throw new CliRefusal(
      `${path} doit être un objet JSON, du nom du paramètre à sa valeur, par exemple {"presence": "DAYS"}`,
    );
  return value as JsonObject;
}
