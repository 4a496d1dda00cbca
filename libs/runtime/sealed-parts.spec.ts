/** The results of jobs that are sealed: those that name a patient, or an act of a patient. */
import { expect, test } from '@jest/globals';
import { NO_REASON } from '#libs/replay/reasons.ts';
import { SEALED_PARTS } from '#libs/runtime/sealed-parts.ts';

function isSealed(result: unknown): boolean {
  return SEALED_PARTS['JobSucceeded']?.subjectOf('job-1', { result }) !== undefined;
}

test('the result of a replay that names patients is sealed, and the result of an import that warns of acts', () => {
  const why = { ...NO_REASON, patients: [{ patient: 'P1', facts: [] }] };
  expect(
    isSealed([
      { team: 'PEPS-01', why: NO_REASON },
      { team: 'PEPS-02', why },
    ]),
  ).toBe(true);
  expect(isSealed({ files: [], warnings: ['acte A1'] })).toBe(true);
});

test('a request for a bundle is sealed if it is of the stream of a patient, and its remaining part names nobody', () => {
  const part = SEALED_PARTS['JobRequested'];
  const isSealedRequest = (request: unknown): boolean => part?.subjectOf('job-1', { request }) !== undefined;
  expect(isSealedRequest({ stream: 'patient-P1' })).toBe(true);
  for (const request of [{}, null, [7], { stream: 'regulation' }, { events: [1] }, part?.fields['request']])
    expect(isSealedRequest(request)).toBe(false);
});

test('a result that names no patient and no act is not sealed', () => {
  for (const result of [
    null,
    [],
    [{ team: 'PEPS-01', why: NO_REASON }],
    { files: [], warnings: [] },
    { end: 3 },
    'done',
  ])
    expect(isSealed(result)).toBe(false);
});
