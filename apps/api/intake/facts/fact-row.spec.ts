/**
 * The fast check of a fact accepts only what the full check accepts, and each kind of fact has
 * a class and a route.
 */
import 'reflect-metadata';
import assert from 'node:assert/strict';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import type { Type } from '@nestjs/common';
import { FACT_KINDS, type FactName, type FactOf } from '#libs/intake/fact-kinds.ts';
import { ActsFact } from '#apps/api/intake/facts/acts/acts-facts.dto.ts';
import {
  CoverageFact,
  CreditsFact,
  DeclarationsFact,
  MembersFact,
  PatientsFact,
  PhasesFact,
  ReferenceRevenueFact,
  TeamsFact,
} from '#apps/api/intake/facts/enrolment/enrolment-facts.dto.ts';
import type { FactRow } from '#apps/api/intake/facts/fact-row.ts';
import {
  CommunesFact,
  NationalSpendingFact,
  ThresholdsFact,
} from '#apps/api/intake/facts/national/national-facts.dto.ts';
import { QualityFact } from '#apps/api/intake/facts/quality/quality-facts.dto.ts';
import { SpendingFact } from '#apps/api/intake/facts/spending/spending-facts.dto.ts';
import { Problem } from '#apps/api/http/problem.ts';
import { FAST_CHECK, type QuickDto, ShapePipe } from '#apps/api/http/validation.ts';

const value = fc.oneof(
  { weight: 20, arbitrary: fc.string() },
  fc.string({ minLength: 490, maxLength: 510 }),
  fc.constantFrom(null, undefined, 1, true, [], {}, ['a']),
);

/** A kind without a class is a type error here. */
const ROWS: { readonly [Name in FactName]: Type<FactRow<FactOf<Name>>> } = {
  teams: TeamsFact,
  phases: PhasesFact,
  members: MembersFact,
  patients: PatientsFact,
  coverage: CoverageFact,
  declarations: DeclarationsFact,
  acts: ActsFact,
  quality: QualityFact,
  thresholds: ThresholdsFact,
  communes: CommunesFact,
  reference_revenue: ReferenceRevenueFact,
  credits: CreditsFact,
  spending: SpendingFact,
  national_spending: NationalSpendingFact,
};

test('has a route with its class for each kind of fact', () => {
  const { paths } = JSON.parse(readFileSync(new URL('../../../../docs/openapi.json', import.meta.url), 'utf8')) as {
    paths: Readonly<Record<string, { post?: object }>>;
  };
  for (const { name } of FACT_KINDS)
    expect(JSON.stringify(paths[`/facts/${name}`]?.post)).toContain(`#/components/schemas/${ROWS[name].name}"`);
});

test('the fast check passes a valid row unchanged, and otherwise agrees with the full check', async () => {
  const pipe = new ShapePipe();
  for (const { name, columns } of FACT_KINDS) {
    const dto = ROWS[name] as QuickDto;
    // Only the full check.
    const whole = class extends dto {};
    Object.defineProperty(whole, FAST_CHECK, { value: undefined });
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
      let made: object;
      try {
        made = (await pipe.transform({ ...given }, { type: 'body', metatype: type })) as object;
      } catch (error) {
        expect(error).toBeInstanceOf(Problem);
        return false;
      }
      // Null counts as missing.
      const isGiven = ([, field]: [string, unknown]): boolean => field !== null && field !== undefined;
      expect(Object.entries(made).filter(isGiven).sort()).toStrictEqual(Object.entries(given).filter(isGiven).sort());
      return true;
    };
    await fc.assert(
      fc.asyncProperty(body, async (given) => {
        if (dto[FAST_CHECK]?.(given) === true) assert.ok(await passes(whole, given), JSON.stringify(given));
        expect(await passes(dto, given)).toBe(await passes(whole, given));
      }),
      { numRuns: 60 },
    );
  }
});
