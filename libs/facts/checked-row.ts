/** A row under check: its fields by name, the fields found wrong, and the faults that the rules of its kind add. */
import { parseDay } from '#libs/kernel/day.ts';
import { type Fault, type ReasonCode, type ReasonData, fault } from '#libs/facts/fault.ts';
import type { Regulation } from '#libs/regulation/regulation.ts';

/** The context that the checks of a row need. */
export interface RowContext {
  readonly regulation: Regulation;
  /** The scheme of each team that has a good row, recorded before or in this import. */
  readonly schemes: ReadonlyMap<string, string>;
  /** Whether a patient is erased: no new record about the patient is allowed. Default: no patient is erased. */
  readonly isErased?: (patient: string) => boolean;
}

/** A rule over several fields of one kind of fact. */
export type RowRule<ColumnName extends string> = (row: CheckedRow<ColumnName>, context: RowContext) => void;

export class CheckedRow<ColumnName extends string = string> {
  readonly faults: Fault[] = [];
  readonly #fields: readonly string[];
  readonly #places: ReadonlyMap<string, number>;
  /** Columns with their own fault; most rows have none. */
  #wrong: Set<string> | undefined;

  /** `places`: the place of each column among the fields. */
  constructor(fields: readonly string[], places: ReadonlyMap<string, number>) {
    this.#fields = fields;
    this.#places = places;
  }

  /** The text of a column; empty if the row has none. */
  text(column: ColumnName): string {
    return this.#fields[this.#places.get(column) ?? -1] ?? '';
  }

  /** Present and without its own fault, so that it can be compared with others. */
  isSound(...columns: readonly ColumnName[]): boolean {
    for (const column of columns) if (this.#wrong?.has(column) === true || this.text(column) === '') return false;
    return true;
  }

  /** A fault that the check of one field found. */
  addFieldFault(found: Fault): void {
    this.faults.push(found);
    if (found.at !== undefined) (this.#wrong ??= new Set()).add(found.at.column);
  }

  fault<R extends ReasonCode>(column: ColumnName, reason: R, data: ReasonData<R>): void {
    this.faults.push(fault(reason, data, { column, field: this.text(column) }));
  }
}

/** `until` may be the day before `from` (a period that never was), not earlier. */
export function endNotBeforeStart(row: CheckedRow<'from' | 'until'>): void {
  if (!row.isSound('from', 'until') || row.text('until') >= row.text('from')) return;
  if ((parseDay(row.text('until')) ?? 0) < (parseDay(row.text('from')) ?? 0) - 1)
    row.fault('until', 'END_BEFORE_START', { from: row.text('from') });
}

export function notNegative<ColumnName extends string>(row: CheckedRow<ColumnName>, column: ColumnName): void {
  if (row.isSound(column) && Number(row.text(column)) < 0) row.fault(column, 'NEGATIVE', {});
}

export function recordedTeam(row: CheckedRow<'team_id'>, { schemes }: RowContext): void {
  if (row.isSound('team_id') && !schemes.has(row.text('team_id'))) row.fault('team_id', 'TEAM_NOT_RECORDED', {});
}
