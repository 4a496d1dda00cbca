/**
 * Reads a facts file twice, in bounded memory: a first pass checks it whole (encoding, quotes, header), a second gives its
 * rows, and refuses a byte that is not the one checked. Source: facts.md, its first paragraph.
 */
import { createHash, hash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { CsvError, type Parser, parse } from 'csv-parse';
import type { FactFile } from '#libs/facts/fact-files.ts';
import { masked } from '#libs/intake/identifiers.ts';

const CHUNK = 1 << 20;
/** A longer row can only be a quote that is never closed, and must not be held in memory. */
const MAX_ROW_BYTES = 8 << 20;
const BOM = '\uFEFF';
const QUOTE = 0x22;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const BOM_BYTES = Buffer.from(BOM);

/** The file cannot be read as described; nothing of it is recorded. The reason is in French. */
export class RefusedFile extends Error {}

export interface CheckedFile {
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
  /** SHA-256 of each chunk, to know again in the second pass what was checked in the first. */
  readonly chunks: readonly string[];
  /** For each canonical column, its place in the file. */
  readonly places: readonly number[];
  /** Data rows, where the caller asked for them. */
  readonly rows: number | undefined;
}

export interface CsvRow {
  /** Line of its first character, the header being 1. */
  readonly line: number;
  /** The row as written, without its line break. */
  readonly raw: string;
  readonly fields: readonly string[];
}

type Bytes = AsyncIterable<Buffer>;

/** First pass. Throws RefusedFile. */
export async function checkFile(path: string, file: FactFile, countRows: boolean): Promise<CheckedFile> {
  const handle = await open(path);
  try {
    const whole = createHash('sha256');
    const decoder = new TextDecoder('utf-8', { fatal: true });
    const chunks: string[] = [];
    let bytes = 0;
    let hasQuote = false;
    const lines = new LineCounter();
    for await (const chunk of chunksOf(handle)) {
      whole.update(chunk);
      chunks.push(hash('sha256', chunk, 'hex'));
      bytes += chunk.length;
      hasQuote ||= chunk.includes(QUOTE);
      lines.count(chunk);
      if (!decodes(decoder, chunk)) throw await notUtf8(handle);
    }
    if (!decodes(decoder)) throw await notUtf8(handle);
    if (!hasQuote && lines.tooLong !== undefined)
      throw new RefusedFile(
        `ligne ${lines.tooLong} : la ligne dépasse ${MAX_ROW_BYTES >> 20} Mio ; vérifiez les fins de ligne`,
      );
    // Without a quote no row can be ill-formed, a row is a line, and the first one is the header.
    const { header, read } = await headerOf(handle, hasQuote);
    const rows = (hasQuote ? read : lines.notBlank()) - 1;
    return {
      path,
      sha256: whole.digest('hex'),
      bytes,
      chunks,
      places: placesOf(header, file),
      rows: countRows ? rows : undefined,
    };
  } catch (error) {
    throw error instanceof QuoteFault ? await quoteReason(chunksOf(handle), error.csv) : error;
  } finally {
    await handle.close();
  }
}

/**
 * Second pass: the data rows, their fields as written in the file. `onBytes` tells how far the reading is.
 * Throws RefusedFile where the file is no longer the one checked.
 */
export async function* dataRows(
  checked: CheckedFile,
  onBytes?: (bytes: number) => void,
): AsyncIterable<readonly CsvRow[]> {
  const handle = await open(checked.path);
  try {
    const { size } = await handle.stat();
    if (size !== checked.bytes) throw changed(checked);
    let header = true;
    for await (const rows of csvRows(sameChunks(handle, checked, onBytes))) {
      yield header ? rows.slice(1) : rows;
      header = false;
    }
  } finally {
    await handle.close();
  }
}

function changed({ path }: CheckedFile): RefusedFile {
  return new RefusedFile(`${path} a changé pendant l'import ; déposez-le entier, puis relancez l'import`);
}

async function* chunksOf(handle: FileHandle): Bytes {
  let position = 0;
  for (;;) {
    const buffer = Buffer.allocUnsafe(CHUNK);
    let filled = 0;
    // A read may be short; a chunk must not be, or the two passes would cut the file differently.
    while (filled < CHUNK) {
      const { bytesRead } = await handle.read(buffer, filled, CHUNK - filled, position + filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    if (filled === 0) return;
    position += filled;
    yield buffer.subarray(0, filled);
  }
}

async function* sameChunks(handle: FileHandle, checked: CheckedFile, onBytes?: (bytes: number) => void): Bytes {
  let i = 0;
  let bytes = 0;
  for await (const chunk of chunksOf(handle)) {
    if (hash('sha256', chunk, 'hex') !== checked.chunks[i++]) throw changed(checked);
    bytes += chunk.length;
    yield chunk;
    onBytes?.(bytes);
  }
  if (i !== checked.chunks.length) throw changed(checked);
}

/** A quote out of place; where it is has still to be looked for. */
class QuoteFault extends Error {
  readonly csv: CsvError;

  constructor(csv: CsvError) {
    super(csv.message);
    this.csv = csv;
  }
}

/** Every row but blank lines, the header first, those of a chunk together. Throws QuoteFault. */
async function* csvRows(bytes: Bytes): AsyncIterable<readonly CsvRow[]> {
  const parser = parse({
    bom: true,
    raw: true,
    relax_column_count: true,
    record_delimiter: ['\r\n', '\n'],
    max_record_size: MAX_ROW_BYTES,
  });
  // What is written is told of its fault; without a listener the fault would end the process.
  parser.on('error', () => undefined);
  let line = 1;
  let rows: CsvRow[] = [];
  // Taken as they come: handed over one by one, rows would cost half as much again.
  parser.on('data', ({ record, raw }: { record: string[]; raw: string }) => {
    const text = withoutLineBreak(line === 1 && raw.startsWith(BOM) ? raw.slice(1) : raw);
    if (text !== '') rows.push({ line, raw: text, fields: record });
    line += lineBreaks(text) + 1;
  });
  const taken = (): readonly CsvRow[] => {
    const some = rows;
    rows = [];
    return some;
  };
  try {
    for await (const chunk of bytes) {
      await written(parser, chunk);
      if (rows.length > 0) yield taken();
    }
    await ended(parser);
    if (rows.length > 0) yield taken();
  } catch (error) {
    if (error instanceof CsvError) throw new QuoteFault(error);
    throw error;
  } finally {
    parser.destroy();
  }
}

function written(parser: Parser, chunk: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    parser.write(chunk, (error) => {
      if (error instanceof Error) reject(error);
      else resolve();
    });
  });
}

function ended(parser: Parser): Promise<void> {
  return new Promise((resolve, reject) => {
    parser.once('error', reject).once('end', resolve).end();
  });
}

/** Counts the lines of a file given in chunks. */
class LineCounter {
  #lines = 0;
  #first = true;
  /** Of the line that the chunks so far end in: its length, and whether it is but a carriage return. */
  #length = 0;
  #onlyReturn = false;
  #line = 1;
  /** The first line longer than a row may be. */
  tooLong: number | undefined;

  count(chunk: Buffer): void {
    let start = this.#first && chunk.subarray(0, BOM_BYTES.length).equals(BOM_BYTES) ? BOM_BYTES.length : 0;
    this.#first = false;
    for (let end = chunk.indexOf(LINE_FEED, start); end >= 0; end = chunk.indexOf(LINE_FEED, start)) {
      this.#extend(chunk, start, end);
      this.#endLine();
      start = end + 1;
    }
    this.#extend(chunk, start, chunk.length);
  }

  notBlank(): number {
    this.#endLine();
    return this.#lines;
  }

  #extend(chunk: Buffer, start: number, end: number): void {
    if (end === start) return;
    this.#onlyReturn = this.#length === 0 && end - start === 1 && chunk[start] === CARRIAGE_RETURN;
    this.#length += end - start;
    if (this.#length > MAX_ROW_BYTES) this.tooLong ??= this.#line;
  }

  #endLine(): void {
    this.#line++;
    if (this.#length > 0 && !this.#onlyReturn) this.#lines++;
    this.#length = 0;
    this.#onlyReturn = false;
  }
}

/** Of a line break of two characters csv-parse gives the first only. */
function withoutLineBreak(raw: string): string {
  let end = raw.length;
  if (raw.charCodeAt(end - 1) === LINE_FEED) end--;
  if (raw.charCodeAt(end - 1) === CARRIAGE_RETURN) end--;
  return raw.slice(0, end);
}

function lineBreaks(raw: string): number {
  let count = 0;
  for (let at = raw.indexOf('\n'); at >= 0; at = raw.indexOf('\n', at + 1)) count++;
  return count;
}

/** What is wrong with the quotes, and on which line: csv-parse tells the first and, of a whole chunk, not the second. */
async function quoteReason(bytes: Bytes, { code, message }: CsvError): Promise<RefusedFile> {
  const found = await quoteFault(bytes);
  switch (code) {
    case 'CSV_QUOTE_NOT_CLOSED':
    case 'CSV_MAX_RECORD_SIZE':
      return new RefusedFile(`un guillemet ouvert ligne ${found.opened} n'est jamais refermé ; refermez-le`);
    case 'INVALID_OPENING_QUOTE':
      return new RefusedFile(
        `ligne ${found.row} : un guillemet au milieu d'un champ sans guillemets ; mettez tout le champ entre guillemets et doublez ceux du texte`,
      );
    case 'CSV_INVALID_CLOSING_QUOTE':
    case 'CSV_NON_TRIMABLE_CHAR_AFTER_CLOSING_QUOTE':
      return new RefusedFile(
        `ligne ${found.row} : du texte suit un guillemet fermant ; doublez les guillemets qui sont dans le texte`,
      );
    default:
      return new RefusedFile(`ligne ${found.row} : le fichier n'est pas un CSV lisible (${message})`);
  }
}

/** Line where the first row with a quote out of place begins, and where the last quote was opened. */
async function quoteFault(bytes: Bytes): Promise<{ row: number; opened: number }> {
  const [comma, carriageReturn] = [0x2c, 0x0d];
  let [line, row, opened] = [1, 1, 1];
  let state: 'start' | 'plain' | 'quoted' | 'closed' = 'start';
  for await (const chunk of bytes)
    for (const byte of chunk) {
      if (byte === LINE_FEED) line++;
      if (state === 'quoted') {
        if (byte === QUOTE) state = 'closed';
      } else if (byte === QUOTE) {
        if (state === 'plain') return { row, opened };
        if (state === 'start') opened = line;
        state = 'quoted';
      } else if (byte === comma) state = 'start';
      else if (byte === LINE_FEED) [state, row] = ['start', line];
      else if (byte !== carriageReturn) {
        if (state === 'closed') return { row, opened };
        state = 'plain';
      }
    }
  return { row, opened };
}

/** The header, and where the whole file is to be read, how many rows there are with it. */
async function headerOf(handle: FileHandle, whole: boolean): Promise<{ header: readonly string[]; read: number }> {
  let header: readonly string[] | undefined;
  let read = 0;
  for await (const batch of csvRows(chunksOf(handle))) {
    header ??= batch[0]?.fields;
    if (!whole) break;
    read += batch.length;
  }
  if (header === undefined) throw new RefusedFile("le fichier est vide ; il faut au moins la ligne d'en-tête");
  return { header, read };
}

/** Whether the bytes so far are UTF-8; without a chunk, whether they end whole. */
function decodes(decoder: InstanceType<typeof TextDecoder>, chunk?: Buffer): boolean {
  try {
    if (chunk === undefined) decoder.decode();
    else decoder.decode(chunk, { stream: true });
    return true;
  } catch {
    return false;
  }
}

async function notUtf8(handle: FileHandle): Promise<RefusedFile> {
  let line = 1;
  let rest: Buffer = Buffer.alloc(0);
  const isUtf8 = (text: Buffer): boolean => {
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(text);
      return true;
    } catch {
      return false;
    }
  };
  for await (const chunk of chunksOf(handle)) {
    rest = Buffer.concat([rest, chunk]);
    for (let end = rest.indexOf(LINE_FEED); end >= 0; end = rest.indexOf(LINE_FEED)) {
      if (!isUtf8(rest.subarray(0, end))) return refusedEncoding(line);
      rest = rest.subarray(end + 1);
      line++;
    }
  }
  return refusedEncoding(line);
}

