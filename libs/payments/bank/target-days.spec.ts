/** Banks are closed on weekends and on the six closing days of TARGET, and on no other. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { dayFromText, dayText } from '#libs/kernel/day.ts';
import { bankClosure, easterSunday, nextBankDay } from './target-days.ts';

describe('the days of TARGET', () => {
  test.each([
    [1961, '1961-04-02'],
    [2000, '2000-04-23'],
    [2008, '2008-03-23'],
    [2011, '2011-04-24'],
    [2024, '2024-03-31'],
    [2025, '2025-04-20'],
    [2026, '2026-04-05'],
    [2027, '2027-03-28'],
    [2038, '2038-04-25'],
    [2049, '2049-04-18'],
    [2076, '2076-04-19'],
  ])('Easter of %i is %s', (year, day) => {
    expect(dayText(easterSunday(year))).toBe(day);
  });

  test.each(['2026-01-01', '2026-04-03', '2026-04-06', '2026-05-01', '2026-12-25', '2027-03-26', '2027-03-29'])(
    'closes on %s',
    (day) => {
      expect(bankClosure(dayFromText(day))).toBe('TARGET_HOLIDAY');
    },
  );

  test.each(['2026-11-28', '2026-11-29', '2027-12-25', '1969-12-28'])('has a weekend on %s', (day) => {
    expect(bankClosure(dayFromText(day))).toBe('WEEKEND');
  });

  test.each(['2026-05-08', '2026-05-14', '2026-07-14', '2026-11-11', '2026-12-24', '2026-12-31', '1969-12-31'])(
    'is open on %s, also where France has a holiday',
    (day) => {
      expect(bankClosure(dayFromText(day))).toBeUndefined();
    },
  );

  test('passes over a whole closure to the next day', () => {
    expect(dayText(nextBankDay(dayFromText('2026-04-03')))).toBe('2026-04-07');
    expect(dayText(nextBankDay(dayFromText('2026-12-25')))).toBe('2026-12-28');
    expect(dayText(nextBankDay(dayFromText('2026-11-30')))).toBe('2026-11-30');
  });

  test('finds an open day within five days of any', () => {
    fc.assert(
      fc.property(fc.integer({ min: dayFromText('1990-01-01'), max: dayFromText('2199-12-31') }), (day) => {
        const next = nextBankDay(day);
        return next >= day && next - day <= 4 && bankClosure(next) === undefined;
      }),
    );
  });
});
