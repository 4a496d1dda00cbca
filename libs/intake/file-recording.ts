/** The second pass over one file: rows in batches, good ones recorded, bad ones set aside, in the order of the file. */
import { MEMBERS } from '#libs/enrolment/facts/membership-recorded.ts';
import { CREDITS } from '#libs/enrolment/facts/startup-credit-granted.ts';
import { TEAMS } from '#libs/enrolment/facts/team-described.ts';
import { type ToEvent, toEvent } from '#libs/facts/fact-event.ts';
import { columnIndex } from '#libs/facts/fact-kind.ts';
import { type Fault, fault, inOrderOfCodes } from '#libs/facts/fault.ts';
import { type PlausibilityCheck, plausibilityCheck } from '#libs/facts/plausibility.ts';
import { dayFromText } from '#libs/kernel/day.ts';
import { memoised } from '#libs/kernel/memo.ts';
import { hasLuhnKey, masked } from '#libs/facts/identifiers.ts';
import { looksLikeSocialSecurityNumber } from '#libs/kernel/social-security-number.ts';
import { ActsBefore } from '#libs/intake/act-check.ts';
import { canonicalFields } from '#libs/intake/csv/canonical-fields.ts';
import { type CheckedFile, dataRows } from '#libs/intake/csv/fact-csv.ts';
import type { CsvRow } from '#libs/intake/csv/rows.ts';
import type { AnyFactKind } from '#libs/intake/fact-kinds.ts';
import { type ImportCommand, importOf, importStream, locatedImportEvent } from '#libs/intake/import/decide.ts';
import type { FileIdentity, SetAsideRow } from '#libs/intake/import/events.ts';
import { type ImportState, waitingLines } from '#libs/intake/import/state.ts';
import { OpenRows } from '#libs/intake/import/open-rows.ts';
import type { FileSummary } from '#libs/intake/import-summary.ts';
import { schemesOfTeams } from '#libs/intake/recorded-teams.ts';
import type { Located } from '#libs/intake/recorder.ts';
import { PLAUSIBILITY_RULES } from '#libs/intake/plausibility-rules.ts';
import type { RowCheck } from '#libs/intake/row-check.ts';
import { type RunningImport, commitOf, dayOfCommit } from '#libs/intake/running-import.ts';

export const IMPORT_BATCH = 10_000;

const TEAM = columnIndex(TEAMS, 'team_id');
const SCHEME = columnIndex(TEAMS, 'scheme');
const MEMBER = columnIndex(MEMBERS, 'rpps');
const CREDITED_TEAM = columnIndex(CREDITS, 'team_id');

interface FileToRecord {
  readonly kind: AnyFactKind;
  readonly checked: CheckedFile;
  readonly check: RowCheck;
  readonly summary: FileSummary;
}

interface JudgedRow {
  readonly row: CsvRow;
  readonly fields: readonly string[];
  readonly faults: Fault[];
  /** The fact it would become; undefined when it has not as many fields as columns. */
  readonly fact: Located | undefined;
}

/** What a row comes to: a fact, or something about the file. */
interface Found {
  readonly located: Located;
  readonly isFact: boolean;
}

export class FileRecording {
  readonly #file: FileToRecord;
  readonly #running: RunningImport;
  readonly #identity: FileIdentity;
  readonly #toEvent: ToEvent;
  /** By the day of recording. */
  readonly #plausible: (day: string) => PlausibilityCheck;
  /** Places of the RPPS numbers among the fields. */
  readonly #rpps: readonly number[];
  /** The columns of the file are in the canonical order, as they mostly are. */
  readonly #inOrder: boolean;
  /** Undefined where the fields are in the canonical form as they are, as they mostly are. */
  readonly #canonical: ReturnType<typeof canonicalFields>;
  /** What earlier imports of the same file left of it. */
  #before: ImportState = { status: 'new' };
  #waiting: ReadonlyMap<number, unknown> = new Map();
  /** Rows of other files that this one may have again. */
  #open: OpenRows | undefined;

  constructor(file: FileToRecord, running: RunningImport) {
    this.#file = file;
    this.#running = running;
    this.#identity = { file: file.summary.file, sha256: file.checked.sha256 };
    this.#toEvent = toEvent(file.kind);
    const { places, columns } = file.checked;
    this.#inOrder = columns === places.length && places.every((place, i) => place === i);
    this.#canonical = canonicalFields(file.kind, file.checked.dialect);
    this.#plausible = memoised((day: string) => plausibilityCheck(file.kind, PLAUSIBILITY_RULES, dayFromText(day)));
    this.#rpps = file.kind.columns.flatMap(({ kind }, i) => (kind === 'rpps' ? [i] : []));
  }

