/** Faults that a row does not show by itself: an act recorded with other content, a name with the id of a patient, an impossible value. */
import type { Fault } from '#libs/facts/fault.ts';
import { type PlausibilityCheck, plausibilityCheck } from '#libs/facts/plausibility.ts';
import { dayFromText } from '#libs/kernel/day.ts';
import { memoised } from '#libs/kernel/memo.ts';
import { type ActRow, ActsBefore } from '#libs/intake/act-check.ts';
import type { AnyFactKind } from '#libs/intake/fact-kinds.ts';
import type { FileSummary } from '#libs/intake/import-summary.ts';
import { namingFaults, typedColumns } from '#libs/intake/named-patients.ts';
import { PLAUSIBILITY_RULES } from '#libs/intake/plausibility-rules.ts';
import type { ReadRow } from '#libs/intake/reading/read-row.ts';
import type { RunningImport } from '#libs/intake/running-import.ts';

/** All faults of the rows with such a fault. */
type Faults = Map<ReadRow, readonly Fault[]>;

interface JudgedFile {
  readonly kind: AnyFactKind;
  readonly summary: FileSummary;
}

export class RowJudge {
  readonly #file: JudgedFile;
  readonly #running: RunningImport;
  readonly #typed: ReturnType<typeof typedColumns>;
  /** Keyed by the day of recording. */
  readonly #plausible: (day: string) => PlausibilityCheck;

  constructor(file: JudgedFile, running: RunningImport) {
    this.#file = file;
    this.#running = running;
    this.#typed = typedColumns(file.kind);
    this.#plausible = memoised((day: string) => plausibilityCheck(file.kind, PLAUSIBILITY_RULES, dayFromText(day)));
  }

  /** The faults of the rows of a batch, recorded on a day. Adds warnings for odd rows. */
  async faultsOf(rows: readonly ReadRow[], day: string): Promise<ReadonlyMap<ReadRow, readonly Fault[]>> {
    const faults: Faults = new Map();
    if (this.#file.kind.name === 'acts') await this.#acts(rows, faults);
    if (this.#typed.length > 0) await this.#names(rows, faults);
    await this.#plausibility(rows, faults, day);
    return faults;
  }

  /** Whether a row is set aside because of a patient it names. */
  async namesPatient(row: ReadRow): Promise<boolean> {
    const faults: Faults = new Map();
    await this.#names([row], faults);
    return faults.has(row);
  }

  async #names(rows: readonly ReadRow[], faults: Faults): Promise<void> {
    const logs = this.#running.settings.sources.map(({ log }) => log);
    const sound = rows.filter((row) => row.faults.length === 0);
    const naming = await namingFaults(
      logs,
      this.#typed,
      sound.map(({ fields }) => fields),
    );
    for (const row of naming.size === 0 ? [] : sound) {
      const found = naming.get(row.fields);
      if (found !== undefined && !(await this.#isRecorded(row))) faults.set(row, found);
    }
  }

  /** A recorded fact is not checked again: a rule may be newer, and a patient may have come later. */
  async #isRecorded({ fact }: ReadRow): Promise<boolean> {
    return fact !== undefined && (await this.#running.settings.recorder.find(fact.stream, fact.event.id)) !== undefined;
  }

  async #acts(rows: readonly ReadRow[], faults: Faults): Promise<void> {
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
      for (const reason of verdict.warnings) findings.warn({ reason, file: this.#file.summary.file, line: row.line });
    }
  }

  async #plausibility(rows: readonly ReadRow[], faults: Faults, day: string): Promise<void> {
    const { findings } = this.#running;
    const check = this.#plausible(day);
    for (const read of rows) {
      const { fact, soundOn } = read;
      if (soundOn === day || fact === undefined || read.faults.length > 0 || faults.has(read)) continue;
      const found = check(read.fields);
      for (const data of found.warnings)
        findings.warn({ reason: { code: 'IMPLAUSIBLE_VALUE', data }, file: this.#file.summary.file, line: read.line });
      if (found.faults.length > 0 && !(await this.#isRecorded(read))) faults.set(read, found.faults);
    }
  }
}

function actOf(row: ReadRow): ActRow | undefined {
  const { fact, act } = row;
  if (fact === undefined || act === undefined) return undefined;
  return { act: act.act, reverses: act.reverses, eventId: fact.event.id, fields: () => row.fields };
}
