/** The second pass over one file: rows in batches, good ones recorded, bad ones set aside, in the order of the file. */
import { MEMBERS } from '#libs/enrolment/facts/membership-recorded.ts';
import { CREDITS } from '#libs/enrolment/facts/startup-credit-granted.ts';
import { TEAMS } from '#libs/enrolment/facts/team-described.ts';
import type { IsErased } from '#libs/event-store/sealed/erased-patients.ts';
import { columnIndex, patientIndex, rppsIndexes } from '#libs/facts/fact-kind.ts';
import { type Fault, inOrderOfCodes } from '#libs/facts/fault.ts';
import { type PlausibilityCheck, plausibilityCheck } from '#libs/facts/plausibility.ts';
import { dayFromText } from '#libs/kernel/day.ts';
import { partsOfText } from '#libs/kernel/parts-of-text.ts';
import { memoised } from '#libs/kernel/memo.ts';
import { hasLuhnKey, masked } from '#libs/facts/identifiers.ts';
import { looksLikeSocialSecurityNumber } from '#libs/kernel/social-security-number.ts';
import { type ActRow, ActsBefore } from '#libs/intake/act-check.ts';
import type { CheckedFile } from '#libs/intake/csv/fact-csv.ts';
import type { CsvRow } from '#libs/intake/csv/rows.ts';
import type { AnyFactKind } from '#libs/intake/fact-kinds.ts';
import { type ImportCommand, importOf, importStream, locatedImportEvent } from '#libs/intake/import/decide.ts';
import type { FileIdentity, SetAsideRow } from '#libs/intake/import/events.ts';
import { type ImportState, isSettled, waitingLines } from '#libs/intake/import/state.ts';
import { OpenRows } from '#libs/intake/import/open-rows.ts';
import type { FileSummary } from '#libs/intake/import-summary.ts';
import { schemesOfTeams } from '#libs/intake/recorded-teams.ts';
import type { Located } from '#libs/intake/recorder.ts';
import { IMPORT_BATCH, type ReadRow, RowReading, batchesOf, isOfErased } from '#libs/intake/reading/read-row.ts';
import type { RowsElsewhere } from '#libs/intake/reading/rows-elsewhere.ts';
import { PLAUSIBILITY_RULES } from '#libs/intake/plausibility-rules.ts';
import { OF_ERASED, type RowCheck } from '#libs/intake/row-check.ts';
import { type RunningImport, commitOf, dayOfCommit } from '#libs/intake/running-import.ts';
import type { LocatedWarning } from '#libs/intake/warnings.ts';

const TEAM = columnIndex(TEAMS, 'team_id');
const SCHEME = columnIndex(TEAMS, 'scheme');
const MEMBER = columnIndex(MEMBERS, 'rpps');
const CREDITED_TEAM = columnIndex(CREDITS, 'team_id');

interface FileToRecord {
  readonly kind: AnyFactKind;
  readonly checked: CheckedFile;
  readonly check: RowCheck;
  /** Nothing is recorded of an erased patient again. */
  readonly isErased: IsErased;
  readonly summary: FileSummary;
}

/** Read only when the batch is whole: where the file is refused before, no team of the batch is known. */
const AS_WRITTEN = {
  rowsMax: IMPORT_BATCH,
  begin: (): CsvRow[] => [],
  add: (batch: CsvRow[], row: CsvRow) => batch.push(row),
};

/** What a row comes to: a fact, or something about the file. */
interface Found {
  readonly located: Located;
  readonly isFact: boolean;
}

/** Patients kept as described; the others are looked for again. Their names take some 100 bytes each. */
const KEPT_DESCRIBED = 50_000;

/** Patients of good rows whom no row of `patients` describes so far. */
class Strangers {
  readonly #streams = new Set<string>();
  #rows = 0;
  #first: number | undefined;

