/** Describes lists (JSON and CSV) and JSON texts in the contract. */
import { type Type, applyDecorators } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, getSchemaPath } from '@nestjs/swagger';
import { headersOf } from '#apps/api/contract/headers.ts';

/** A page of a list. `columns` are those of the CSV. */
export function ApiPage(page: Type, columns: object): MethodDecorator {
  const header = `${Object.keys(columns).join(',')}\n`;
  return applyDecorators(
    ApiExtraModels(page),
    ApiOkResponse({
      description: 'Une page, en JSON, ou en CSV avec Accept: text/csv.',
      headers: headersOf(['Link']),
      content: {
        'application/json': { schema: { $ref: getSchemaPath(page) } },
        'text/csv': { schema: { type: 'string' }, example: header },
      },
    }),
  );
}
