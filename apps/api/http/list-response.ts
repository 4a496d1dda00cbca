/** Describes lists (JSON and CSV) and JSON texts in the contract. */
import { type Type, applyDecorators } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, getSchemaPath } from '@nestjs/swagger';
import { headersOf } from '#apps/api/contract/headers.ts';
import type { Columns } from '#apps/api/http/listing.ts';

const UNBUFFERED = {
  'X-Accel-Buffering': { description: 'D’un flux continu : no.', schema: { type: 'string' } },
} as const;

/** Beside the CSV of a list in the contract: what the columns hold that are no texts, which `excel=true` converts. */
function kindsOf<Item>(columns: Columns<Item>): object {
  const kinds = Object.entries(columns).flatMap(([name, column]) =>
    typeof column === 'function' ? [] : [[name, column.kind] as const],
  );
  return kinds.length === 0 ? {} : { 'x-columns': Object.fromEntries(kinds) };
}

/** A page of a list. `columns` are the columns of the CSV. A list that can be followed is a stream too. */
export function ApiPage<Item>(page: Type, columns: Columns<Item>, { isFollowed = false } = {}): MethodDecorator {
  const csv = { schema: { type: 'string' }, example: `${Object.keys(columns).join(',')}\n`, ...kindsOf(columns) };
  return applyDecorators(
    ApiExtraModels(page),
    ApiOkResponse({
      description: isFollowed
        ? 'Une page, en JSON, ou en CSV avec Accept: text/csv ; avec Accept: text/event-stream, chaque élément qui change.'
        : 'Une page, en JSON, ou en CSV avec Accept: text/csv.',
      headers: { ...headersOf(['Link']), ...(isFollowed ? UNBUFFERED : {}) },
      content: {
        'application/json': { schema: { $ref: getSchemaPath(page) } },
        'text/csv': csv,
        ...(isFollowed ? { 'text/event-stream': { schema: { type: 'string' } } } : {}),
      },
    }),
  );
}
