/**
 * A batch of rows on its way from the thread that reads them. Most rows are sound: they pass as one text, which is faster than objects, and
 * their seldom used fields are parsed on demand. The others pass as objects.
 */
import { parse } from 'csv-parse/sync';
import type { Fault } from '#libs/facts/fault.ts';
import type { AnyFactKind } from '#libs/intake/fact-kinds.ts';
import type { FactContent, FactsToSeal, SealedAhead } from '#libs/event-store/sealed/sealed-ahead.ts';
import type { CheckedFile } from '#libs/intake/csv/fact-csv.ts';
import type { CsvRow } from '#libs/intake/csv/rows.ts';
import type { FactWithPlace } from '#libs/intake/recorder.ts';
import type { ReadRow } from '#libs/intake/reading/read-row.ts';

export interface PackedRows {
  readonly count: number;
  /** The line of each sound row. */
  readonly lines: Uint32Array;
  /** The streams of the sound rows, a line each. */
  readonly streams: string;
  /** The place of the stream of each sound row. */
  readonly streamOf: Uint32Array;
  /** One line for each sound row: id, effective, known on, payload; for an act its id and the id of the act that it cancels. */
  readonly text: string;
  /** Each sound row as written, a line each. */
  readonly raw: string;
  /** The other rows, by their places in the batch. */
  readonly others: readonly (readonly [place: number, row: ReadRow])[];
  /** The day for which the sound rows were checked. */
  readonly day: string;
  /** The sound rows sealed; undefined if the thread does not. */
  readonly ahead: SealedAhead | undefined;
}

export type SealsAhead = (facts: FactsToSeal) => Promise<SealedAhead | undefined>;

/** Takes rows one by one, so that their objects are not kept. */
export class Packing {
  readonly #lines: Uint32Array;
  readonly #others: [number, ReadRow][] = [];
  readonly #texts: string[] = [];
  readonly #raw: string[] = [];
  /** Each with its place. */
  readonly #streams = new Map<string, number>();
  readonly #streamOf: Uint32Array;
  readonly #ids: string[] = [];
  readonly #sealsAhead: SealsAhead | undefined;
  readonly #contents: FactContent[] = [];
  #count = 0;

  constructor(rowsMax: number, sealsAhead?: SealsAhead) {
    this.#lines = new Uint32Array(rowsMax);
    this.#streamOf = new Uint32Array(rowsMax);
    this.#sealsAhead = sealsAhead;
  }

  /** `isSound`: the row needs no message besides its fact. Returns the new number of rows. */
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
    const sound = this.#raw.length;
    let stream = this.#streams.get(fact.stream);
    if (stream === undefined) this.#streams.set(fact.stream, (stream = this.#streams.size));
    this.#lines[sound] = row.line;
    this.#streamOf[sound] = stream;
    this.#raw.push(row.raw);
    if (this.#sealsAhead !== undefined) {
      this.#ids.push(id);
      this.#contents.push({ effective, data });
    }
    this.#texts.push(`${id}\n${effective}\n${knownOn}\n${data}${ofAct}`);
    return this.#count;
  }

  async packed(day: string): Promise<PackedRows> {
    const lines = this.#lines.slice(0, this.#raw.length);
    const streamOf = this.#streamOf.slice(0, this.#raw.length);
    const names = [...this.#streams.keys()];
    const ahead = await this.#sealsAhead?.({ streams: names, streamOf, ids: this.#ids, contents: this.#contents });
    const [streams, text, raw] = [names.join('\n'), this.#texts.join('\n'), this.#raw.join('\n')];
    return { count: this.#count, lines, streams, streamOf, text, raw, others: this.#others, day, ahead };
  }
}

const [OF_ALL, OF_ACTS] = [4, 6];

export function unpacked(packed: PackedRows, kind: AnyFactKind, checked: CheckedFile): readonly ReadRow[] {
  const batch = new SoundRows(packed, kind, checked);
  const others = new Map(packed.others);
  let sound = 0;
  return Array.from({ length: packed.count }, (_, place) => others.get(place) ?? new SoundRow(batch, sound++));
}

/** The sound rows of a batch, by their places among them. */
class SoundRows {
  readonly day: string;
  readonly #kind: AnyFactKind;
  readonly #checked: CheckedFile;
  readonly #lines: Uint32Array;
  readonly #streams: readonly string[];
  readonly #streamOf: Uint32Array;
  readonly #values: readonly string[];
  readonly #width: number;
  readonly #ahead: SealedAhead | undefined;
  #raw: string | readonly string[];

  constructor(packed: PackedRows, kind: AnyFactKind, checked: CheckedFile) {
    const { text, lines, streams, streamOf, raw, day, ahead } = packed;
    this.day = day;
    this.#streams = streams.split('\n');
    this.#streamOf = streamOf;
    this.#kind = kind;
    this.#checked = checked;
    this.#lines = lines;
    this.#values = text.split('\n');
    this.#width = kind.name === 'acts' ? OF_ACTS : OF_ALL;
    this.#raw = raw;
    this.#ahead = ahead;
  }

  line(sound: number): number {
    return this.#lines[sound] ?? 0;
  }

  fact(sound: number): FactWithPlace {
    const stream = this.#streamOf[sound] ?? 0;
    return {
      stream: this.#streams[stream] ?? '',
      event: {
        id: this.#value(sound, 0),
        type: this.#kind.event,
        schemaVersion: this.#kind.schema.version,
        effective: this.#value(sound, 1),
        knownOn: this.#value(sound, 2),
        data: this.#value(sound, 3),
      },
      ahead: this.#ahead && { of: this.#ahead, fact: sound, stream },
      act: this.#act(sound),
    };
  }

  #act(sound: number): ReadRow['act'] {
    if (this.#width !== OF_ACTS) return undefined;
    return { act: this.#value(sound, 4), reverses: this.#value(sound, 5) };
  }

  /** Parsed again. */
  row(sound: number): CsvRow {
    if (typeof this.#raw === 'string') this.#raw = this.#raw.split('\n');
    const raw = this.#raw[sound] ?? '';
    const { dialect, columns } = this.#checked;
    const [fields = []] = parse(raw, { delimiter: dialect.separator, relax_column_count: true });
    return { line: this.line(sound), raw, fields: fields.slice(0, columns) };
  }

  #value(sound: number, place: number): string {
    return this.#values[this.#width * sound + place] ?? '';
  }
}

const NO_FAULTS: readonly Fault[] = [];

class SoundRow implements ReadRow {
  readonly #batch: SoundRows;
  readonly #sound: number;
  #fact: FactWithPlace | undefined;

  constructor(batch: SoundRows, sound: number) {
    this.#batch = batch;
    this.#sound = sound;
  }

  get faults(): readonly Fault[] {
    return NO_FAULTS;
  }

  get fact(): FactWithPlace {
    return (this.#fact ??= this.#batch.fact(this.#sound));
  }

  get act(): ReadRow['act'] {
    return this.fact.act;
  }

  get line(): number {
    return this.#batch.line(this.#sound);
  }

  get soundOn(): string {
    return this.#batch.day;
  }

  get row(): CsvRow {
    return this.#batch.row(this.#sound);
  }

  get fields(): readonly string[] {
    return Object.values(JSON.parse(this.fact.event.data) as Record<string, string>);
  }
}
