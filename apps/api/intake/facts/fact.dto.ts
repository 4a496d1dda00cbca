/**
 * The shape of each kind of fact over HTTP, made from the catalogue of the fact files: the columns of a row, as texts. What the
 * texts must be is for the checks of intake, which are the same for a file.
 */
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import { PLAINLY_RIGHT } from '#apps/api/http/validation.ts';
import { type Column, FACT_FILES, type FactFile, type FactFileName } from '#libs/facts/fact-files.ts';

const MAX_FIELD = 500;

export type FactDto = Readonly<Record<string, string | undefined>>;

export type FactDtoClass = new () => FactDto;

/** A row of each kind that is recorded as it is, where the team of the first is there. */
const EXAMPLES: Readonly<Record<FactFileName, Readonly<Record<string, string>>>> = {
  teams: {
    team_id: 'PEPS-01',
    from: '2024-01-01',
    name: 'Maison de santé des Tilleuls',
    scheme: 'PEPS',
    option: 'ALL',
    scope: 'GP',
    structure: 'MSP',
    finess: '010000024',
    commune: '38185',
    known_on: '2024-01-05',
  },
  phases: { team_id: 'PEPS-01', phase: 'FORFAIT', from: '2024-01-01', known_on: '2024-01-05' },
  members: {
    team_id: 'PEPS-01',
    rpps: '10000000017',
    profession: 'GP',
    from: '2024-01-01',
    until: '',
    known_on: '2024-01-05',
  },
  patients: {
    patient_id: 'a1b2c3d4e5f60718',
    birth_date: '1958-06-30',
    sex: 'F',
    died_on: '',
    known_on: '2024-01-05',
  },
  coverage: {
    patient_id: 'a1b2c3d4e5f60718',
    kind: 'ALD',
    ald_number: '8',
    from: '2022-04-01',
    until: '',
    known_on: '2024-01-05',
  },
  declarations: {
    patient_id: 'a1b2c3d4e5f60718',
    rpps: '10000000017',
    declared_on: '2024-02-12',
    known_on: '2024-02-20',
  },
  acts: {
    act_id: 'acte-2024-000001',
    patient_id: 'a1b2c3d4e5f60718',
    executant_rpps: '10000000017',
    profession: 'GP',
    act_code: '1111',
    quantity: '1',
    care_on: '2024-03-15',
    base_cents: '2650',
    paid_cents: '1855',
    qualifier: '',
    reverses: '',
    known_on: '2024-04-02',
  },
  quality: {
    team_id: 'PEPS-01',
    year: '2024',
    indicator: 'FLU65',
    numerator: '412',
    denominator: '600',
    known_on: '2025-03-01',
  },
  thresholds: { indicator: 'FLU65', year: '2024', intermediate: '55', target: '75', known_on: '2024-01-05' },
  communes: { commune: '38185', name: 'Grenoble', year: '2021', poverty_rate: '19.2', known_on: '2024-01-05' },
  reference_revenue: { team_id: 'PEPS-01', quarter: '2024-Q1', amount_cents: '4125000', known_on: '2024-05-02' },
  credits: {
    team_id: 'PEPS-01',
    due_on: '2024-03-15',
    label: 'amorçage-1',
    amount_cents: '2500000',
    known_on: '2024-02-01',
  },
  spending: { patient_id: 'a1b2c3d4e5f60718', year: '2024', amount_cents: '312450', known_on: '2025-06-01' },
  national_spending: {
    year: '2024',
    age_band: '60-69',
    sex: 'F',
    ald: '1',
    c2s: '0',
    amount_cents: '812000',
    known_on: '2025-06-01',
  },
};

/** The example of a kind of fact, every column of it. */
export function exampleOf({ name }: FactFile): Readonly<Record<string, string>> {
  return EXAMPLES[name];
}

function describe({ kind, optional }: Column): string {
  return `${kind}${optional === true ? ', peut manquer ou être vide' : ''}`;
}

function dtoOf(file: FactFile): FactDtoClass {
  // eslint-disable-next-line @typescript-eslint/no-extraneous-class -- what it holds is what decorators say of it
  const dto = class {} as FactDtoClass;
  Object.defineProperty(dto, PLAINLY_RIGHT, { value: plainlyRight(file) });
  Object.defineProperty(dto, 'name', { value: `${pascal(file.name)}Fact` });
  for (const column of file.columns) {
    const about = {
      type: String,
      description: describe(column),
      example: exampleOf(file)[column.name] ?? '',
      maxLength: MAX_FIELD,
    };
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
