/** The value of a parameter of the regulation, for the contract: whatever JSON may hold. */
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
