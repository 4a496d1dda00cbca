/**
 * Checks an act against the acts before it: a second act with one id, and a reversal that differs from the act it cancels.
 * Source: facts, "Files", acts.
 */
import { ACTS, type ActRecorded } from '#libs/acts/facts/act-recorded.ts';
import { contentOf } from '#libs/event-store/event-garbled.ts';
import { columnIndex } from '#libs/facts/fact-kind.ts';
import { type Fault, fault } from '#libs/facts/fault.ts';
import { hasBlankAround } from '#libs/facts/identifiers.ts';
import { actKey, reversalKey } from '#libs/intake/known-acts.ts';
import type { ActIds } from '#libs/intake/kept-acts.ts';
import type { Recorder } from '#libs/intake/recorder.ts';
import type { WarningReason } from '#libs/intake/warnings.ts';

const ACT_ID = columnIndex(ACTS, 'act_id');
const REVERSES = columnIndex(ACTS, 'reverses');
/** The columns that a reversal repeats of the act that it cancels. */
const REPEATED = (['patient_id', 'executant_rpps', 'profession', 'act_code', 'care_on', 'qualifier'] as const).map(
  (name) => ({ name, index: columnIndex(ACTS, name) }),
);

export interface ActRow extends ActIds {
  /** In the canonical order; seldom read. */
  readonly fields: () => readonly string[];
  /** Id of the event it would become, made from its content. */
  readonly eventId: string;
}

interface ActVerdict {
  readonly faults: readonly Fault[];
  readonly warnings: readonly WarningReason[];
}

interface Before {
  readonly eventId: string;
  readonly fields: () => Promise<readonly string[]>;
}

export function idsOfAct(fields: readonly string[]): ActIds {
  return { act: fields[ACT_ID] ?? '', reverses: fields[REVERSES] ?? '' };
}

export function actRow(fields: readonly string[], eventId: string): ActRow {
  return { ...idsOfAct(fields), eventId, fields: () => fields };
}

const NOTHING: ActVerdict = { faults: [], warnings: [] };

/** Whether two ids are one person's, by a merge of two people. */
export type IsOnePerson = (one: string, other: string) => boolean;

/** The acts and reversals before each row of a batch: the recorded ones, and the good rows above it in the batch. */
export class ActsBefore {
  readonly #acts = new Map<string, Before>();
  readonly #reversals = new Map<string, Before>();
  readonly #isOnePerson: IsOnePerson;

  /** Made by `of`, which reads the recorded acts. */
  private constructor(isOnePerson: IsOnePerson) {
    this.#isOnePerson = isOnePerson;
  }

  static async of(rows: readonly ActRow[], recorder: Recorder, isOnePerson: IsOnePerson): Promise<ActsBefore> {
    const keys = new Set<string>();
    for (const { act, reverses } of rows) {
      keys.add(actKey(act)).add(reversalKey(act));
      if (reverses !== '') keys.add(actKey(reverses)).add(reversalKey(reverses));
    }
    const before = new ActsBefore(isOnePerson);
    for (const [key, [stream, eventId]] of await recorder.acts([...keys])) {
      const fields = async (): Promise<readonly string[]> => {
        const event = await recorder.find(stream, eventId);
        // Its patient was erased just now.
        if (event?.data === '') return [];
        if (event === undefined) throw new Error(`act event ${eventId} of ${stream} is known but not in the log`);
        const row = contentOf(event) as ActRecorded['data'];
        return ACTS.columns.map(({ name }) => row[name]);
      };
      const known = { eventId, fields };
      if (key.startsWith('act/')) before.#acts.set(key.slice('act/'.length), known);
      else before.#reversals.set(key.slice('reversal/'.length), known);
    }
    return before;
  }

  /** Whether an act needs no check, as most do not: it is a duplicate, or the first with its id. */
  isPlain({ act, reverses, eventId }: ActRow): boolean {
    const same = this.#acts.get(act);
    return same === undefined ? reverses === '' && !this.#reversals.has(act) : same.eventId === eventId;
  }

  async check(row: ActRow): Promise<ActVerdict> {
    if (this.isPlain(row)) return NOTHING;
    const { act, reverses, fields } = row;
    const same = this.#acts.get(act);
    const reversal = this.#reversals.get(act);
    const faults: Fault[] = [];
    const warnings: WarningReason[] = [];
    if (same !== undefined) faults.push(fault('ACT_ID_TAKEN', {}, { column: 'act_id', field: act }));
    if (reverses === act) faults.push(fault('REVERSES_ITSELF', {}, { column: 'reverses', field: act }));
    else if (reverses !== '') await this.#checkReversal(reverses, fields(), { faults, warnings });
    const columns = reversal === undefined ? [] : this.#difference(fields(), await reversal.fields());
    if (columns.length > 0) warnings.push({ code: 'LATE_ACT_DIFFERS', data: { act, columns } });
    return { faults, warnings };
  }

  /** Adds a good row to the acts before the rows that follow. */
  add(row: ActRow): void {
    const { act, reverses } = row;
    const before = { eventId: row.eventId, fields: () => Promise.resolve(row.fields()) };
    this.#acts.set(act, before);
    if (reverses !== '' && !this.#reversals.has(reverses)) this.#reversals.set(reverses, before);
  }

  async #checkReversal(
    act: string,
    fields: readonly string[],
    { faults, warnings }: { readonly faults: Fault[]; readonly warnings: WarningReason[] },
  ): Promise<void> {
    const reversed = this.#acts.get(act);
    // An act recorded with a blank, before blanks were refused, can be cancelled.
    if (reversed === undefined && hasBlankAround(act))
      faults.push(fault('BLANK_AROUND', {}, { column: 'reverses', field: act }));
    else if (reversed === undefined) warnings.push({ code: 'UNKNOWN_REVERSED_ACT', data: { act } });
    else {
      const repeated = await reversed.fields();
      // Its quantity is negative already, so a reversal of it would count twice.
      if ((repeated[REVERSES] ?? '') !== '')
        faults.push(fault('REVERSES_REVERSAL', {}, { column: 'reverses', field: act }));
      const columns = this.#difference(fields, repeated);
      if (columns.length > 0) faults.push(fault('REVERSAL_DIFFERS', { columns }, { column: 'reverses', field: act }));
    }
    if (this.#reversals.has(act)) warnings.push({ code: 'REVERSED_TWICE', data: { act } });
  }

  /** Names of the fields that should be equal and are not: an act under one id may be cancelled under another of its person. */
  #difference(a: readonly string[], b: readonly string[]): readonly string[] {
    return REPEATED.filter(({ name, index }) => {
      const [one = '', other = ''] = [a[index], b[index]];
      return one !== other && !(name === 'patient_id' && this.#isOnePerson(one, other));
    }).map(({ name }) => name);
  }
}
