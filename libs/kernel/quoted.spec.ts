/** A quoted word is one word to a shell, and the same one. */
import { execFileSync } from 'node:child_process';
import { expect, test } from '@jest/globals';
import { quoted } from '#libs/kernel/quoted.ts';

test('a shell takes a quoted word for the same word', () => {
  const words = [
    '',
    'MSP',
    'a b',
    "l'équipe",
    `"x"`,
    '$HOME',
    '~',
    '*',
    'a;b',
    '`id`',
    String.raw`\n`,
    '#1',
    '2020-Q4',
    'a=b',
  ];
  const script = `printf '%s\\n' ${words.map(quoted).join(' ')}`;
  expect(execFileSync('sh', ['-c', script], { encoding: 'utf8' })).toBe(`${words.join('\n')}\n`);
  expect(quoted('data/2020-Q4.csv')).toBe('data/2020-Q4.csv');
});
