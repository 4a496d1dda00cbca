/** A document of another shape is named by its projection, with the command that builds it again, not by what the program stumbles over. */
import { expect, test } from '@jest/globals';
import { readDossier } from '#libs/enrolment/dossiers.ts';
import {
  MERGES_KEY,
  readNationalSpending,
  readPovertyRates,
  readRosters,
  readThresholds,
} from '#libs/enrolment/rosters.ts';
import { readTeam } from '#libs/enrolment/team-document.ts';
import { foundFile } from '#libs/intake/import/documents.ts';
import { DomainError } from '#libs/kernel/domain-error.ts';
import { readDocument } from '#libs/payments/documents/documents.ts';
import { orDocumentGarbled } from '#libs/read-store/document-garbled.ts';
import { readPointer } from '#libs/statements/statements-projection.ts';
import { sentenceOf } from '#libs/words/sentence-of.ts';
import { nextStepAfter } from '#apps/cli/proposal-hint.ts';

const READERS: readonly (readonly [projection: string, read: (text: string) => unknown])[] = [
  ['dossiers', readDossier],
  ['rosters', readTeam],
  ['rosters', readThresholds],
  ['rosters', readPovertyRates],
  ['rosters', readNationalSpending],
  ['rosters', (text) => readRosters(new Map([[MERGES_KEY, text]]))],
  ['payments', readDocument],
  ['imports', (text) => foundFile('a.csv/1', text)],
  ['statements', readPointer],
];

for (const [projection, read] of READERS)
  test.each(['null', '{"rows":1,"paidCents":{},"file":7}', '{', ''])(
    `a document of ${projection} that cannot be read says so: %s`,
    (text) => {
      expect(() => read(text)).toThrow(expect.objectContaining({ code: 'DOCUMENT_GARBLED', data: { projection } }));
    },
  );

test('its sentence says that the log is not to blame, and its next step builds the projection again', () => {
  const garbled = { code: 'DOCUMENT_GARBLED', data: { projection: 'rosters' } } as const;
  expect(sentenceOf(garbled)).toMatch(/un document de la projection rosters ne se lit pas/);
  expect(nextStepAfter(garbled)).toBe('decompte projections rebuild rosters');
});

test('a refusal stays as it is', () => {
  const refusal = new DomainError('refused', { code: 'ALREADY', data: {} });
  expect(() =>
    orDocumentGarbled('rosters', () => {
      throw refusal;
    }),
  ).toThrow(refusal);
});
