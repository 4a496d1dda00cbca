/** Columns of a facts file: the content of each, whether it may be empty, and whether it is part of the key that names the fact. */

/** The content of a column's text. */
export type ColumnKind =
  | 'text'
  | 'qualifier'
  | 'identifier'
  | 'act'
  | 'reversedAct'
  | 'team'
  | 'patient'
  | 'day'
  | 'quarter'
  | 'year'
  | 'cents'
  | 'integer'
  | 'percent'
  | 'digits'
  | 'rpps'
  | 'finess'
  | 'commune'
  | 'flag'
  | 'profession'
  | 'sex'
  | 'coverageKind'
  | 'structure'
  | 'scheme'
  | 'option'
  | 'scope'
  | 'phase'
  | 'indicator'
  | 'ageBand';

export interface ColumnDescription {
  readonly kind: ColumnKind;
  /** Whether it may be empty. */
  readonly optional: boolean;
  /** Whether it is part of the key that names the fact; a row is a version of the fact. */
  readonly key: boolean;
}

export interface Column<Name extends string = string> extends ColumnDescription {
  readonly name: Name;
}

export function required(kind: ColumnKind): ColumnDescription {
  return { kind, optional: false, key: false };
}

export function optionalColumn(kind: ColumnKind): ColumnDescription {
  return { kind, optional: true, key: false };
}

export function key(kind: ColumnKind): ColumnDescription {
  return { kind, optional: false, key: true };
}

/** Part of the key, and empty for some facts. */
export function optionalKey(kind: ColumnKind): ColumnDescription {
  return { kind, optional: true, key: true };
}

/** A field of a key as it is compared: numbers as numbers, so that 08 and 8 name one fact. */
export function keyText({ kind }: Pick<Column, 'kind'>, field: string): string {
  return kind === 'integer' ? field.replace(/^0+(?=\d)/, '') : field;
}
