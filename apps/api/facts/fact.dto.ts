/**
 * The shape of each kind of fact over HTTP, made from the catalogue of the fact files: the columns of a row, as texts. What the
 * texts must be is for the checks of intake, which are the same for a file.
 */
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import { PLAINLY_RIGHT } from '#apps/api/http/validation.ts';
import { type Column, type ColumnKind, FACT_FILES, type FactFile, type FactFileName } from '#libs/facts/fact-files.ts';

const MAX_FIELD = 500;

export type FactDto = Readonly<Record<string, string | undefined>>;

export type FactDtoClass = new () => FactDto;

/** An example of each kind of column, for people who read the contract; together they make a fact that is recorded. */
const EXAMPLES: Readonly<Record<ColumnKind, string>> = {
  text: 'Maison de santé des Tilleuls',
  identifier: 'PEPS-01',
  patient: 'a1b2c3d4e5f60718',
  day: '2024-03-15',
  quarter: '2024-Q1',
  year: '2024',
  cents: '2650',
  integer: '1',
  percent: '72.5',
  digits: '1111',
  rpps: '10000000017',
  finess: '010000024',
  commune: '38185',
  flag: '0',
  profession: 'GP',
  sex: '2',
  coverageKind: 'ALD',
  structure: 'MSP',
  scheme: 'PEPS',
  option: '',
  scope: '',
  phase: 'ACTIVE',
  indicator: 'VACC',
  ageBand: '65-69',
};

function describe({ kind, optional }: Column): string {
  return `${kind}${optional === true ? ', peut manquer ou être vide' : ''}`;
}

function dtoOf(file: FactFile): FactDtoClass {
  // eslint-disable-next-line @typescript-eslint/no-extraneous-class -- what it holds is what decorators say of it
  const dto = class {} as FactDtoClass;
  Object.defineProperty(dto, PLAINLY_RIGHT, { value: plainlyRight(file) });
  Object.defineProperty(dto, 'name', { value: `${pascal(file.name)}Fact` });
  for (const column of file.columns) {
    const about = { type: String, description: describe(column), example: EXAMPLES[column.kind], maxLength: MAX_FIELD };
    (column.optional === true ? ApiPropertyOptional(about) : ApiProperty(about))(dto.prototype as object, column.name);
    if (column.optional === true) IsOptional()(dto.prototype as object, column.name);
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
function plainlyRight({ columns }: FactFile): (value: object) => boolean {
  const names = new Set<string>(columns.map(({ name }) => name));
  const needed = columns.filter(({ optional }) => optional !== true).map(({ name }) => name);
  return (value) => {
    for (const [name, text] of Object.entries(value))
      if (!names.has(name) || typeof text !== 'string' || text.length > MAX_FIELD) return false;
    return needed.every((name) => Object.hasOwn(value, name));
  };
}

export function pascal(name: string): string {
  return name.replace(/(?:^|_)(\w)/g, (_, letter: string) => letter.toUpperCase());
}

export const FACT_DTOS: ReadonlyMap<FactFileName, FactDtoClass> = new Map(
  FACT_FILES.map((file) => [file.name, dtoOf(file)]),
);

/** The row as a file would have it, in the canonical order; a field that is not given is empty. */
export function fieldsOf(file: FactFile, dto: FactDto): readonly string[] {
  return file.columns.map(({ name }) => dto[name] ?? '');
}
