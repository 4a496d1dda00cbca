/** Lists in pages, as JSON or CSV; a cursor stays valid while items are added. */
import { hash } from 'node:crypto';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsInt, IsOptional, IsString, Matches, Max, MaxLength, Min } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type CsvKind, type CsvForm, csvTable } from '#libs/kernel/csv.ts';
import { type Page, type PageRequest, pageAfter } from '#libs/kernel/page.ts';
import { preferred } from '#apps/api/http/accepted.ts';
import { Problem } from '#apps/api/http/problem.ts';
import { FromDigits } from '#apps/api/http/decimal.ts';

export const MAX_PAGE = 500;
export const DEFAULT_PAGE = 50;
/** Length of the list's name in a cursor. */
const LIST_NAME = 8;

export class AfterQuery {
  @ApiPropertyOptional({
    description: 'Position du journal que la réponse doit avoir vue ; 503 et Retry-After tant que ce n’est pas le cas.',
    example: 1000,
    type: 'integer',
    minimum: 0,
    maximum: Number.MAX_SAFE_INTEGER,
  })
  @IsOptional()
  @FromDigits()
  @IsInt({ message: 'after est une position : un nombre entier' })
  @Min(0, { message: 'after est une position : un nombre entier, 0 ou plus' })
  @Max(Number.MAX_SAFE_INTEGER, { message: 'after est trop grand' })
  after?: number;
}

/** The query of a list that is also CSV. */
export class CsvFormQuery extends AfterQuery {
  @ApiPropertyOptional({
    description:
      'En CSV, true donne les champs tels quels, pour un programme ; sinon, ce qu’un tableur prendrait pour une formule (=, +, -, @) commence par une apostrophe.',
    enum: ['true', 'false'],
    default: 'false',
  })
  @IsOptional()
  @IsIn(['true', 'false'], { message: 'raw est true ou false' })
  raw?: 'true' | 'false';

  @ApiPropertyOptional({
    description:
      'En CSV, true le donne comme Excel en France le lit : points-virgules, marque d’ordre des octets, jours JJ/MM/AAAA, euros et décimales avec une virgule ; les colonnes …_cents y sont …_euros.',
    enum: ['true', 'false'],
    default: 'false',
  })
  @IsOptional()
  @IsIn(['true', 'false'], { message: 'excel est true ou false' })
  excel?: 'true' | 'false';
}

export class PageQuery extends CsvFormQuery {
  @ApiPropertyOptional({
    description: `Taille de page, de 1 à ${MAX_PAGE}.`,
    default: DEFAULT_PAGE,
    type: 'integer',
    minimum: 1,
    maximum: MAX_PAGE,
  })
  @IsOptional()
  @FromDigits()
  @IsInt({ message: `limit est un nombre entier de 1 à ${MAX_PAGE}` })
  @Min(1, { message: `limit est un nombre entier de 1 à ${MAX_PAGE}` })
  @Max(MAX_PAGE, { message: `limit est un nombre entier de 1 à ${MAX_PAGE}` })
  limit?: number;

  @ApiPropertyOptional({ description: 'Curseur de la page suivante, tel que donné par `next`.' })
  @IsOptional()
  @IsString({ message: 'cursor n’est pas un curseur ; reprenez celui donné par next' })
  @MaxLength(1_000, { message: 'cursor est trop long ; reprenez celui donné par next' })
  @Matches(/^[\w-]+$/, { message: 'cursor n’est pas un curseur ; reprenez celui donné par next' })
  cursor?: string;
}

/** Key of the cursor; '' for the beginning. Throws Problem if the cursor belongs to another list. */
export function keyOfCursor({ cursor }: PageQuery, request: FastifyRequest): string {
  if (cursor === undefined) return '';
  const key = Buffer.from(cursor, 'base64url').toString('utf8').slice(LIST_NAME);
  if (key !== '' && cursorOfKey(key, request) === cursor) return key;
  throw badCursor();
}

/** The cursor belongs to another list. */
export function badCursor(): Problem {
  return new Problem(400, 'invalid-shape', 'le curseur n’en est pas un de cette liste', {
    errors: [{ path: 'query.cursor', code: 'SHAPE', detail: 'reprenez celui donné par next' }],
  });
}

/** The cursor of a list that stands at a key. */
export function cursorOfKey(key: string, request: FastifyRequest): string {
  return Buffer.from(listName(request) + key, 'utf8').toString('base64url');
}

