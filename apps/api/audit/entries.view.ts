/** The choice of an auditor among payments, decisions and events, and the chosen part compared with the whole. */
import { ApiProperty, ApiPropertyOptional, IntersectionType } from '@nestjs/swagger';
import { IsIn, IsOptional, Matches } from 'class-validator';
import { ENTRY_KINDS, type AuditEntry, type EntryKind } from '#libs/audit/tools/entries.ts';
import { type EntryFilter, type Extract, type AuditEntrySum } from '#libs/audit/tools/extract.ts';
import { IsSearch, IsDay } from '#apps/api/http/parameters.ts';
import { IsTeam } from '#apps/api/http/fields.ts';
import { type Columns, ListOf, PageQuery } from '#apps/api/http/listing.ts';
import { PersonView, personView } from '#apps/api/http/person.view.ts';
import { Problem } from '#apps/api/http/problem.ts';

/** Whole cents, may be negative. */
const CENTS = /^(?:0|-?[1-9]\d{0,14})$/;

/** The choice, as a query and as a job ask for it. */
export class ChoiceDto {
  @ApiProperty({
    description:
      'payments : les versements ; statements : les décisions ; events : tout ce que des personnes ont fait.',
    enum: ENTRY_KINDS,
    example: 'payments',
  })
  @IsIn(ENTRY_KINDS, { message: `what vient de ${ENTRY_KINDS.join(', ')}` })
  what!: EntryKind;

  @ApiPropertyOptional({ description: 'Une seule équipe.' })
  @IsOptional()
  @IsTeam()
  team?: string;

  @ApiPropertyOptional({ description: 'Année de la période ; sans période, du jour où c’est fait.' })
  @IsOptional()
  @Matches(/^\d{4}$/, { message: 'year est une année, par exemple 2022' })
  year?: string;

  @ApiPropertyOptional({ description: 'Une des personnes, par son nom.' })
  @IsOptional()
  @IsSearch()
  person?: string;

  @ApiPropertyOptional({ description: 'Premier jour, en France, où c’est fait.', example: '2020-01-01' })
  @IsOptional()
  @IsDay()
  from?: string;

  @ApiPropertyOptional({ description: 'Dernier jour, en France, où c’est fait.', example: '2099-12-31' })
  @IsOptional()
  @IsDay()
  to?: string;

  @ApiPropertyOptional({ description: 'Montant le plus petit, en centimes.' })
  @IsOptional()
  @Matches(CENTS, { message: 'minCents est un montant en centimes entiers' })
  minCents?: string;

  @ApiPropertyOptional({ description: 'Montant le plus grand, en centimes.' })
  @IsOptional()
  @Matches(CENTS, { message: 'maxCents est un montant en centimes entiers' })
  maxCents?: string;
}

export class ExtractQuery extends IntersectionType(ChoiceDto, PageQuery) {}

/** Throws Problem if the first day is after the last, or the least amount above the greatest. */
export function filterOf(choice: ChoiceDto, place: 'query.' | '/'): EntryFilter {
  const { team, year, person, from, to, minCents, maxCents } = choice;
  const [min, max] = [minCents, maxCents].map((cents) => (cents === undefined ? undefined : BigInt(cents)));
  if (from !== undefined && to !== undefined && from > to)
    throw reversed(`${place}from`, `from ${from} est après to ${to}`);
  if (min !== undefined && max !== undefined && min > max)
    throw reversed(`${place}minCents`, `minCents ${min} est plus grand que maxCents ${max}`);
  return { team, year, person, from, to, minCents: min, maxCents: max };
}

function reversed(path: string, detail: string): Problem {
  return new Problem(400, 'invalid-shape', `${detail} ; inversez-les`, { errors: [{ path, code: 'SHAPE', detail }] });
}

export class AuditEntryView {
  @ApiProperty({ description: 'Dans le journal.', example: 178823 }) position!: number;
  @ApiProperty({
    description: 'Référence du versement ; équipe, période et rang de la décision ; flux de l’événement.',
    example: 'DCPT5E1B6A0C9D4F4B7E8A2C1D3F',
  })
  id!: string;
  @ApiProperty({ description: 'Où en est le versement ; sinon l’événement.', example: 'EXECUTED' }) status!: string;
  @ApiProperty({ description: 'Vide s’il n’y en a pas.', example: 'PEPS-01' }) team!: string;
  @ApiProperty({ description: 'Vide s’il n’y en a pas.', example: '2023-Q2' }) period!: string;
  @ApiProperty({ description: 'En centimes ; négatif pour ce qui est repris, 0 sans montant.', example: '23969' })
  amountCents!: string;
  @ApiProperty({ description: 'Qui l’a fait ; d’une décision, d’abord qui l’a soumise.', type: [PersonView] })
  people!: PersonView[];
  @ApiProperty({ example: '2026-11-03T09:12:00.000Z' }) at!: string;
}

export class SumView {
  @ApiProperty({ description: 'Nombre de lignes.', example: 12 }) count!: number;
  @ApiProperty({ description: 'Leur somme, en centimes.', example: '294658' }) sumCents!: string;
  @ApiProperty({
    description:
      'SHA-256 de leurs lignes dans l’ordre du journal, chacune en JSON et finie par un saut de ligne : [position, id, status, team, period, amountCents, [noms], at].',
    example: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  })
  digest!: string;
}

/** The chosen part, the rest, and the whole. */
export class CompletenessView {
  @ApiProperty({ enum: ENTRY_KINDS, example: 'payments' }) what!: EntryKind;
  @ApiProperty({ description: 'Jusqu’où le journal est lu.', example: 178822 }) position!: number;
  @ApiProperty({ description: 'Maillon de la chaîne à cette position.', example: '5e88…' }) link!: string;
  @ApiProperty({ description: 'Tout.', type: SumView }) whole!: SumView;
  @ApiProperty({ description: 'Ce qui est choisi, de toutes les pages.', type: SumView }) chosen!: SumView;
  @ApiProperty({ description: 'Ce qui ne l’est pas.', type: SumView }) leftOut!: SumView;
}

export class ExtractPage extends ListOf {
  @ApiProperty({ type: [AuditEntryView] }) items!: AuditEntryView[];
  @ApiProperty({ type: CompletenessView }) completeness!: CompletenessView;
}

export const AUDIT_ENTRY_COLUMNS: Columns<AuditEntryView> = {
  position: ({ position }) => position,
  id: ({ id }) => id,
  status: ({ status }) => status,
  team: ({ team }) => team,
  period: ({ period }) => period,
  amount_cents: ({ amountCents }) => amountCents,
  people: ({ people }) => people.map(({ name }) => name).join('; '),
  at: ({ at }) => at,
};

export function auditEntryView({ amountCents, people, ...entry }: AuditEntry): AuditEntryView {
  return { ...entry, amountCents: String(amountCents), people: people.map(personView) };
}

export function completenessView({
  what,
  position,
  link,
  whole,
  chosen,
  leftOut,
}: Omit<Extract, 'entries'>): CompletenessView {
  return { what, position, link, whole: sumView(whole), chosen: sumView(chosen), leftOut: sumView(leftOut) };
}

export function sumView({ count, sumCents, digest }: AuditEntrySum): SumView {
  return { count, sumCents: String(sumCents), digest };
}
