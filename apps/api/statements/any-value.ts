/** The value of a parameter of the regulation in the contract: any JSON. */
import type { ApiPropertyOptions } from '@nestjs/swagger';

export const ANY_VALUE = {
  oneOf: [
    { type: 'string' },
    { type: 'number' },
    { type: 'boolean' },
    { type: 'array', items: {} },
    { type: 'object', additionalProperties: true },
    { type: 'null' },
  ],
} satisfies ApiPropertyOptions;
