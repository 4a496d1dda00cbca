/** Rows of files that another thread reads, some batches ahead of the thread that records them. */
import { setImmediate } from 'node:timers/promises';
import { patientOf } from '#libs/enrolment/dossiers.ts';
import { type IsErased, NOBODY } from '#libs/event-store/sealed/erased-patients.ts';
import { patientIndex } from '#libs/facts/fact-kind.ts';
import type { CheckedFile } from '#libs/intake/csv/fact-csv.ts';
import { sizeIfFile } from '#libs/intake/csv/open-file.ts';
import type { AnyFactKind } from '#libs/intake/fact-kinds.ts';
import { unpacked } from '#libs/intake/reading/packed-rows.ts';
import { IMPORT_BATCH, MESSAGE_ROWS, type ReadRow, batchCount } from '#libs/intake/reading/read-row.ts';
import { ROWS_THREAD, type RowsGiven, type RowsResult, type RowsTask } from '#libs/intake/reading/rows-thread.ts';
import { RefusedFile } from '#libs/intake/refusals.ts';
import { OF_ERASED } from '#libs/intake/row-check.ts';
import type { Regulation } from '#libs/regulation/regulation.ts';
import type { Assistant } from '#libs/threads/assistant.ts';
import type { Elsewhere } from '#libs/threads/computing.ts';
import type { Threads } from '#libs/threads/threads.ts';

interface FileOfRows {
  readonly kind: AnyFactKind;
  readonly checked: CheckedFile;
}

interface FileElsewhere extends FileOfRows {
  readonly isErased: IsErased;
}

interface RowsRead {
  readonly rows: readonly ReadRow[];
  readonly isLast: boolean;
  /** Of the file, up to here. */
  readonly bytes: number;
}

/** A file of the import, in its turn. */
interface FileToCome {
  readonly kind: AnyFactKind;
  readonly path: string;
  /** Whether it is to be recorded as it was checked: it may be another one than was announced. */
  readonly isAsSent: (checked: CheckedFile) => boolean;
}

interface ReadingSettings {
  readonly threads: Threads;
  readonly regulation: Regulation;
  /** The day of recording, as far as is known. */
  readonly day: () => string;
  readonly isDayFirst: boolean;
  /** Where the thread seals facts ahead; undefined: they are sealed when they are recorded, if they are. */
  readonly sealedElsewhere: Elsewhere | undefined;
}

/** Importing a row takes as long as reading some ten events, by which work for threads is measured. */
const EVENTS_A_ROW = 10;
/** Rows of facts about patients have some 40 to 110. */
const BYTES_A_ROW = 60;
/** So that the thread is not idle while a batch is recorded, also where the disk takes its time. */
const MESSAGES_AHEAD = (3 * IMPORT_BATCH) / MESSAGE_ROWS;

type Reader = Assistant<RowsTask, RowsResult>;

/** A file that the thread reads. */
interface Opened {
  /** Its number among those that the thread opened. */
  readonly file: number;
  readonly checked: CheckedFile;
  /** Messages that its rows come in. */
  readonly messages: number;
  /** Messages asked for. */
  asked: number;
  readonly results: Promise<RowsResult>[];
}

interface NextFile extends FileToCome {
  readonly checked: Promise<CheckedFile | undefined>;
  /** As it was checked, once that is done and it is to be read. */
  found: CheckedFile | undefined;
}

/** Files about patients, one after the other: while the last batches of one are recorded, the next one is checked and read. */
export class RowsElsewhere {
  readonly #settings: ReadingSettings;
  readonly #toCome: FileToCome[];
  #reader: Reader | undefined;
  /** The file that is checked before its turn. */
  #next: NextFile | undefined;
  /** The file that is read before its turn. */
  #opened: Opened | undefined;
  /** The file whose rows are recorded now. */
  #taken: Opened | undefined;
  #files = 0;

  /** Begins with the first of the files that may be worth it. */
  constructor(settings: ReadingSettings, files: readonly FileToCome[]) {
    this.#settings = settings;
    this.#toCome = files.filter(({ kind }) => patientIndex(kind) !== undefined);
    this.#prepare();
  }

  /** As it was checked ahead; undefined where it was not, or was refused. */
  async checked(path: string): Promise<CheckedFile | undefined> {
    const next = this.#next;
    if (next?.path !== path) return undefined;
    this.#next = undefined;
    return next.checked;
  }

  /**
   * Only rows about patients: those of teams are checked against the rows before them. Nor those of a file made to mend rows, which are
   * compared with the rows that wait.
   */
  isWorthwhile({ kind, checked }: FileOfRows): boolean {
    if (checked.reference !== undefined || patientIndex(kind) === undefined) return false;
    return this.#settings.threads.isWorthwhile(EVENTS_A_ROW * checked.rows);
  }

