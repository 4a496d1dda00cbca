/** The second pass over one file: rows in batches, good ones recorded, bad ones set aside, in the order of the file. */
import { MEMBERS } from '#libs/enrolment/facts/membership-recorded.ts';
import { CREDITS } from '#libs/enrolment/facts/startup-credit-granted.ts';
import { patientOf } from '#libs/enrolment/dossiers.ts';
import type { Commit } from '#libs/event-store/event.ts';
import { isErasedMeanwhile } from '#libs/event-store/sealed/erased-patients.ts';
import { columnIndex, patientIndex, rppsIndexes } from '#libs/facts/fact-kind.ts';
import { type Fault, inOrderOfCodes } from '#libs/facts/fault.ts';
import { hasLuhnKey } from '#libs/facts/identifiers.ts';
import type { CheckedFile } from '#libs/intake/csv/fact-csv.ts';
import type { CsvRow } from '#libs/intake/csv/rows.ts';
import type { AnyFactKind } from '#libs/intake/fact-kinds.ts';
import { type ImportCommand, importOf, locatedImportEvent } from '#libs/intake/import/decide.ts';
import { importStream } from '#libs/intake/import/import-stream.ts';
import type { FileIdentity } from '#libs/intake/import/events.ts';
import { type ImportState, isRowSettled, waitingLines } from '#libs/intake/import/state.ts';
import { OpenRows } from '#libs/intake/import/open-rows.ts';
import type { FileSummary } from '#libs/intake/import-summary.ts';
import { addTeam, schemesOfTeams } from '#libs/intake/recorded-teams.ts';
import { IMPORT_BATCH, type ReadRow, RowReading, batchesOf } from '#libs/intake/reading/read-row.ts';
import type { RowsElsewhere } from '#libs/intake/reading/rows-elsewhere.ts';
import { type ErasedNow, withoutErasedFact } from '#libs/intake/recording/erased-now.ts';
import { FileWithdrawals } from '#libs/intake/recording/file-withdrawals.ts';
import { type RowResult, byStream } from '#libs/intake/recording/found.ts';
import { RowJudge } from '#libs/intake/recording/judged-rows.ts';
import { namesErased, setAsideRow } from '#libs/intake/recording/set-aside-row.ts';
import { Strangers } from '#libs/intake/recording/strangers.ts';
import { OF_ERASED, type RowCheck } from '#libs/intake/row-check.ts';
import { type RunningImport, importCommit, dayOfCommit } from '#libs/intake/running-import.ts';

const MEMBER = columnIndex(MEMBERS, 'rpps');
const CREDITED_TEAM = columnIndex(CREDITS, 'team_id');

interface FileToRecord {
  readonly kind: AnyFactKind;
  readonly checked: CheckedFile;
  readonly check: RowCheck;
  /** The facts of an erased patient are not recorded again. */
  readonly erased: ErasedNow;
  readonly summary: FileSummary;
}

/** Read only when the batch is whole: if the file is refused before, no team of the batch is known. */
const AS_WRITTEN = {
  rowsMax: IMPORT_BATCH,
  begin: (): CsvRow[] => [],
  add: (batch: CsvRow[], row: CsvRow) => batch.push(row),
};

export class FileRecording {
  readonly #file: FileToRecord;
  readonly #running: RunningImport;
  readonly #identity: FileIdentity;
  readonly #reading: RowReading;
  readonly #judge: RowJudge;
  /** Places of the RPPS numbers among the fields. */
  readonly #rpps: readonly number[];
  readonly #isOfPatients: boolean;
  /** The state that earlier imports of the same file left. */
  #before: ImportState = { status: 'NEW' };
  #waiting: ReadonlyMap<number, unknown> = new Map();
  /** Rows of other files that this one may have again. */
  #open: OpenRows | undefined;
  readonly #strangers: Strangers;
  readonly #withdrawals: FileWithdrawals;

  constructor(file: FileToRecord, running: RunningImport) {
    this.#file = file;
    this.#running = running;
    this.#identity = { file: file.summary.file, sha256: file.checked.sha256 };
    this.#reading = new RowReading(file.kind, file.checked, file.check);
    this.#judge = new RowJudge(file, running);
    this.#strangers = new Strangers(running, file.kind);
    this.#withdrawals = new FileWithdrawals(file, running);
    this.#rpps = rppsIndexes(file.kind);
    this.#isOfPatients = patientIndex(file.kind) !== undefined;
  }

