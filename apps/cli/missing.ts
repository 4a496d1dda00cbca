/** The missing part of a command line, with an example to type: arguments and options have the form of the program's own help. */
import { type Argument, type Command, CommanderError, type Option } from 'commander';

/** An example for a word of the help; a word without one is shown in capitals. */
const EXAMPLES: Readonly<Record<string, string>> = {
  équipe: 'PEPS-01',
  période: '2026-T1',
  trimestre: '2026-T1',
  année: '2026',
  jour: '2026-03-31',
  campagne: '2026-T1-FISS',
  enveloppe: 'FISS',
  expérimentation: 'PEPS',
  montant: '50000,00',
  nom: 'NOM',
  motif: '"pourquoi"',
  iban: 'FR7630006000011234567890189',
  bic: 'AGRIFRPP',
  quoi: 'versements',
};

/** Finds sub-commands by their names among the typed words, which may include options and their values. */
export function commandIn(program: Command, words: readonly string[]): Command {
  const next = words.findIndex((word) => program.commands.some((child) => child.name() === word));
  const child = program.commands.find((one) => one.name() === words[next]);
  return child === undefined ? program : commandIn(child, words.slice(next + 1));
}

/**
 * Throws CommanderError if an option that needs a value is followed by another option of the command, as where a variable of the shell is
 * empty: commander would take the name of the second option as the value of the first, and complain about something else.
 */
export function requireValues(command: Command, words: readonly string[]): void {
  const options = [command, ...ancestorsOf(command)].flatMap((one) => one.options);
  const named = (word: string | undefined): Option | undefined =>
    options.find(({ long, short }) => word !== undefined && (word === long || word === short));
  for (const [i, word] of words.entries()) {
    if (word === '--') return;
    const option = named(word);
    if (option?.required === true && named(words[i + 1]) !== undefined)
      throw new CommanderError(
        1,
        'commander.optionMissingArgument',
        `error: option '${option.flags}' argument missing`,
      );
  }
}

function ancestorsOf({ parent }: Command): readonly Command[] {
  return parent === null ? [] : [parent, ...ancestorsOf(parent)];
}

/**
 * `decompte show PEPS-01 2026-T1`: with the required arguments, and those options that are required or have the flags `also`. Without
 * `also`, with the optional arguments too that have an example: `reject [équipe] [période]` needs them, or options in their place.
 */
export function commandExample(command: Command, also?: string): string {
  return [
    ...commandWords(command),
    ...command.registeredArguments.filter((argument) => isInExample(argument, also)).map(exampleOfArgument),
    ...command.options.filter(({ mandatory, flags }) => mandatory || flags === also).map(exampleOfOption),
    ...(command.options.some(({ long, flags }) => long === '--as' && flags !== also) ? ['--as NOM'] : []),
  ].join(' ');
}

/** `decompte payment show` */
export function commandWords(command: Command): readonly string[] {
  return command.parent === null ? [command.name()] : [...commandWords(command.parent), command.name()];
}

function isInExample(argument: Argument, also: string | undefined): boolean {
  return argument.required || (also === undefined && argument.name() in EXAMPLES);
}

function exampleOfArgument(argument: Argument): string {
  return example(argument.name());
}

function exampleOfOption({ flags, long }: Option): string {
  const value = /<([^>]+)>/.exec(flags)?.[1];
  return value === undefined ? (long ?? flags) : `${long ?? flags} ${example(value)}`;
}

function example(word: string): string {
  return EXAMPLES[word] ?? word.toUpperCase();
}
