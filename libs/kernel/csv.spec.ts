import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { csvField, csvLine } from '#libs/kernel/csv.ts';

test('a field is quoted only where it has to be', () => {
  for (const plain of ['', 'PEPS-1', ' é ', "l'est", 'a;b', '-5']) assert.equal(csvField(plain), plain);
  assert.equal(csvField('a,b'), '"a,b"');
  assert.equal(csvField('say "b"'), '"say ""b"""');
  assert.equal(csvField('a\nb'), '"a\nb"');
  assert.equal(csvField('a\rb'), '"a\rb"');
});

test('a line ends with LF alone, and numbers are written whole', () => {
  assert.equal(csvLine(['T1', 3, -12345678901234567890n]), 'T1,3,-12345678901234567890\n');
});

test('whatever the fields, a line is read back as it was', () => {
  const field = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', ' ', 'é'), maxLength: 6 });
  fc.assert(
    fc.property(fc.array(field, { minLength: 2, maxLength: 4 }), (fields) => {
      assert.deepEqual(parse(csvLine(fields), { record_delimiter: '\n' }), [fields]);
    }),
  );
});