  async run(): Promise<void> {
    const { onProgress } = this.#running.settings;
    const { checked, summary } = this.#file;
    this.#before = await this.#stateBefore();
    this.#waiting = waitingLines(this.#before);
    this.#open = await OpenRows.of(this.#file.kind, this.#running.settings.sources, importStream(this.#identity));
    const progress = (bytes: number): void => onProgress?.(summary.file, bytes, checked.bytes);
    let batch: CsvRow[] = [];
    for await (const rows of dataRows(checked, progress))
      for (const row of rows) {
        batch.push(row);
        if (batch.length < IMPORT_BATCH) continue;
        await this.#recordBatch(batch, false);
        await this.#giveTurn();
        batch = [];
      }
    await this.#recordBatch(batch, true);
    await this.#giveTurn();
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

  async #recordBatch(rows: readonly CsvRow[], last: boolean): Promise<void> {
    const { settings } = this.#running;
    const { kind, summary } = this.#file;
    const commit = commitOf(settings, summary.file);
    const day = dayOfCommit(commit);
    const judged = rows.map((row) => this.#judge(row));
    if (kind.name === 'acts') await this.#judgeActs(judged);
    await this.#judgePlausibility(judged, day);
    const found: Found[] = [];
    if (!last) this.#decide({ type: 'begin', day }, found);
    for (const one of judged) this.#conclude(one, day, found);
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

  #judge(row: CsvRow): JudgedRow {
    const { kind, checked, check } = this.#file;
    const { places, columns } = checked;
    if (row.fields.length !== columns) {
      const data = { found: row.fields.length, expected: columns };
      return { row, fields: [], faults: [fault('WRONG_COLUMN_COUNT', data, undefined)], fact: undefined };
    }
    const written = this.#inOrder ? row.fields : places.map((place) => row.fields[place] ?? '');
    const fields = this.#canonical?.(written) ?? written;
    const faults = check(fields);
    if (kind.name === 'teams' && faults.length === 0) addTeam(fields, this.#running.schemes);
    const fact = faults.some(isOfErased) ? undefined : this.#toEvent(fields);
    return { row, fields, faults: [...faults], fact };
  }

  async #judgeActs(judged: readonly JudgedRow[]): Promise<void> {
    const { settings, findings } = this.#running;
    const acts = judged.flatMap(({ fields, fact }) => (fact === undefined ? [] : [{ fields, eventId: fact.event.id }]));
    const before = await ActsBefore.of(acts, settings.recorder);
    for (const { row, fields, faults, fact } of judged) {
      if (fact === undefined) continue;
      const act = { fields, eventId: fact.event.id };
      const verdict = await before.check(act);
      faults.push(...verdict.faults);
      if (faults.length > 0) continue;
      before.add(act);
      for (const reason of verdict.warnings) findings.warn({ reason, file: this.#identity.file, line: row.line });
    }
  }

  /** A row that was recorded before is not set aside: a rule may be younger than it. */
  async #judgePlausibility(judged: readonly JudgedRow[], day: string): Promise<void> {
    const { settings, findings } = this.#running;
    const check = this.#plausible(day);
    for (const { row, fields, faults, fact } of judged) {
      if (fact === undefined || faults.length > 0) continue;
      const found = check(fields);
      for (const data of found.warnings)
        findings.warn({ reason: { code: 'IMPLAUSIBLE_VALUE', data }, file: this.#identity.file, line: row.line });
      if (found.faults.length > 0 && (await settings.recorder.find(fact.stream, fact.event.id)) === undefined)
        faults.push(...found.faults);
    }
  }

  #conclude({ row, fields, faults, fact }: JudgedRow, day: string, found: Found[]): void {
    const { summary } = this.#file;
    summary.read++;
    this.#open?.take(fields, this.#referenceIn(row));
    if (fact === undefined || faults.length > 0) {
      const [first, ...others] = inOrderOfCodes(faults);
      if (first === undefined) throw new RangeError(`line ${row.line} has no fault`);
      this.#running.findings.setAside(summary, first, row.line);
      this.#decide({ type: 'set-aside', row: this.#setAside(row, fields, [first, ...others]), day }, found);
      return;
    }
    this.#note(fields, row.line);
    found.push({ located: fact, isFact: true });
    if (this.#waiting.has(row.line)) this.#decide({ type: 'record-row', line: row.line, day }, found);
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

function isOfErased({ code }: Fault): boolean {
  return code === 'ERASED';
}

/** The rows of a team are held against the scheme of its first good row. */
export function addTeam(fields: readonly string[], schemes: Map<string, string>): void {
  const team = fields[TEAM] ?? '';
  if (!schemes.has(team)) schemes.set(team, fields[SCHEME] ?? '');
}

/** Stream by stream, each in the order of the file: what is recorded together of one stream is one append on any engine. */
function byStream(found: readonly Found[]): Found[] {
  return [...Map.groupBy(found, ({ located }) => located.stream).values()].flat();
}

/** Verbatim, but every field of the shape of a social security number masked. */
function maskedRow({ raw, fields }: CsvRow): string {
  return (
    fields
      .filter(looksLikeSocialSecurityNumber)
      // The longest first: a shorter one may be part of it.
      .sort((a, b) => b.length - a.length)
      .reduce((text, field) => text.replaceAll(field, masked(field)), raw)
  );
}
