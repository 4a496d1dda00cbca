/** The inputs of the command line have one of the forms that its refusals name. */
import { expect, test } from '@jest/globals';
import { dayArgument } from '#apps/cli/arguments.ts';
import { dayFromText } from '#libs/kernel/day.ts';

test('takes a day in both forms that its refusal names', () => {
  expect(() => dayArgument('entersOn', '31/02/2022')).toThrow(
    /entersOn vaut « 31\/02\/2022 » ; .* 15\/11\/2022, ou 2022-11-15/,
  );
  for (const text of ['15/11/2022', '2022-11-15'])
    expect(dayArgument('entersOn', text)).toBe(dayFromText('2022-11-15'));
});