function refusedEncoding(line: number): RefusedFile {
  return new RefusedFile(`ligne ${line} : le texte n'est pas en UTF-8 ; enregistrez le fichier en UTF-8`);
}

const NAMES_SHOWN = 5;
const NAME_LENGTH = 40;

/** A name of a column that is not ours: it may be a field of a row, so it is shown with care. */
function shown(names: readonly string[]): string {
  const some = names.slice(0, NAMES_SHOWN).map((name) => `« ${masked(name).slice(0, NAME_LENGTH)} »`);
  return some.join(', ') + (names.length > NAMES_SHOWN ? ` et ${names.length - NAMES_SHOWN} autres` : '');
}

function placesOf(header: readonly string[], { columns }: FactFile): readonly number[] {
  const names = columns.map(({ name }) => name);
  const expected = `les colonnes attendues sont ${names.join(', ')}`;
  // Nothing of a line that may be a patient's is repeated.
  if (!header.some((name) => names.includes(name)))
    throw new RefusedFile(`ligne 1 : ce n'est pas une ligne d'en-tête, séparée par des virgules ; ${expected}`);
  const doubled = header.find((name, i) => header.indexOf(name) !== i);
  const unknown = header.filter((name) => !names.includes(name));
  const missing = names.filter((name) => !header.includes(name));
  const reasons = [
    ...(doubled === undefined ? [] : [`la colonne ${shown([doubled])} est là deux fois`]),
    ...(unknown.length === 0
      ? []
      : [`${unknown.length > 1 ? 'colonnes inconnues' : 'colonne inconnue'} : ${shown(unknown)}`]),
    ...missing.map((name) => `la colonne ${name} manque`),
  ];
  if (reasons.length > 0) throw new RefusedFile(`ligne 1 : ${reasons.join(', ')} ; ${expected}`);
  return names.map((name) => header.indexOf(name));
}
