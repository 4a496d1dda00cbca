/** No stored text may contain a social security number, or invisible characters in an identifier. */
import type { FastifyRequest } from 'fastify';
import { expect, test } from '@jest/globals';
import { keyFaults } from '#apps/api/http/idempotency.ts';
import { claimFault } from '#libs/commands/claims.ts';
import { requireNoNumber, requireReason } from '#libs/commands/refusals.ts';
import { fieldChecks } from '#libs/facts/field-checks.ts';
import { factKindOf } from '#libs/intake/fact-kinds.ts';
import { shown } from '#libs/payments/bank/bank-fields.ts';
import { checkNewHolder } from '#libs/payments/bank/holder-name.ts';
import { isRunName } from '#libs/payments/runs/run-name.ts';
import { loadRegulation } from '#libs/regulation/load.ts';
import { urlFault } from '#libs/webhooks/addresses.ts';
import { SHIPPED } from '#test/support/shipped.ts';

/** Belongs to nobody, with a right key. */
const NUMBER = '255081416802538';
const SPACED = '2 55 08 14 168 025 38';

test('a reason, a holder and a name that hold a number are refused', () => {
  for (const text of [`voir ${NUMBER}`, SPACED]) {
    expect(() => requireReason(text)).toThrow(/REASON_HOLDS_NUMBER/);
    expect(() => requireNoNumber(text)).toThrow(/TEXT_HOLDS_NUMBER/);
    const parameters = SHIPPED.parameters.replace('"reference": "', `"reference": "${text} `);
    expect(parameters).not.toBe(SHIPPED.parameters);
    expect(() => loadRegulation({ ...SHIPPED, parameters })).toThrow(/FAULTY_REGULATION/);
    expect(checkNewHolder(`Mme ${text}`)).toMatchObject({ ok: false, faults: [{ code: 'NAME_HOLDS_NUMBER' }] });
    expect(claimFault('name', `Alice ${text}`)?.code).toBe('CLAIM_HOLDS_NUMBER');
  }
  expect(requireReason('du 2026-01-01 au 2026-03-31, 1 234 567,89 €')).toMatch(/^du/);
});

test('keys, names of runs and claims are refused with a number and its key', () => {
  const faults = (key: string) => keyFaults({ headers: { 'idempotency-key': key } } as unknown as FastifyRequest);
  expect(faults(`a-${NUMBER}`)).toHaveLength(1);
  expect(faults('a-1764362000000')).toHaveLength(0);
  expect([isRunName(NUMBER), isRunName('2026-11')]).toStrictEqual([false, true]);
  const urlOf = (path: string) => urlFault(`https://a.example/${path}`, { development: false, allowed: [] })?.code;
  expect([urlOf(NUMBER), urlOf('2026-11')]).toStrictEqual(['URL_HOLDS_NUMBER', undefined]);
  for (const claim of ['sub', 'jti', 'team', 'role'] as const)
    expect(claimFault(claim, NUMBER)?.code).toBe('CLAIM_HOLDS_NUMBER');
});

test('an answer of the bank is kept without it', () => {
  expect(shown(`de ${SPACED}`)).toBe(`de 2${'*'.repeat(SPACED.length - 1)}`);
});

test('a fact has none in an identifier or a text, and no similar identifier', () => {
  const checkOf = fieldChecks(loadRegulation(SHIPPED));
  const fault = (kind: 'acts' | 'credits' | 'patients', name: string, field: string): string | undefined => {
    const column = factKindOf(kind).columns.find((one) => one.name === name);
    return column === undefined ? 'no such column' : checkOf(column)(field)?.reason.code;
  };
  expect(fault('patients', 'patient_id', NUMBER)).toBe('SOCIAL_SECURITY_NUMBER');
  for (const text of [`A-${NUMBER}`, SPACED]) expect(fault('acts', 'act_id', text)).toBe('SOCIAL_SECURITY_NUMBER');
  // The insurer numbers its acts: plain digits may have the shape by chance.
  expect(fault('acts', 'act_id', NUMBER)).toBeUndefined();
  expect(fault('acts', 'reverses', NUMBER)).toBeUndefined();
  expect(fault('credits', 'label', `avance ${SPACED}`)).toBe('SOCIAL_SECURITY_NUMBER');
  for (const unseen of ['\u200b', '\u202e', '\u2066', '\u3164', '\u2800', '\u034f', '\ufeff', '\u0007'])
    for (const [kind, name] of [
      ['acts', 'act_id'],
      ['patients', 'patient_id'],
    ] as const)
      expect(fault(kind, name, `A${unseen}1`)).toBe('UNSEEN_CHARACTER');
  expect(checkNewHolder('Maison\u3164de santé')).toMatchObject({ ok: false, faults: [{ code: 'NAME_CHARACTER' }] });
  expect(claimFault('name', 'Ali\u034fce')?.code).toBe('CLAIM_CHARACTER');
  for (const good of ['A1', '1764362000000', 'é-1', 'b0a4bd1e-33f1-4d26-9c0e-6f0f7f1c2a10'])
    expect(fault('acts', 'act_id', good)).toBeUndefined();
});
