import { afterEach, expect, jest, test } from '@jest/globals';
import { message, nameCommandsAs, printCsv, table } from '#apps/cli/terminal.ts';

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

test('a name from a file neither moves the cursor nor colours the screen', () => {
  expect(shown('Équipe \u001b[31mrouge\rTotal : 1 €')).toBe('Équipe  [31mrouge Total : 1 €');
});

test('a table for a program is written as it is, its commands and characters too', () => {
  let said = '';
  jest.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    said += String(chunk);
    return true;
  });
  nameCommandsAs('npm run -s decompte --', 'Chloé');
  printCsv('a,decompte show X --as NOM\u001b\u202e\n');
  expect(said).toBe('a,decompte show X --as NOM\u001b\u202e\n');
});

test('an endless name, or one of several lines, leaves the other rows of a table as they are', () => {
  const rows = [
    ['A', 'x'.repeat(500), '1 €'],
    ['B', 'deux\nlignes\tet plus', '10 €'],
  ];
  const [header, long, short] = table(['équipe', 'nom', 'montant'], rows).split('\n');
  expect(header?.length).toBe(short?.length);
  expect(short).toMatch(/^B {7}deux lignes et plus {2,80}10 €$/);
  expect(long).toContain('x'.repeat(500));
});