  /** `unknown`: streams of theirs among the facts of a batch. */
  add(rows: readonly ReadRow[], facts: readonly Found[], unknown: ReadonlySet<string>): void {
    const own = facts.filter(({ isFact, located }) => isFact && unknown.has(located.stream));
    for (const { located } of own) this.#streams.add(located.stream);
    this.#rows += own.length;
    const located = new Set(own.map((one) => one.located));
    this.#first ??= rows.find(({ fact }) => fact !== undefined && located.has(fact))?.line;
  }

  /** What is warned of, at the first of the rows. */
  get found(): Omit<LocatedWarning, 'file'> | undefined {
    if (this.#rows === 0) return undefined;
    const data = { rows: this.#rows, patients: this.#streams.size };
    return { reason: { code: 'UNKNOWN_PATIENT', data }, line: this.#first };
  }
}

export class FileRecording {
  readonly #file: FileToRecord;
  readonly #running: RunningImport;
  readonly #identity: FileIdentity;
  readonly #reading: RowReading;
  /** By the day of recording. */
  readonly #plausible: (day: string) => PlausibilityCheck;
  /** Places of the RPPS numbers among the fields. */
  readonly #rpps: readonly number[];
  readonly #isOfPatients: boolean;
  /** What earlier imports of the same file left of it. */
  #before: ImportState = { status: 'new' };
  #waiting: ReadonlyMap<number, unknown> = new Map();
  /** Rows of other files that this one may have again. */
  #open: OpenRows | undefined;
  readonly #strangers = new Strangers();

  constructor(file: FileToRecord, running: RunningImport) {
    this.#file = file;
    this.#running = running;
    this.#identity = { file: file.summary.file, sha256: file.checked.sha256 };
    this.#reading = new RowReading(file.kind, file.checked, file.check);
    this.#plausible = memoised((day: string) => plausibilityCheck(file.kind, PLAUSIBILITY_RULES, dayFromText(day)));
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
      await elsewhere.read(this.#file, async ({ rows, isLast, bytes }) => {
        await take(rows, isLast);
        progress(bytes);
      });
    else
      for await (const { batch, isLast } of batchesOf(checked, AS_WRITTEN, progress))
        await take(
          batch.map((row) => this.#read(row)),
          isLast,
        );
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

  /** Teams that others recorded meanwhile are teams recorded before. */
  async #giveTurn(): Promise<void> {
    const { settings, schemes } = this.#running;
    if ((await settings.giveTurn?.()) !== true) return;
    for (const [team, scheme] of await schemesOfTeams(settings.sources)) schemes.set(team, scheme);
  }

  async #recordBatch(rows: readonly ReadRow[], last: boolean): Promise<void> {
    const { settings } = this.#running;
    const { kind, summary } = this.#file;
    const commit = commitOf(settings, summary.file);
    const day = dayOfCommit(commit);
    const faults: Faults = new Map();
    if (kind.name === 'acts') await this.#judgeActs(rows, faults);
    await this.#judgePlausibility(rows, faults, day);
    const found: Found[] = [];
    if (!last) this.#decide({ type: 'begin', day }, found);
    for (const row of rows) this.#conclude(row, faults.get(row) ?? row.faults, day, found);
    this.#mend(day, found);
    if (last) this.#finish(day, found);
    const grouped = byStream(found);
    const isNew = await settings.recorder.record(
      grouped.map(({ located }) => located),
      commit,
    );
    grouped.forEach(({ isFact }, i) => {
      if (!isFact) return;
      if (isNew[i] === true) summary.recorded++;
      else summary.known++;
    });
    if (this.#isOfPatients) await this.#lookForPatients(rows, grouped);
  }

  /** A fact may come before its patient, so that it is recorded all the same. `grouped`: by their streams. */
  async #lookForPatients(rows: readonly ReadRow[], grouped: readonly Found[]): Promise<void> {
    const { described } = this.#running.findings;
    const sought: string[] = [];
    for (const { isFact, located } of grouped)
      if (isFact && located.stream !== sought.at(-1) && !described.has(located.stream)) sought.push(located.stream);
    const { recorder } = this.#running.settings;
    const unknown = new Set(this.#file.kind.name === 'patients' ? [] : await recorder.undescribed(sought));
    if (described.size > KEPT_DESCRIBED) described.clear();
    for (const stream of sought) if (!unknown.has(stream)) described.add(stream);
    if (unknown.size > 0) this.#strangers.add(rows, grouped, unknown);
  }

  /** Rows that other files had set aside and this one has again. */
  #mend(day: string, found: Found[]): void {
    const { summary } = this.#file;
    const { isTrial = false } = this.#running.settings;
    for (const { identity, command } of this.#open?.mendings(importStream(this.#identity), day) ?? []) {
      summary.mended = (summary.mended ?? 0) + command.lines.length;
      // The stores of a trial do not have the rows.
      if (isTrial) continue;
      for (const event of importOf(identity).decide(command, { status: 'new' }))
        found.push({ located: locatedImportEvent(event), isFact: false });
    }
  }

  #finish(day: string, found: Found[]): void {
    const { summary, checked } = this.#file;
    const { read: rows, setAside } = summary;
    this.#decide({ type: 'finish', rows, setAside, dialect: checked.dialect, day }, found);
  }

  #read(row: CsvRow): ReadRow {
    const read = this.#reading.read(row);
    if (this.#file.kind.name === 'teams' && read.faults.length === 0) addTeam(read.fields, this.#running.schemes);
    return read;
  }

  async #judgeActs(rows: readonly ReadRow[], faults: Faults): Promise<void> {
    const { settings, findings } = this.#running;
    const acts = rows.map(actOf);
    const known = acts.filter((act) => act !== undefined);
    const before = await ActsBefore.of(known, settings.recorder, this.#running.isOnePerson);
    for (const [i, row] of rows.entries()) {
      const act = acts[i];
      if (act === undefined) continue;
      if (row.faults.length === 0 && before.isPlain(act)) {
        before.add(act);
        continue;
      }
      const verdict = await before.check(act);
      if (verdict.faults.length > 0) faults.set(row, [...row.faults, ...verdict.faults]);
      if (verdict.faults.length + row.faults.length > 0) continue;
      before.add(act);
      for (const reason of verdict.warnings) findings.warn({ reason, file: this.#identity.file, line: row.line });
    }
  }

  /** A row that was recorded before is not set aside: a rule may be younger than it. */
  async #judgePlausibility(rows: readonly ReadRow[], faults: Faults, day: string): Promise<void> {
    const { settings, findings } = this.#running;
    const check = this.#plausible(day);
    for (const read of rows) {
      const { fact, soundOn } = read;
      if (soundOn === day || fact === undefined || read.faults.length > 0 || faults.has(read)) continue;
      const found = check(read.fields);
      for (const data of found.warnings)
        findings.warn({ reason: { code: 'IMPLAUSIBLE_VALUE', data }, file: this.#identity.file, line: read.line });
      if (found.faults.length > 0 && (await settings.recorder.find(fact.stream, fact.event.id)) === undefined)
        faults.set(read, found.faults);
    }
  }

  #conclude(read: ReadRow, faults: readonly Fault[], day: string, found: Found[]): void {
    const { summary } = this.#file;
    const { fact } = read;
    const isGood = fact !== undefined && faults.length === 0;
    const wasSettled = !isGood && isSettled(this.#before, read.line);
    summary.read++;
    // A row that waits nowhere itself closes no other.
    if (!wasSettled) this.#open?.take(read.fields, this.#referenceIn(read.row));
    if (wasSettled) this.#running.findings.settled(summary);
    else if (!isGood) {
      const [first, ...others] = this.#namesErased(read) ? [OF_ERASED] : inOrderOfCodes(faults);
      if (first === undefined) throw new RangeError(`line ${read.line} has no fault`);
      this.#running.findings.setAside(summary, first, read.line);
      this.#decide({ type: 'set-aside', row: this.#setAside(read.row, read.fields, [first, ...others]), day }, found);
    } else {
      if (read.soundOn === undefined) this.#note(read.fields, read.line);
      found.push({ located: fact, isFact: true });
      if (this.#waiting.size > 0 && this.#waiting.has(read.line))
        this.#decide({ type: 'record-row', line: read.line, day }, found);
    }
  }

  /** Anywhere: which field is the patient's may be what is wrong with the row. */
  #namesErased({ row, fields }: ReadRow): boolean {
    const { isErased } = this.#file;
    return fields.some(isErased) || partsOfText(row.raw).some(isErased);
  }

  #referenceIn({ fields }: CsvRow): string | undefined {
    const { reference } = this.#file.checked;
    return reference === undefined ? undefined : fields[reference];
  }

  /** `ordered`: its faults, in the order of their codes. */
  #setAside(row: CsvRow, fields: readonly string[], ordered: readonly [Fault, ...Fault[]]): SetAsideRow {
    const [first] = ordered;
    const message = ordered.map(this.#running.settings.words.ofFault).join(' ');
    if (isOfErased(first)) return { line: row.line, code: first.code, message, row: '', fields: [] };
    return { line: row.line, code: first.code, message, row: maskedRow(row), fields: fields.map(masked) };
  }

  /** What is recorded about the file. */
  #decide(command: ImportCommand, found: Found[]): void {
    for (const event of importOf(this.#identity).decide(command, this.#before))
      found.push({ located: locatedImportEvent(event), isFact: false });
  }

  /** What a good row is warned of, or is looked at for when all is in. */
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

/** All faults of the rows that have more than by themselves. */
type Faults = Map<ReadRow, readonly Fault[]>;

function actOf(row: ReadRow): ActRow | undefined {
  const { fact, act } = row;
  if (fact === undefined || act === undefined) return undefined;
  return { act: act.act, reverses: act.reverses, eventId: fact.event.id, fields: () => row.fields };
}

/** The rows of a team are held against the scheme of its first good row. */
export function addTeam(fields: readonly string[], schemes: Map<string, string>): void {
  const team = fields[TEAM] ?? '';
  if (!schemes.has(team)) schemes.set(team, fields[SCHEME] ?? '');
}

/** Stream by stream, each in the order of the file: what is recorded together of one stream is one append on any engine. */
function byStream(found: readonly Found[]): readonly Found[] {
  const groups = new Map<string, number>();
  const groupOf = new Uint32Array(found.length);
  let last: { readonly stream: string; readonly group: number } | undefined;
  for (const [i, { located }] of found.entries()) {
    const { stream } = located;
    if (last?.stream !== stream) {
      const group = groups.get(stream) ?? groups.size;
      groups.set(stream, group);
      last = { stream, group };
    }
    groupOf[i] = last.group;
  }
  // Where the next of each group comes.
  const next = new Uint32Array(groups.size + 1);
  for (const group of groupOf) next[group + 1] = (next[group + 1] ?? 0) + 1;
  for (let group = 1; group < next.length; group++) next[group] = (next[group] ?? 0) + (next[group - 1] ?? 0);
  const ordered = found.slice();
  for (const [i, one] of found.entries()) {
    const group = groupOf[i] ?? 0;
    const at = next[group] ?? 0;
    next[group] = at + 1;
    ordered[at] = one;
  }
  return ordered;
}

/** More than any kind of fact has columns. */
const MASKED_FIELDS_MAX = 100;

/** Verbatim, but every field of the shape of a social security number masked; nothing of a row of many. */
function maskedRow({ raw, fields }: CsvRow): string {
  const numbers = fields.filter(looksLikeSocialSecurityNumber);
  if (numbers.length > MASKED_FIELDS_MAX) return '';
  return (
    numbers
      // The longest first: a shorter one may be part of it.
      .sort((a, b) => b.length - a.length)
      .reduce((text, field) => text.replaceAll(field, masked(field)), raw)
  );
}
