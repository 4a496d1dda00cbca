/**
 * Documents of a read model as a Parquet file: days as DATE, instants as TIMESTAMP, cents and whole numbers as INT64, fractions as text, lists as
 * JSON. Rows are held until their group is written, no longer.
 */
import { ByteWriter, type ColumnSource, ParquetWriter, type SchemaElement } from 'hyparquet-writer';
import { dayFromText } from '#libs/kernel/day.ts';
import { plainOf } from '#libs/read-models/csv.ts';
import type { DocumentKind, FieldShape } from '#libs/read-store/read-model.ts';

/** Rows in one group. */
const GROUP = 10_000;
const DAY_MS = 86_400_000;

type Column = Pick<SchemaElement, 'type' | 'converted_type'>;

const TEXT: Column = { type: 'BYTE_ARRAY', converted_type: 'UTF8' };
const COLUMNS: Readonly<Record<FieldShape['kind'], Column>> = {
  text: TEXT,
  fraction: TEXT,
  whole: { type: 'INT64' },
  cents: { type: 'INT64' },
  day: { type: 'INT32', converted_type: 'DATE' },
  instant: { type: 'INT64', converted_type: 'TIMESTAMP_MILLIS' },
  flag: { type: 'BOOLEAN' },
  list: { type: 'BYTE_ARRAY', converted_type: 'JSON' },
};

type Shown = Readonly<Record<string, unknown>>;

export class ParquetTable {
  readonly #kind: DocumentKind;
  readonly #write: (bytes: Uint8Array) => Promise<void>;
  readonly #bytes = new ByteWriter();
  readonly #parquet: ParquetWriter;
  #rows: Shown[] = [];

  /** `write` takes the bytes of the file, in order. */
  constructor(kind: DocumentKind, write: (bytes: Uint8Array) => Promise<void>) {
    this.#kind = kind;
    this.#write = write;
    const names = Object.entries(kind.fields);
    const columns = names.map(([name, { kind: of }]): SchemaElement => ({
      ...COLUMNS[of],
      name,
      repetition_type: 'OPTIONAL',
    }));
    const schema: SchemaElement[] = [{ name: kind.kind, num_children: columns.length }, ...columns];
    this.#parquet = new ParquetWriter({ writer: this.#bytes, schema, createdBy: 'decompte' });
  }

  /** Takes a document, before anything of it is written. Throws RangeError, SyntaxError or TypeError for one of another shape. */
  take(text: string, key: string): void {
    const shown = this.#kind.show(text, key) as Shown;
    this.#rows.push(
      Object.fromEntries(Object.entries(this.#kind.fields).map(([name, shape]) => [name, valueOf(shape, shown[name])])),
    );
  }

  /** Writes the documents that were taken, once they make a group. */
  async writeFull(): Promise<void> {
    if (this.#rows.length >= GROUP) await this.#writeGroup();
  }

  async end(): Promise<void> {
    if (this.#rows.length > 0) await this.#writeGroup();
    await this.#parquet.finish();
    await this.#drain();
  }

  async #writeGroup(): Promise<void> {
    const rows = this.#rows;
    this.#rows = [];
    const columnData = Object.keys(this.#kind.fields).map((name): ColumnSource => ({
      name,
      data: rows.map((row) => row[name]),
      offsetIndex: false,
    }));
    await this.#parquet.write({ columnData, rowGroupSize: rows.length });
    await this.#drain();
  }

  /** The offset counts on through the whole file. */
  async #drain(): Promise<void> {
    const bytes = new Uint8Array(this.#bytes.buffer, 0, this.#bytes.index).slice();
    this.#bytes.index = 0;
    await this.#write(bytes);
  }
}

/** Null if it is missing. Throws RangeError, SyntaxError for a value that does not fit its shape. */
function valueOf(shape: FieldShape, value: unknown): unknown {
  if (value === undefined || value === null) return null;
  switch (shape.kind) {
    case 'whole':
    case 'cents':
      return BigInt(value as bigint | number | string);
    case 'day':
      return new Date((typeof value === 'number' ? value : dayFromText(value as string)) * DAY_MS);
    case 'instant':
      return new Date(value as string);
    case 'flag':
      return value;
    case 'list':
      return plainOf(shape, value);
    default:
      return typeof value === 'string' ? value : JSON.stringify(plainOf(shape, value));
  }
}