/** Identifies a list, the same for each of its pages, so that keys of another list are rejected. */
function listName({ routeOptions: { url }, params }: FastifyRequest): string {
  return hash('sha1', JSON.stringify([url, params]), 'base64url').slice(0, LIST_NAME);
}

/** The requested page, for a query. Throws Problem if the cursor belongs to another list. */
export function pageRequest(query: PageQuery, request: FastifyRequest): PageRequest {
  return { after: keyOfCursor(query, request), limit: query.limit ?? DEFAULT_PAGE };
}

/** The requested page of a list in the order of its keys. */
export function pageOf<Item>(
  query: PageQuery,
  request: FastifyRequest,
  sorted: Parameters<typeof pageAfter<Item>>[1],
): Promise<Page<Item>> {
  return pageAfter(pageRequest(query, request), sorted);
}

/** `form`: for a column whose unit differs from row to row, such as cents that Excel has as euros. */
type TextOf<Item> = (item: Item, form: CsvForm) => string | number | bigint | null;

interface TypedColumn<Item> {
  readonly kind: CsvKind;
  readonly of: TextOf<Item>;
}

/** CSV columns by their names, each with its text; `dayColumn`, `figureColumn` and `centsColumn` say what a column holds that is no text. */
export type Columns<Item> = Readonly<Record<string, TextOf<Item> | TypedColumn<Item>>>;

/** A column of days. */
export function dayColumn<Item>(of: TextOf<Item>): TypedColumn<Item> {
  return { kind: 'day', of };
}

/** A column of decimals or exact fractions; whole numbers are the same as text. */
export function figureColumn<Item>(of: TextOf<Item>): TypedColumn<Item> {
  return { kind: 'figure', of };
}

/** A column of cents whose name does not end so. */
export function centsColumn<Item>(of: TextOf<Item>): TypedColumn<Item> {
  return { kind: 'cents', of };
}

const CSV = 'text/csv';
/** Request and reply of an answer with several formats. */
export const VARIES_BY_FORMAT = 'accept, accept-encoding';

/** Sends a page as JSON with `items` and `next`, or as CSV with the next page in the Link header. */
export function sendPage<Item>(
  request: FastifyRequest,
  reply: FastifyReply,
  page: Page<Item>,
  columns: Columns<Item>,
): object | string {
  void reply.header('vary', VARIES_BY_FORMAT);
  const csv = wantsCsv(request);
  const next = page.next === undefined ? null : cursorOfKey(page.next, request);
  if (next !== null) void reply.header('link', `<${nextAddress(request, next)}>; rel="next"`);
  if (!csv) return { items: page.items, next };
  void reply.type(`${CSV}; charset=utf-8`);
  // Each page has its own header, as any page of CSV.
  return listText(columns, page.items, csvFormOfRequest(request));
}

/** The rows as CSV. */
export function listText<Item>(columns: Columns<Item>, items: readonly Item[], form: CsvForm): string {
  const all = Object.entries(columns).map(([name, column]) =>
    typeof column === 'function' ? { name, of: column } : { name: { name, kind: column.kind }, of: column.of },
  );
  const rows = items.map((item) => all.map(({ of }) => of(item, form) ?? ''));
  return csvTable(
    all.map(({ name }) => name),
    rows,
    form,
  );
}

/** How the caller asks for CSV. */
export function csvFormOfRequest(request: FastifyRequest): CsvForm {
  return isForExcel(request) ? 'excel' : isRaw(request) ? 'raw' : 'people';
}

function isForExcel({ query }: FastifyRequest): boolean {
  return (query as { readonly excel?: unknown }).excel === 'true';
}

/** Whether a program reads the raw fields. */
function isRaw({ query }: FastifyRequest): boolean {
  return (query as { readonly raw?: unknown }).raw === 'true';
}

/** Whether the caller prefers CSV. Throws Problem if it accepts neither CSV nor JSON. */
export function wantsCsv(request: FastifyRequest): boolean {
  return preferred(request, ['application/json', CSV]) === CSV;
}

function nextAddress(request: FastifyRequest, cursor: string): string {
  const url = new URL(request.url, 'http://here');
  url.searchParams.set('cursor', cursor);
  return `${url.pathname}${url.search}`;
}

/** Headers of every list. */
export class ListOf {
  @ApiProperty({ description: 'Curseur de la page suivante ; null à la fin.', nullable: true, type: String })
  next!: string | null;
}
