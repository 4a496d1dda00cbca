/**
 * Finds out whether a write-ahead log (-wal) continues the file that it is beside. SQLite applies it to any file of that name, so one that
 * a killed process left ruins the backup that is put in the place of its file. Each write transaction leaves a mark (write-marks.ts).
 * Sources: https://www.sqlite.org/fileformat2.html#the_database_header and #wal_file_format
 */
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { StoreUnavailable } from '#libs/kernel/store-unavailable.ts';
import { asUnavailable } from '#libs/sqlite/failure.ts';

const WAL_HEADER_BYTES = 32;
/** Odd if its checksums are of big-endian words. */
const MAGIC = [0x377f0682, 0x377f0683];
const PAGE_SIZES = [512, 1024, 2048, 4096, 8192, 16_384, 32_768, 65_536];
const PAGE_SIZE_AT = 8;
const SALTS_AT = 16;
const SUMS_AT = 24;
const FRAME_HEADER_BYTES = 24;
const SIZE_IN_FRAME_AT = 4;
const SALTS_IN_FRAME_AT = 8;
const SALTS_BYTES = 8;
const SUMS_IN_FRAME_AT = 16;
/** In the first page of a file: the mark of the last transaction, and that of the one before. */
const MARK_AT = 60;
const FORMER_MARK_AT = 68;

const NO_MARK = 0;
const BEFORE_FIRST = -1;

/** What a transaction leaves as the mark before its own: in a file that was ever marked it is not 0. */
export function asFormer(mark: number): number {
  return mark === NO_MARK ? BEFORE_FIRST : mark;
}

/** Frames read at once. */
const FRAMES_AT_ONCE = 32;

/** How often files are looked at again that other processes change meanwhile. */
const TRIES = 5;

/** Throws StoreUnavailable if the -wal beside the file continues another file. Reads both without applying it. */
export function requireOwnEnd(path: string): void {
  for (let tries = 1; tries <= TRIES; tries++) {
    const head = foreignHead(path);
    if (head === undefined) return;
    // Another process may have begun a new one since it was read.
    if (withFile(`${path}-wal`, headOf)?.equals(head) === true)
      throw new StoreUnavailable({ code: 'STORE_END_OF_ANOTHER', data: { path } });
  }
}

/** The header of a -wal that does not continue the file; undefined if there is none. */
function foreignHead(path: string): Buffer | undefined {
  return withFile(`${path}-wal`, (wal) => {
    const head = headOf(wal);
    return !isHead(head) || isContinued(path, wal, head) ? undefined : head;
  });
}

/** SQLite ignores a file that begins otherwise. */
function isHead(head: Buffer): boolean {
  if (head.length < WAL_HEADER_BYTES || !MAGIC.includes(head.readUInt32BE(0))) return false;
  return PAGE_SIZES.includes(head.readUInt32BE(PAGE_SIZE_AT));
}

/** A -wal without marks is believed: a former version of the program wrote it. */
function isContinued(path: string, wal: number, head: Buffer): boolean {
  const last = lastMarksIn(path);
  // A -wal may complete a file that a killed process was copying it into.
  if (last === undefined) return true;
  let first: number | undefined;
  for (const { frame, mark, former } of marksIn(wal, head)) {
    // A checkpoint may have copied one of its own into the file.
    if (last !== EMPTY && (mark === last.mark || (first === undefined && isNext(former, last)))) return true;
    first ??= frame;
  }
  return first === undefined || !isCommitted(wal, head, first);
}

/** Whether the first transaction of a -wal, with the mark before it, follows the last one in the file. */
function isNext(former: number, last: Marks): boolean {
  // Where nothing was marked, another program may have set the number that is no mark.
  const isUnmarked = former === NO_MARK && last.former === NO_MARK;
  return isUnmarked || former === asFormer(last.mark);
}

/** Of a file without a first page, which every -wal follows. */
const EMPTY = 'EMPTY';

interface Marks {
  readonly mark: number;
  /** Of the transaction before. */
  readonly former: number;
}

/**
 * The marks in the file itself, without its -wal; undefined if they cannot be read. Read by SQLite: if this process opened and closed the file
 * otherwise, the system would release the locks of its other connections.
 */
