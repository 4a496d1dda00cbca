/**
 * The shape of each kind of fact over HTTP, made from the catalogue of the fact files: the columns of a row, as texts. What the
 * texts must be is for the checks of intake, which are the same for a file.
 */
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import { PLAINLY_RIGHT } from '#apps/api/http/validation.ts';
import type { Column } from '#libs/facts/column.ts';
import { type AnyFactKind, FACT_KINDS, type FactName } from '#libs/intake/fact-kinds.ts';

const MAX_FIELD = 500;

export type FactDto = Readonly<Record<string, string | undefined>>;

export type FactDtoClass = new () => FactDto;

function describe({ kind, optional }: Column): string {
  return `${kind}${optional ? ', peut manquer ou être vide' : ''}`;
}

function dtoOf(file: AnyFactKind): FactDtoClass {
  // eslint-disable-next-line @typescript-eslint/no-extraneous-class -- what it holds is what decorators say of it
  const dto = class {} as FactDtoClass;
  Object.defineProperty(dto, PLAINLY_RIGHT, { value: plainlyRight(file) });
  Object.defineProperty(dto, 'name', { value: `${pascal(file.name)}Fact` });
  for (const column of file.columns) {
    const about = {
      type: String,
      description: describe(column),
      example: file.example[column.name] ?? '',
      maxLength: MAX_FIELD,
    };
    (column.optional ? ApiPropertyOptional(about) : ApiProperty(about))(dto.prototype as object, column.name);
    if (column.optional) IsOptional()(dto.prototype as object, column.name);
    IsString({ message: `${column.name} est un texte, entre guillemets, comme dans le fichier ${file.name}.csv` })(
      dto.prototype as object,
      column.name,
    );
    MaxLength(MAX_FIELD, { message: `${column.name} a plus de ${MAX_FIELD} caractères` })(
      dto.prototype as object,
      column.name,
    );
  }
  return dto;
}

/** Texts, none too long, of columns that there are, and all those that must be there. */
function plainlyRight({ columns }: AnyFactKind): (value: object) => boolean {
  const names = new Set<string>(columns.map(({ name }) => name));
  const needed = columns.filter(({ optional }) => !optional).map(({ name }) => name);
  return (value) => {
    for (const [name, text] of Object.entries(value))
      if (!names.has(name) || typeof text !== 'string' || text.length > MAX_FIELD) return false;
    return needed.every((name) => Object.hasOwn(value, name));
  };
}

export function pascal(name: string): string {
  return name.replace(/(?:^|_)(\w)/g, (_, letter: string) => letter.toUpperCase());
}

export const FACT_DTOS: ReadonlyMap<FactName, FactDtoClass> = new Map(
  FACT_KINDS.map((file) => [file.name, dtoOf(file)]),
);

/** The row as a file would have it, in the canonical order; a field that is not given is empty. */
export function fieldsOf(file: AnyFactKind, dto: FactDto): readonly string[] {
  return file.columns.map(({ name }) => dto[name] ?? '');
}
