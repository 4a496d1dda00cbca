import { expect, test } from '@jest/globals';
import { Command } from 'commander';
import { commandExample, requireValues } from '#apps/cli/missing.ts';
import { several } from '#apps/cli/options.ts';

/** The example for a command line that lacks something. */
function exampleAfter(...words: readonly string[]): string {
  const command = new Command('withdraw')
    .exitOverride()
    .configureOutput({ writeErr: () => undefined })
    .argument('[équipe]')
    .argument('[période]')
    .option('--from <trimestre>')
    .option('--code <code>', '', several)
    .option('--regularisations')
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

test('who typed options in the place of a team is shown them, and no team', () => {
  expect(
    exampleAfter(
      '--from',
      '2024-T1',
      '--code',
      'a',
      '--code',
      'b',
      '--regularisations',
      '--envelope',
      'FIR',
      '--as',
      'Bob',
    ),
  ).toBe('withdraw --from 2024-T1 --code a --code b --regularisations --envelope FIR --reason "pourquoi" --as NOM');
});

test('each of several words that an argument takes stands as typed', () => {
  const command = new Command('prove').argument('<id...>').requiredOption('--out <fichier>').exitOverride();
  command.configureOutput({ writeErr: () => undefined });
  expect(() => command.parse(['a', 'b c'], { from: 'user' })).toThrow();
  expect(commandExample(command)).toBe("prove a 'b c' --out FICHIER");
});

test.each([['--from', ''], ['--from='], ['PEPS-09', '--from', '', '--as', 'Bob']])(
  'an empty value is a missing one: %s',
  (...words) => {
    const command = new Command('export').option('--from <trimestre>').option('--as <nom>').option('--json');
    expect(() => {
      requireValues(command, words);
    }).toThrow('--from <trimestre>');
    for (const right of [['--from', '2024-T1', '--json'], ['--from=2024-T1'], ['--json', ''], ['--', '--from', '']])
      expect(() => {
        requireValues(command, right);
      }).not.toThrow();
  },
);
