/**
 * A fact over HTTP: the columns of its row, as texts. There is a class per kind, checked against the description of
 * the kind: a missing or extra column is a type error. Intake checks the texts, as for a file.
 */
import type { Type } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import { FAST_CHECK } from '#apps/api/http/validation.ts';
import type { FactEvent, FactKind, FactKindOf } from '#libs/facts/fact-kind.ts';

const MAX_FIELD = 500;

/** Every column of a fact; those that may be empty are optional. */
export type FactRow<E extends FactEvent> = { readonly [Column in keyof E['data']]: string | undefined };

/** Class decorator: the class is the row of this kind. A row that is simple text passes without the general checks. */
export function RowOf<E extends FactEvent>(kind: FactKindOf<string, E>): (dto: Type<FactRow<E>>) => void {
  return (dto) => {
    Object.defineProperty(dto, FAST_CHECK, { value: fastCheckOf(kind) });
  };
}

/** Property decorator: the property is this column. */
export function ColumnOf<E extends FactEvent>(
  kind: FactKindOf<string, E>,
): (row: object, name: keyof E['data'] & string) => void {
  return (row, name) => {
    const column = kind.columns.find((one) => one.name === name);
    if (column === undefined) throw new RangeError(`${kind.name} has no column ${name}`);
    const about = {
      type: String,
      description: `${column.kind}${column.optional ? ', peut manquer ou être vide' : ''}`,
      example: kind.example[name] ?? '',
      maxLength: MAX_FIELD,
    };
    (column.optional ? ApiPropertyOptional(about) : ApiProperty(about))(row, name);
    if (column.optional) IsOptional()(row, name);
    IsString({ message: `${name} est un texte, entre guillemets, comme dans le fichier ${kind.name}.csv` })(row, name);
    MaxLength(MAX_FIELD, { message: `${name} a plus de ${MAX_FIELD} caractères` })(row, name);
  };
}

/** Whether the row has only known columns, all required ones, and texts of legal length. */
function fastCheckOf({ columns }: FactKind): (value: object) => boolean {
  const names = new Set(columns.map(({ name }) => name));
  const needed = columns.filter(({ optional }) => !optional).map(({ name }) => name);
  return (value) => {
    for (const [name, text] of Object.entries(value))
      if (!names.has(name) || typeof text !== 'string' || text.length > MAX_FIELD) return false;
    return needed.every((name) => Object.hasOwn(value, name));
  };
}

/** The row as in a file, in the canonical order; a missing field is empty. */
export function factFields(
  { columns }: FactKind,
  row: Readonly<Record<string, string | undefined>>,
): readonly string[] {
  return columns.map(({ name }) => row[name] ?? '');
}