  /** `elsewhere`: another thread reads the rows of large files. */
  async run(elsewhere?: RowsElsewhere): Promise<void> {
    const { onProgress } = this.#running.settings;
    const { checked, summary } = this.#file;
    this.#before = await this.#stateBefore();
    this.#waiting = waitingLines(this.#before);
    this.#open = await OpenRows.of(this.#file.kind, this.#running.settings.sources, importStream(this.#identity));
    const progress = (bytes: number): void => onProgress?.(summary.file, bytes, checked.bytes);
    const take = async (rows: readonly ReadRow[], isLast: boolean): Promise<void> => {
      await this.#recordBatch(rows, isLast);
      await this.#giveTurn();
    };
    if (elsewhere !== undefined && this.#open === undefined && elsewhere.isWorthwhile(this.#file))
      await elsewhere.read({ ...this.#file, isErased: this.#file.erased.isErased }, async ({ rows, isLast, bytes }) => {
        await take(rows, isLast);
        progress(bytes);
      });
    else
      for await (const { batch, isLast } of batchesOf(checked, AS_WRITTEN, progress))
        await take(await this.#read(batch), isLast);
    await this.#withdrawals.warn();
    const { found } = this.#strangers;
    if (found !== undefined) this.#running.findings.warn({ ...found, file: this.#identity.file });
  }

  async #stateBefore(): Promise<ImportState> {
    const { events, initial, evolve } = importOf(this.#identity);
    let state = initial();
    for (const { log } of this.#running.settings.sources)
      for (const event of await log.readStream(importStream(this.#identity))) state = evolve(state, events.read(event));
    return state;
  }

  /** Teams that others recorded since count as recorded before. */
  async #giveTurn(): Promise<void> {
    const { settings, schemes } = this.#running;
    if ((await settings.giveTurn?.()) !== true) return;
    for (const [team, scheme] of await schemesOfTeams(settings.sources)) schemes.set(team, scheme);
  }

  async #recordBatch(read: readonly ReadRow[], last: boolean): Promise<void> {
    const rows = await this.#withoutErased(read);
    const { settings } = this.#running;
    const { summary } = this.#file;
    const commit = importCommit(settings, summary.file);
    const day = dayOfCommit(commit);
    const faults = await this.#judge.faultsOf(rows, day);
    const found: RowResult[] = [];
    if (!last) this.#decide({ type: 'begin', day }, found);
    for (const row of rows) this.#conclude(row, faults.get(row) ?? row.faults, day, found);
    this.#mend(day, found);
    const { grouped, isNew } = await this.#recorded(found, { day, last, commit });
    grouped.forEach(({ isFact }, i) => {
      if (!isFact) return;
      if (isNew[i] === true) summary.recorded++;
      else summary.known++;
    });
    if (this.#isOfPatients) await this.#strangers.look(rows, grouped);
    await this.#withdrawals.look(grouped);
  }

  /** Gives, for each event, whether it is new. Where a patient is erased meanwhile, the rows of that patient are set aside. */
  async #recorded(
    found: readonly RowResult[],
    { day, last, commit }: { readonly day: string; readonly last: boolean; readonly commit: Commit },
  ): Promise<{ readonly grouped: readonly RowResult[]; readonly isNew: readonly boolean[] }> {
    const all = [...found];
    if (last) this.#finish(day, all);
    const grouped = byStream(all);
    try {
      const located = grouped.map((one) => one.located);
      return { grouped, isNew: await this.#running.settings.recorder.record(located, commit) };
    } catch (error) {
      const isErased = isErasedMeanwhile(error) ? await this.#file.erased.look() : undefined;
      if (isErased === undefined) throw error;
      const erased = new Set(found.flatMap(({ row }) => (row?.fact && isErased(patientOf(row.fact)) ? [row] : [])));
      // Another key was destroyed.
      if (erased.size === 0) throw error;
      const others = found.filter(({ row }) => row === undefined || !erased.has(row));
      for (const row of erased)
        if (isRowSettled(this.#before, row.line)) this.#running.findings.settled(this.#file.summary);
        else this.#setAside(row, [OF_ERASED], day, others);
      return this.#recorded(others, { day, last, commit });
    }
  }

  /** A patient may have been erased since the rows were read: only the rows of that patient are set aside, the import goes on. */
  async #withoutErased(rows: readonly ReadRow[]): Promise<readonly ReadRow[]> {
    const { kind, erased } = this.#file;
    const isErased = await erased.look();
    return isErased === undefined || !this.#isOfPatients ? rows : rows.map(withoutErasedFact(kind, isErased));
  }

  /** Rows that other files had set aside and this one has again. */
  #mend(day: string, found: RowResult[]): void {
    const { summary } = this.#file;
    const { isTrial = false } = this.#running.settings;
    for (const { identity, command } of this.#open?.mendings(importStream(this.#identity), day) ?? []) {
      summary.mended = (summary.mended ?? 0) + command.lines.length;
      // The stores of a trial do not have the rows.
      if (isTrial) continue;
      for (const event of importOf(identity).decide(command, { status: 'NEW' }))
        found.push({ located: locatedImportEvent(event), isFact: false });
    }
  }

  #finish(day: string, found: RowResult[]): void {
    const { summary, checked } = this.#file;
    const { read: rows, setAside } = summary;
    this.#decide({ type: 'finish', rows, setAside, dialect: checked.dialect, day }, found);
  }

  async #read(batch: readonly CsvRow[]): Promise<readonly ReadRow[]> {
    if (this.#file.kind.name !== 'teams') return batch.map((row) => this.#reading.read(row));
    const rows: ReadRow[] = [];
    for (const row of batch) {
      const read = this.#reading.read(row);
      if (read.faults.length === 0 && !(await this.#judge.namesPatient(read)))
        addTeam(read.fields, this.#running.schemes);
      rows.push(read);
    }
    return rows;
  }

  #conclude(read: ReadRow, faults: readonly Fault[], day: string, found: RowResult[]): void {
    const { summary } = this.#file;
    const { fact } = read;
    const isGood = fact !== undefined && faults.length === 0;
    const wasSettled = !isGood && isRowSettled(this.#before, read.line);
    summary.read++;
    // A row that waits nowhere itself closes no other.
    if (!wasSettled) this.#open?.take(read.fields, this.#referenceIn(read.row));
    if (wasSettled) this.#running.findings.settled(summary);
    else if (!isGood) {
      const ordered = namesErased(read, this.#file.erased.isErased) ? [OF_ERASED] : inOrderOfCodes(faults);
      this.#setAside(read, ordered, day, found);
    } else {
      if (read.soundOn === undefined) this.#note(read.fields, read.line);
      found.push({ located: fact, isFact: true, row: read });
      if (this.#waiting.size > 0 && this.#waiting.has(read.line))
        this.#decide({ type: 'record-row', line: read.line, day }, found, read);
    }
  }

  #setAside(read: ReadRow, [first, ...others]: readonly Fault[], day: string, found: RowResult[]): void {
    if (first === undefined) throw new RangeError(`line ${read.line} has no fault`);
    const { findings, settings } = this.#running;
    const ordered = [first, ...others] as const;
    findings.setAside(this.#file.summary, ordered, read.line);
    this.#decide({ type: 'set-aside', row: setAsideRow(read, ordered, settings.words), day }, found);
  }

  #referenceIn({ fields }: CsvRow): string | undefined {
    const { reference } = this.#file.checked;
    return reference === undefined ? undefined : fields[reference];
  }

  /** Decides the events about the file. */
  #decide(command: ImportCommand, found: RowResult[], row?: ReadRow): void {
    for (const event of importOf(this.#identity).decide(command, this.#before))
      found.push({ located: locatedImportEvent(event), isFact: false, row });
  }

  /** Notes the warnings of a good row, and the data to check at the end. */
  #note(fields: readonly string[], line: number): void {
    const { findings } = this.#running;
    const { name } = this.#file.kind;
    for (const index of this.#rpps) {
      const rpps = fields[index] ?? '';
      if (rpps === '' || findings.badKeys.has(rpps) || hasLuhnKey(rpps)) continue;
      findings.badKeys.add(rpps);
      findings.warn({ reason: { code: 'RPPS_KEY', data: { rpps, once: true } }, file: this.#identity.file, line });
    }
    if (name === 'members') findings.doctors.add(fields[MEMBER] ?? '');
    if (name === 'credits') findings.creditTeams.add(fields[CREDITED_TEAM] ?? '');
  }
}
