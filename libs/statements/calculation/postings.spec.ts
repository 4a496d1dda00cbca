/** The document that names some patients of the posting lists. Their lists are tested with the calculations that use them (touched.spec.ts). */
import { expect, test } from '@jest/globals';
import { patientAtLine, patientLines } from '#libs/statements/calculation/postings.ts';

const PATIENTS = ['P1', '', 'é "quoted"', 'on two\nlines', '\\', 'P2'];

test('gives each patient of a document by the line, whatever the id is', () => {
  const text = patientLines(PATIENTS);
  expect(PATIENTS.map((_, line) => patientAtLine(text, line))).toStrictEqual(PATIENTS);
});

test('a line that the document does not have is an error, and no patient', () => {
  for (const text of [patientLines(PATIENTS), ''])
    expect(() => patientAtLine(text, PATIENTS.length)).toThrow(SyntaxError);
});
