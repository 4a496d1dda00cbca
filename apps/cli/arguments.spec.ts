/** The inputs of the command line have one of the forms that its refusals name. */
import { expect, test } from '@jest/globals';
import { dayArgument, dayRangeOf } from '#apps/cli/arguments.ts';
import { accessCommand } from '#apps/cli/commands/audit-access.ts';
import { extractCommand, sampleCommand } from '#apps/cli/commands/audit-extract.ts';
import { reconcileCommand } from '#apps/cli/commands/reconciliation.ts';
import { dayFromText } from '#libs/kernel/day.ts';

test('takes a day in both forms that its refusal names', () => {
  expect(() => dayArgument('entersOn', '31/02/2022')).toThrow(
    /entersOn vaut « 31\/02\/2022 » ; .* 15\/11\/2022, ou 2022-11-15/,
  );
  for (const text of ['15/11/2022', '2022-11-15'])
    expect(dayArgument('entersOn', text)).toBe(dayFromText('2022-11-15'));
});

test('refuses a first day after the last, and a least amount above the greatest: they would choose nothing', async () => {
  const reversed = { from: '2026-12-01', to: '2026-11-30' };
  const sentence = '--from 01/12/2026 est après --to 30/11/2026 ; inversez-les';
  expect(() => dayRangeOf(reversed)).toThrow(sentence);
  expect(() => extractCommand('versements', reversed)).toThrow(sentence);
  expect(() => sampleCommand('versements', { ...reversed, seed: 'a', size: '1' })).toThrow(sentence);
  expect(() => reconcileCommand(reversed)).toThrow(sentence);
  await expect(accessCommand(reversed)).rejects.toThrow(sentence);
  expect(() => extractCommand('versements', { min: '10,00', max: '9,99' })).toThrow(/--min 10,00.€ est plus grand/u);
  expect(dayRangeOf({ from: '2026-12-01', to: '2026-12-01' }).to).toBe(dayFromText('2026-12-01'));
  expect(dayRangeOf({ to: '2026-11-30' }).from).toBeUndefined();
});
