/** What the command line reads is written in one of the forms that its refusals name. */
import { expect, test } from '@jest/globals';
import { dayOf } from '#apps/cli/arguments.ts';
import { dayFromText } from '#libs/kernel/day.ts';

test('takes a day in both forms that the refusal of another names', () => {
  expect(() => dayOf('entersOn', '31/02/2022')).toThrow(
    /entersOn vaut « 31\/02\/2022 » ; .* 15\/11\/2022, ou 2022-11-15/,
  );
  for (const text of ['15/11/2022', '2022-11-15']) expect(dayOf('entersOn', text)).toBe(dayFromText('2022-11-15'));
});
