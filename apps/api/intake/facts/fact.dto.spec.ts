/** The shorter way through the checks of a fact lets through what the whole way lets through, and nothing else. */
import 'reflect-metadata';
import assert from 'node:assert/strict';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { FACT_KINDS } from '#libs/intake/fact-kinds.ts';
import { FACT_DTOS } from '#apps/api/intake/facts/fact.dto.ts';
import { PLAINLY_RIGHT, type QuickDto, ShapePipe } from '#apps/api/http/validation.ts';

const value = fc.oneof(
  { weight: 20, arbitrary: fc.string() },
  fc.string({ minLength: 490, maxLength: 510 }),
  fc.constantFrom(null, undefined, 1, true, [], {}, ['a']),
);

test('what is plainly right passes every check as it is, and the whole way says the same of all else', async () => {
  const pipe = new ShapePipe();
  for (const { name, columns } of FACT_KINDS) {
    const dto = FACT_DTOS.get(name) as QuickDto;
    // The same checks without the shorter way.
    const whole = class extends dto {};
    Object.defineProperty(whole, PLAINLY_RIGHT, { value: undefined });
    const names = columns.map((column) => column.name);
    const fields = Object.fromEntries(names.map((column) => [column, value]));
    const body = fc
      .record(fields, { requiredKeys: [] })
      .chain((some) =>
        fc.constantFrom(
          some,
          { ...some, surplus: 'x' },
          { ...Object.fromEntries(names.map((n) => [n, 'x'])), ...some },
        ),
      );
    const passes = async (type: QuickDto, given: object): Promise<boolean> => {
      try {
        const made: unknown = await pipe.transform({ ...given }, { type: 'body', metatype: type });
        // What is null counts as not given.
        const expected = Object.fromEntries(Object.entries(given).filter(([, field]) => field !== null));
        expect({ ...(made as object) }).toStrictEqual(expected);
        return true;
      } catch (error) {
        if (error instanceof assert.AssertionError) throw error;
        return false;
      }
    };
    await fc.assert(
      fc.asyncProperty(body, async (given) => {
        if (dto[PLAINLY_RIGHT]?.(given) === true) assert.ok(await passes(whole, given), JSON.stringify(given));
        expect(await passes(dto, given)).toBe(await passes(whole, given));
      }),
      { numRuns: 60 },
    );
  }
});
