/** Days and numbers as spreadsheet programs write them: all of them together give the form, and a file that leaves it open is reported. */
import { describe, expect, test } from '@jest/globals';
import { DayVotes, canonicalDay, canonicalDecimal } from '#libs/csv/days.ts';

function verdictOf(fields: readonly string[], asked: Partial<Parameters<DayVotes['verdict']>[0]> = {}): unknown {
  const votes = new DayVotes();
  for (const [i, field] of fields.entries()) votes.see(field, i + 1);
  return votes.verdict({ separator: ';', isDayFirst: false, ...asked });
}

describe('the form of the days of a file', () => {
  test('is the canonical one if no day has slashes', () => {
    expect(verdictOf(['2021-02-28', '', 'x'])).toBe('YYYY-MM-DD');
  });

  test('has the day first if one of the days has no other reading', () => {
    expect(verdictOf(['03/02/2021', '28/02/2021'])).toBe('DD/MM/YYYY');
  });

  test('has the day first if day and month are always the same number', () => {
    expect(verdictOf(['02/02/2021'])).toBe('DD/MM/YYYY');
  });

  test('is a fault if the month comes first, or if the days differ in order', () => {
    expect(verdictOf(['02/28/2021'])).toStrictEqual({ fault: 'MONTH_FIRST', line: 1 });
    expect(verdictOf(['28/02/2021', '02/28/2021'])).toStrictEqual({ fault: 'DAY_AND_MONTH_FIRST', line: 1, other: 2 });
  });

  test('is a fault if no day decides, unless a person said that the day comes first', () => {
    const either = ['02/02/2021', '03/02/2021'];
    expect(verdictOf(either)).toStrictEqual({ fault: 'DAY_OR_MONTH_FIRST', line: 2, day: '03/02' });
    expect(verdictOf(either, { isDayFirst: true })).toBe('DD/MM/YYYY');
  });

  test('is a fault if most years have two digits', () => {
    expect(verdictOf(['28/02/21', '28/02/2021', '01/03/21'])).toStrictEqual({ fault: 'YEARS_OF_TWO_DIGITS', line: 1 });
  });

  test('is the canonical one if one day in ten has slashes; in a file with commas, one in two', () => {
    const canonical = Array.from({ length: 10 }, () => '2021-02-28');
    expect(verdictOf([...canonical, '28/02/2021'])).toBe('YYYY-MM-DD');
    expect(verdictOf([...canonical, '28/02/2021', '28/02/2021'])).toBe('DD/MM/YYYY');
    expect(verdictOf(['2021-02-28', '28/02/2021'], { separator: ',' })).toBe('YYYY-MM-DD');
  });
});

test.each([
  ['3/2/2021', '2021-02-03'],
  ['28/02/2021 00:00', '2021-02-28'],
  ['30/02/2021', '30/02/2021'],
  ['28/02/21', '28/02/21'],
  ['2021-02-28', '2021-02-28'],
])('the day %s is %s in the canonical form', (field, canonical) => {
  expect(canonicalDay(field)).toBe(canonical);
});

test.each([
  ['62,5', '62.5'],
  ['-0,25', '-0.25'],
  ['62.5', '62.5'],
  ['1,2,3', '1,2,3'],
  ['625', '625'],
])('the number %s is %s in the canonical form', (field, canonical) => {
  expect(canonicalDecimal(field)).toBe(canonical);
});
