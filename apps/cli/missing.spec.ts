import { expect, test } from '@jest/globals';
import { Command } from 'commander';
import { commandExample } from '#apps/cli/missing.ts';

/** The example for a command line that lacks something. */
function exampleAfter(...words: readonly string[]): string {
  const command = new Command('withdraw')
    .exitOverride()
    .configureOutput({ writeErr: () => undefined })
    .argument('[équipe]')
    .argument('[période]')
    .requiredOption('--envelope <nom>')
    .requiredOption('--reason <motif>')
    .option('--as <nom>')
    .action(() => undefined);
  expect(() => command.parse(words, { from: 'user' })).toThrow();
  return commandExample(command);
}

test('an example has what the person typed, so that who completes it decides on no other team', () => {
  expect(exampleAfter('PEPS-09', '2024-T1', '--envelope', 'FIR 2025')).toBe(
    `withdraw PEPS-09 2024-T1 --envelope 'FIR 2025' --reason "pourquoi" --as NOM`,
  );
});

test('what is missing has an example of its own', () => {
  expect(exampleAfter()).toBe('withdraw PEPS-01 2026-T1 --envelope NOM --reason "pourquoi" --as NOM');
});
