import { afterEach, expect, jest, test } from '@jest/globals';
import { message, nameCommandsAs } from '#apps/cli/terminal.ts';

afterEach(() => {
  jest.restoreAllMocks();
  nameCommandsAs('decompte');
});

/** What is shown of a text to Chloé. */
function shown(text: string): string {
  let said = '';
  jest.spyOn(process.stderr, 'write').mockImplementation((chunk) => {
    said += String(chunk);
    return true;
  });
  nameCommandsAs('decompte', 'Chloé');
  message(text);
  return said.trimEnd();
}

test('commands are named with the person who typed, but for what another person has to type', () => {
  expect(shown('decompte payment drop R1 --as NOM')).toBe('decompte payment drop R1 --as Chloé');
  expect(shown('decompte payment release R1 --code a1 --as NOM')).toContain('--as NOM');
  expect(shown('decompte erasures due --confirm --code a1 --as NOM')).toContain('--as NOM');
});

test('an exception is proposed by another person than who prepares: who gave it may not release', () => {
  const line = 'decompte payment exception propose EXCEPTION --kind compte --team PEPS-01 --reason MOTIF --as NOM';
  expect(shown(line)).toBe(line);
});