function lastMarksIn(path: string): Marks | typeof EMPTY | undefined {
  if (statSync(path, { throwIfNoEntry: false })?.size === 0) return EMPTY;
  const url = pathToFileURL(path);
  url.searchParams.set('immutable', '1');
  let db: DatabaseSync | undefined;
  try {
    db = new DatabaseSync(url, { readOnly: true });
    return db
      .prepare(
        'SELECT user_version AS mark, application_id AS former FROM pragma_user_version(), pragma_application_id()',
      )
      .get() as unknown as Marks;
  } catch {
    return undefined;
  } finally {
    db?.close();
  }
}

interface MarkedFrame extends Marks {
  /** Counted from 0. */
  readonly frame: number;
}

/** The marks in each version of the first page, from the oldest. */
function* marksIn(wal: number, head: Buffer): Generator<MarkedFrame> {
  let no = 0;
  for (const frame of framesIn(wal, head)) {
    const page = frame.subarray(FRAME_HEADER_BYTES);
    if (frame.readUInt32BE(0) === 1)
      yield { frame: no, mark: page.readInt32BE(MARK_AT), former: page.readInt32BE(FORMER_MARK_AT) };
    no++;
  }
}

/**
 * Whether the transaction of a frame is whole, so that SQLite applies it: another process may be writing it, or the power went off before it
 * was on disk.
 */
function isCommitted(wal: number, head: Buffer, upTo: number): boolean {
  const isBigEndian = head.readUInt32BE(0) % 2 === 1;
  let sums: Sums = [head.readUInt32BE(SUMS_AT), head.readUInt32BE(SUMS_AT + 4)];
  let no = 0;
  for (const frame of framesIn(wal, head)) {
    sums = summed(sums, frame.subarray(0, SALTS_IN_FRAME_AT), isBigEndian);
    sums = summed(sums, frame.subarray(FRAME_HEADER_BYTES), isBigEndian);
    if (frame.readUInt32BE(SUMS_IN_FRAME_AT) !== sums[0] || frame.readUInt32BE(SUMS_IN_FRAME_AT + 4) !== sums[1])
      return false;
    // The last frame of a transaction has the size of the file.
    if (no >= upTo && frame.readUInt32BE(SIZE_IN_FRAME_AT) > 0) return true;
    no++;
  }
  return false;
}

/** The frames, each until the next one is asked for, up to one that is cut off, or of the -wal before this one in the same file. */
function* framesIn(wal: number, head: Buffer): Generator<Buffer> {
  const frameBytes = FRAME_HEADER_BYTES + head.readUInt32BE(PAGE_SIZE_AT);
  const salts = head.subarray(SALTS_AT, SALTS_AT + SALTS_BYTES);
  // Most often the first one is enough.
  let count = 1;
  const memory = Buffer.allocUnsafe(FRAMES_AT_ONCE * frameBytes);
  for (let at = WAL_HEADER_BYTES; ;) {
    const some = memory.subarray(0, readSync(wal, memory, 0, count * frameBytes, at));
    for (let begin = 0; begin < count * frameBytes; begin += frameBytes) {
      const frame = some.subarray(begin, begin + frameBytes);
      if (frame.length < frameBytes) return;
      const isOwn = salts.compare(frame, SALTS_IN_FRAME_AT, SALTS_IN_FRAME_AT + SALTS_BYTES) === 0;
      if (!isOwn) return;
      yield frame;
    }
    at += count * frameBytes;
    count = FRAMES_AT_ONCE;
  }
}

type Sums = readonly [number, number];

/** The checksum of SQLite, continued over 32-bit words. */
function summed([first, second]: Sums, bytes: Buffer, isBigEndian: boolean): Sums {
  let [one, two] = [first, second];
  const word = (at: number): number => (isBigEndian ? bytes.readUInt32BE(at) : bytes.readUInt32LE(at));
  for (let at = 0; at < bytes.length; at += 8) {
    one = (one + word(at) + two) >>> 0;
    two = (two + word(at + 4) + one) >>> 0;
  }
  return [one, two];
}

function headOf(wal: number): Buffer {
  return bytesAt(wal, 0, WAL_HEADER_BYTES);
}

function bytesAt(file: number, at: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafe(length);
  return bytes.subarray(0, readSync(file, bytes, 0, length, at));
}

/** Undefined if the file is missing. */
function withFile<T>(path: string, work: (file: number) => T): T | undefined {
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw asUnavailable(error);
  }
  try {
    return work(file);
  } finally {
    closeSync(file);
  }
}
