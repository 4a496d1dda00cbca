/** A prepared run is not replaced without a word, nor by what another envelope pays. */
import { expect, test } from '@jest/globals';
import { ofOtherEnvelope, replacedText } from '#apps/console/screens/runs/replaced.ts';

const PREPARED = {
  run: 'FISS-2026-03',
  envelope: 'FISS',
  status: 'PREPARED',
  count: 14,
  totalCents: '23161642',
} as const;

test('who prepares under the name of a prepared run reads what is replaced', () => {
  expect(replacedText(PREPARED)).toMatch(/remplace la campagne FISS-2026-03 .*14 paiements, 231.616,42/);
  expect(replacedText({ ...PREPARED, status: 'RELEASED' })).toBeUndefined();
  expect(replacedText(undefined)).toBeUndefined();
});

test('the name of a run to prepare again does not stay for another envelope', () => {
  const next = new URLSearchParams('campagne=FISS-2026-03&exceptions=avance&enveloppe=FISS');
  for (const [name, value] of Object.entries(ofOtherEnvelope('FIR')))
    if (value === undefined) next.delete(name);
    else next.set(name, value);
  expect(String(next)).toBe('enveloppe=FIR');
});
