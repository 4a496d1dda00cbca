/** Rows of files that another thread reads, some batches ahead of the thread that records them. */
import { setImmediate } from 'node:timers/promises';
import type { IsErased } from '#libs/event-store/sealed/erased-patients.ts';
import { patientIndex } from '#libs/facts/fact-kind.ts';
import type { CheckedFile } from '#libs/intake/csv/fact-csv.ts';
import { sizeIfFile } from '#libs/intake/csv/open-file.ts';
import type { AnyFactKind } from '#libs/intake/fact-kinds.ts';
import { unpacked } from '#libs/intake/reading/packed-rows.ts';
import { IMPORT_BATCH, MESSAGE_ROWS, type ReadRow, batchCount } from '#libs/intake/reading/read-row.ts';
import { ROWS_THREAD, type RowsGiven, type RowsResult, type RowsTask } from '#libs/intake/reading/rows-thread.ts';
import { withoutErasedFact } from '#libs/intake/recording/erased-now.ts';
import { RefusedFile } from '#libs/intake/refusals.ts';
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
  /** Bytes of the file up to here. */
  readonly bytes: number;
}

/** A file of the import, in its turn. */
interface FileToCome {
  readonly kind: AnyFactKind;
  readonly path: string;
  /** Whether it may be recorded as checked: it may differ from the announced file. */
  readonly isAsSent: (checked: CheckedFile) => boolean;
}

interface ReadingSettings {
  readonly threads: Threads;
  readonly regulation: Regulation;
  /** The day of recording, as far as it is known. */
  readonly day: () => string;
  readonly isDayFirst: boolean;
  /** Place in which the thread seals facts ahead; undefined: recording seals them, if needed. */
  readonly sealedElsewhere: Elsewhere | undefined;
}

/** Importing a row takes as long as reading about ten events, the measure of work for threads. */
const EVENTS_A_ROW = 10;
/** Rows of facts about patients have some 40 to 110. */
const BYTES_A_ROW = 60;
/** Enough that the thread is busy while a batch is recorded, also if the disk is slow. */
const MESSAGES_AHEAD = (3 * IMPORT_BATCH) / MESSAGE_ROWS;

type Reader = Assistant<RowsTask, RowsResult>;

/** A file that the thread reads. */
interface Opened {
  /** Its number among the files that the thread opened. */
  readonly file: number;
  readonly checked: CheckedFile;
  /** Messages that its rows come in. */
  readonly messages: number;
  /** Number of requested messages. */
  asked: number;
  readonly results: Promise<RowsResult>[];
}

interface NextFile extends FileToCome {
  readonly checked: Promise<CheckedFile | undefined>;
  /** The result of its check, once that is done and the file waits to be read. */
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
  /** The file whose rows are being recorded. */
  #taken: Opened | undefined;
  #files = 0;

  /** Begins with the first of the files that may be worth it. */
  constructor(settings: ReadingSettings, files: readonly FileToCome[]) {
    this.#settings = settings;
    this.#toCome = files.filter(({ kind }) => patientIndex(kind) !== undefined);
    this.#prepare();
  }

  /** The result of its check ahead; undefined if it was not checked, or was refused. */
  async checked(path: string): Promise<CheckedFile | undefined> {
    const next = this.#next;
    if (next?.path !== path) return undefined;
    this.#next = undefined;
    return next.checked;
  }

  /**
   * Only files about patients: rows of teams are checked against the rows before them. Also not a file made to mend rows, which are
   * compared with the waiting rows.
   */
  isWorthwhile({ kind, checked }: FileOfRows): boolean {
    if (checked.reference !== undefined || patientIndex(kind) === undefined) return false;
    return this.#settings.threads.isWorthwhile(EVENTS_A_ROW * checked.rows);
  }

  /**
   * Passes the batches in their order to `onRows`. Throws the errors of `onRows`, RefusedFile, the errors of the thread, and Error if the
   * thread dies or does not begin.
   */
  async read({ kind, checked, isErased }: FileElsewhere, onRows: (read: RowsRead) => Promise<void>): Promise<void> {
    const opened = this.#opened?.checked === checked ? this.#opened : this.#open({ kind, checked });
    // Another file may be open already.
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
    const ofNow = withoutErasedFact(kind, isErased);
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
      for (const row of read) batch.push(ofNow(row));
      if (!isLast && batch.length < IMPORT_BATCH) continue;
      const whole = batch;
      batch = [];
      await onRows({ rows: whole, isLast, bytes });
      // The next message is usually there: without a turn of the loop, other work of the process would get no turn.
      await setImmediate();
    }
    // Otherwise the import would end without a row of the file.
    if (!isWhole) throw new RangeError(`the thread did not read all of ${checked.path}`);
  }

  /** Frees the thread for other work. */
  async end(): Promise<void> {
    await this.#reader?.end();
  }

  /** Ends the thread if the import failed. */
  async stop(): Promise<void> {
    await this.#reader?.stop();
  }

  /** Checks the next suitable file, and begins to read it. `after`: the path of the file in reading. */
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
    // Nobody may ever ask for the file.
    checked.catch(() => undefined);
    const next: NextFile = { ...file, checked, found: undefined };
    this.#next = next;
  }

  /** Begins to read the next file, once it is checked and the one before is requested whole. */
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
      // Nobody may wait for the result any more.
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

function readIn(result: RowsResult | undefined): Extract<RowsResult, { readonly status: 'read' }> {
  if (result?.status === 'refused') throw new RefusedFile(result.refusal);
  if (result?.status !== 'read') throw new RangeError('the thread gave no rows');
  return result;
}

function checkedIn(result: RowsResult): CheckedFile | undefined {
  return result.status === 'checked' ? result.checked : undefined;
}
