/** Describes lists (JSON and CSV) and JSON texts in the contract. */
import { type Type, applyDecorators } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, getSchemaPath } from '@nestjs/swagger';
import { headersOf } from '#apps/api/contract/headers.ts';

const UNBUFFERED = {
  'X-Accel-Buffering': { description: 'D’un flux continu : no.', schema: { type: 'string' } },
} as const;

/** A page of a list. `columns` are the columns of the CSV. A list that can be followed is a stream too. */
export function ApiPage(page: Type, columns: object, { isFollowed = false } = {}): MethodDecorator {
  const header = `${Object.keys(columns).join(',')}\n`;
  return applyDecorators(
    ApiExtraModels(page),
    ApiOkResponse({
      description: isFollowed
        ? 'Une page, en JSON, ou en CSV avec Accept: text/csv ; avec Accept: text/event-stream, chaque élément qui change.'
        : 'Une page, en JSON, ou en CSV avec Accept: text/csv.',
      headers: { ...headersOf(['Link']), ...(isFollowed ? UNBUFFERED : {}) },
      content: {
        'application/json': { schema: { $ref: getSchemaPath(page) } },
        'text/csv': { schema: { type: 'string' }, example: header },
        ...(isFollowed ? { 'text/event-stream': { schema: { type: 'string' } } } : {}),
      },
    }),
  );
}