  /**
   * Gives the batches in their order to `onRows`. Throws what it throws, RefusedFile, what the thread throws, and Error where the thread
   * dies or does not begin.
   */
  async read({ kind, checked, isErased }: FileElsewhere, onRows: (read: RowsRead) => Promise<void>): Promise<void> {
    const opened = this.#opened?.checked === checked ? this.#opened : this.#open({ kind, checked });
    // Another file may be read ahead already.
    if (this.#opened === opened) this.#opened = undefined;
    this.#taken = opened;
    try {
      await this.#batches(opened, { kind, checked, isErased }, onRows);
    } finally {
      this.#taken = undefined;
      void this.#thread().ask({ do: 'close', file: opened.file });
    }
  }

  async #batches(
    opened: Opened,
    { kind, checked, isErased }: FileElsewhere,
    onRows: (read: RowsRead) => Promise<void>,
  ): Promise<void> {
    const place = patientIndex(kind) ?? -1;
    const isKept = (row: ReadRow): boolean =>
      !isErased(row.fact === undefined ? (row.fields[place] ?? '') : patientOf(row.fact));
    let [batch, isWhole]: [ReadRow[], boolean] = [[], false];
    for (let taken = 0; taken < opened.messages; taken++) {
      this.#ask(opened, taken + MESSAGES_AHEAD);
      if (opened.asked === opened.messages) {
        this.#prepare(checked.path);
        this.#begin();
      }
      const { rows, isLast, bytes } = readIn(await opened.results.shift());
      isWhole = isLast;
      const read = unpacked(rows, kind, checked);
      for (const row of read) batch.push(isErased === NOBODY || isKept(row) ? row : ofErased(row));
      if (!isLast && batch.length < IMPORT_BATCH) continue;
      const whole = batch;
      batch = [];
      await onRows({ rows: whole, isLast, bytes });
      // The next message is mostly there: without a turn of the loop, nothing else of the process would have one.
      await setImmediate();
    }
    // Otherwise the import would end without a row of the file.
    if (!isWhole) throw new RangeError(`the thread did not read all of ${checked.path}`);
  }

  /** Frees the thread for other work. */
  async end(): Promise<void> {
    await this.#reader?.end();
  }

  /** Ends the thread, where the import failed. */
  async stop(): Promise<void> {
    await this.#reader?.stop();
  }

  /** Checks the next file that may be worth it, and begins to read it. `after`: the path of the one that is read now. */
  #prepare(after?: string): void {
    if (this.#next !== undefined) return;
    const from = this.#toCome.findIndex(({ path }) => path === after) + 1;
    const file = this.#toCome.slice(from).find(({ path }) => this.#seemsWorthwhile(path));
    if (file === undefined) return;
    const { kind, path, isAsSent } = file;
    const { isDayFirst } = this.#settings;
    const asked = this.#thread().ask({ do: 'check', path, kind: kind.name, isDayFirst });
    const checked = asked.then((result) => {
      const found = checkedIn(result);
      if (found !== undefined && this.isWorthwhile({ kind, checked: found }) && isAsSent(found)) next.found = found;
      this.#begin();
      return found;
    });
    // The file may never be asked for.
    checked.catch(() => undefined);
    const next: NextFile = { ...file, checked, found: undefined };
    this.#next = next;
  }

  /** Begins to read the next file, once it is checked and the one before is asked for whole. */
  #begin(): void {
    const { found: checked, kind } = this.#next ?? {};
    const isFree = this.#taken === undefined || this.#taken.asked === this.#taken.messages;
    if (checked === undefined || kind === undefined || !isFree || this.#opened?.checked === checked) return;
    this.#opened = this.#open({ kind, checked });
    this.#ask(this.#opened, MESSAGES_AHEAD);
  }

  #seemsWorthwhile(path: string): boolean {
    return this.#settings.threads.isWorthwhile((EVENTS_A_ROW * sizeIfFile(path)) / BYTES_A_ROW);
  }

  #open({ kind, checked }: FileOfRows): Opened {
    const file = ++this.#files;
    void this.#thread().ask({ do: 'open', file, kind: kind.name, checked, day: this.#settings.day() });
    return { file, checked, messages: batchCount(checked, MESSAGE_ROWS), asked: 0, results: [] };
  }

  #ask(opened: Opened, upTo: number): void {
    while (opened.asked < Math.min(upTo, opened.messages)) {
      opened.asked++;
      const result = this.#thread().ask({ do: 'read', file: opened.file });
      // The result may not be awaited any more.
      result.catch(() => undefined);
      opened.results.push(result);
    }
  }

  #thread(): Reader {
    const { threads, regulation, sealedElsewhere } = this.#settings;
    const given: RowsGiven = { regulation, sealedElsewhere };
    return (this.#reader ??= threads.assistant<RowsTask, RowsResult>({ module: ROWS_THREAD, given }));
  }
}

/** As the check of rows has it (row-check.ts). */
function ofErased({ line, row, fields }: ReadRow): ReadRow {
  return { line, row, fields, faults: [OF_ERASED], fact: undefined, act: undefined, soundOn: undefined };
}

function readIn(result: RowsResult | undefined): Extract<RowsResult, { readonly status: 'read' }> {
  if (result?.status === 'refused') throw new RefusedFile(result.refusal);
  if (result?.status !== 'read') throw new RangeError('the thread gave no rows');
  return result;
}

function checkedIn(result: RowsResult): CheckedFile | undefined {
  return result.status === 'checked' ? result.checked : undefined;
}
