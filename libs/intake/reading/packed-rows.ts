/**
 * A batch of rows on its way from the thread that reads them. Most rows are sound: they pass as one text, which is faster than objects, and
 * what is seldom needed of them is taken out of it on demand. The others pass as objects.
 */
import { parse } from 'csv-parse/sync';
import type { Fault } from '#libs/facts/fault.ts';
import type { AnyFactKind } from '#libs/intake/fact-kinds.ts';
import type { CheckedFile } from '#libs/intake/csv/fact-csv.ts';
import type { CsvRow } from '#libs/intake/csv/rows.ts';
import type { Located } from '#libs/intake/recorder.ts';
import type { ReadRow } from '#libs/intake/reading/read-row.ts';

export interface PackedRows {
  readonly count: number;
  /** Of each sound row. */
  readonly lines: Uint32Array;
  /** Of each sound row, a line each: stream, id, effective, known on, payload; of an act its id and that of the one it cancels. */
  readonly text: string;
  /** Each sound row as written, a line each. */
  readonly raw: string;
  /** The others, by their places in the batch. */
  readonly others: readonly (readonly [place: number, row: ReadRow])[];
  /** The day for which the sound rows are. */
  readonly day: string;
}

/** Takes rows one by one, so that what is made of each is not kept. */
export class Packing {
  readonly #lines: Uint32Array;
  readonly #others: [number, ReadRow][] = [];
  readonly #texts: string[] = [];
  readonly #raw: string[] = [];
  #count = 0;

  constructor(rowsMax: number) {
    this.#lines = new Uint32Array(rowsMax);
  }

  /** `isSound`: nothing is to be said of the row but its fact. Gives how many rows there are then. */
  add(read: ReadRow, isSound: boolean): number {
    const { row, fact, act } = read;
    const place = this.#count++;
    // A break would end its line in the text.
    if (fact === undefined || !isSound || row.raw.includes('\n')) {
      this.#others.push([place, read]);
      return this.#count;
    }
    const { id, effective, knownOn, data } = fact.event;
    const ofAct = act === undefined ? '' : `\n${act.act}\n${act.reverses}`;
    this.#lines[this.#raw.length] = row.line;
    this.#raw.push(row.raw);
    this.#texts.push(`${fact.stream}\n${id}\n${effective}\n${knownOn}\n${data}${ofAct}`);
    return this.#count;
  }

  packed(day: string): PackedRows {
    const lines = this.#lines.slice(0, this.#raw.length);
    const text = this.#texts.join('\n');
    return { count: this.#count, lines, text, raw: this.#raw.join('\n'), others: this.#others, day };
  }
}

const [OF_ALL, OF_ACTS] = [5, 7];

export function unpacked(
  { count, lines, text, raw, others, day }: PackedRows,
  kind: AnyFactKind,
  checked: CheckedFile,
): readonly ReadRow[] {
  const values = text.split('\n');
  const isActs = kind.name === 'acts';
  const width = isActs ? OF_ACTS : OF_ALL;
  const whole = new Map(others);
  let raws: readonly string[] | undefined;
  const batch = { day, checked, raw: (sound: number) => (raws ??= raw.split('\n'))[sound] ?? '' };
  let sound = 0;
  return Array.from({ length: count }, (_, place) => {
    const other = whole.get(place);
    if (other !== undefined) return other;
    const at = width * sound;
    const event = {
      id: values[at + 1] ?? '',
      type: kind.event,
      schemaVersion: kind.schema.version,
      effective: values[at + 2] ?? '',
      knownOn: values[at + 3] ?? '',
      data: values[at + 4] ?? '',
    };
    const act = isActs ? { act: values[at + 5] ?? '', reverses: values[at + 6] ?? '' } : undefined;
    const fact = { stream: values[at] ?? '', event };
    return new SoundRow(fact, act, { line: lines[sound] ?? 0, sound: sound++, batch });
  });
}

interface Written {
  readonly line: number;
  /** Its place among the sound rows. */
  readonly sound: number;
  readonly batch: {
    readonly day: string;
    readonly checked: CheckedFile;
    readonly raw: (sound: number) => string;
  };
}

const NO_FAULTS: readonly Fault[] = [];

class SoundRow implements ReadRow {
  readonly fact: Located;
  readonly act: ReadRow['act'];
  readonly faults = NO_FAULTS;
  readonly #written: Written;

  constructor(fact: Located, act: ReadRow['act'], written: Written) {
    this.fact = fact;
    this.act = act;
    this.#written = written;
  }

  get line(): number {
    return this.#written.line;
  }

  get soundOn(): string {
    return this.#written.batch.day;
  }

  /** Taken apart again. */
  get row(): CsvRow {
    const { line, sound, batch } = this.#written;
    const { dialect, columns } = batch.checked;
    const raw = batch.raw(sound);
    const [fields = []] = parse(raw, { delimiter: dialect.separator, relax_column_count: true });
    return { line, raw, fields: fields.slice(0, columns) };
  }

  get fields(): readonly string[] {
    return Object.values(JSON.parse(this.fact.event.data) as Record<string, string>);
  }
}
