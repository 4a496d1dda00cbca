/**
 * A fact over HTTP: the columns of its row, as texts. The classes are written out by capability, and held to the description of their
 * kind: a column that a class lacks or adds is a type error. What the texts must be is for the checks of intake, the same for a file.
 */
import type { Type } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import { PLAINLY_RIGHT } from '#apps/api/http/validation.ts';
import type { FactEvent, FactKind, FactKindOf } from '#libs/facts/fact-kind.ts';

const MAX_FIELD = 500;

/** Every column of a fact; one that may be empty may be left out. */
export type FactRow<E extends FactEvent> = { readonly [Column in keyof E['data']]: string | undefined };

/** Of a class: it is the row of this kind. What is plainly right passes without running every check. */
export function RowOf<E extends FactEvent>(kind: FactKindOf<string, E>): (dto: Type<FactRow<E>>) => void {
  return (dto) => {
    Object.defineProperty(dto, PLAINLY_RIGHT, { value: plainlyRight(kind) });
  };
}

/** Of a field: it is the column of this name. */
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

/** Texts, none too long, of columns that there are, and all those that must be there. */
function plainlyRight({ columns }: FactKind): (value: object) => boolean {
  const names = new Set(columns.map(({ name }) => name));
  const needed = columns.filter(({ optional }) => !optional).map(({ name }) => name);
  return (value) => {
    for (const [name, text] of Object.entries(value))
      if (!names.has(name) || typeof text !== 'string' || text.length > MAX_FIELD) return false;
    return needed.every((name) => Object.hasOwn(value, name));
  };
}

/** The row as a file would have it, in the canonical order; a field that is not given is empty. */
export function fieldsOf({ columns }: FactKind, row: Readonly<Record<string, string | undefined>>): readonly string[] {
  return columns.map(({ name }) => row[name] ?? '');
}
