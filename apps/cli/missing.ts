/** The missing part of a command line, with an example to type: arguments and options have the form of the program's own help. */
import { type Command, CommanderError, type Option } from 'commander';
import { isNearly } from '#libs/kernel/near-words.ts';
import { quoted } from '#libs/kernel/quoted.ts';

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

/** The command that the typed words name, as far as they name one. */
export function commandIn(program: Command, words: readonly string[]): Command {
  return walk(program, namesAmong(program, words)).command;
}

/**
 * Throws CommanderError if a word stands where a command is expected and names none: commander looks for help first, and would show that of
 * the commands before it.
 */
export function requireKnownCommand(program: Command, words: readonly string[]): void {
  const { command, unknown } = walk(program, namesAmong(program, words));
  if (unknown === undefined) return;
  const near = command.commands.map((child) => child.name()).filter((name) => isNearly(unknown, name));
  const meant = near.length === 0 ? '' : ` (Did you mean one of ${near.join(', ')}?)`;
  throw new CommanderError(1, 'commander.unknownCommand', `error: unknown command '${unknown}'${meant}`);
}

interface Walked {
  readonly command: Command;
  /** The first word that should name a sub-command of it, and does not. */
  readonly unknown: string | undefined;
}

function walk(command: Command, [name, ...rest]: readonly string[]): Walked {
  const child = command.commands.find((one) => one.name() === name);
  if (child !== undefined) return walk(child, rest);
  return { command, unknown: command.commands.length > 0 ? name : undefined };
}

/** The words that are neither options nor their values. */
function namesAmong(program: Command, words: readonly string[]): readonly string[] {
  const withValue = new Set(optionsOf(program).flatMap(({ long, short, required }) => (required ? [long, short] : [])));
  return words.filter((word, i) => !word.startsWith('-') && !withValue.has(words[i - 1] ?? ''));
}

function optionsOf(command: Command): readonly Option[] {
  return [...command.options, ...command.commands.flatMap(optionsOf)];
}

/**
 * Throws CommanderError if an option that needs a value has an empty one, or is followed by another option of the command, as where a variable
 * of the shell is empty. Commander would take the name of the second option as the value of the first, and complain about something else; an
 * empty folder would be the one that the person happens to be in.
 */
export function requireValues(command: Command, words: readonly string[]): void {
  const options = [command, ...ancestorsOf(command)].flatMap((one) => one.options);
  const named = (word: string | undefined): Option | undefined =>
    options.find(({ long, short }) => word !== undefined && (word === long || word === short));
  for (const [i, word] of words.entries()) {
    if (word === '--') return;
    const [name, value = words[i + 1]] = word.endsWith('=') ? [word.slice(0, -1), ''] : [word];
    const option = named(name);
    if (option?.required === true && (value === '' || named(value) !== undefined))
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
 * `also`, where the person typed nothing, with the optional arguments too that have an example: `reject [équipe] [période]` needs them, or
 * options in their place. What the person typed stands: who completes the example must not come to decide on another team.
 */
export function commandExample(command: Command, also?: string): string {
  const options = command.options.filter(({ long }) => long !== '--as');
  const takesPerson = command.options.length > options.length;
  const isTyped = (option: Option): boolean => command.getOptionValueSource(option.attributeName()) === 'cli';
  const isNothingTyped = command.args.length === 0 && !options.some(isTyped);
  return [
    ...commandWords(command),
    ...command.registeredArguments.flatMap((argument, i) => {
      const typed = argument.variadic ? command.args.slice(i) : command.args.slice(i, i + 1);
      if (typed.length > 0) return typed.map(quoted);
      return argument.required || (isNothingTyped && also === undefined && argument.name() in EXAMPLES)
        ? [example(argument.name())]
        : [];
    }),
    ...options.flatMap((option) => {
      if (isTyped(option)) return asTyped(option, command.getOptionValue(option.attributeName()));
      return option.mandatory || option.flags === also ? [exampleOfOption(option)] : [];
    }),
    ...(takesPerson ? ['--as NOM'] : []),
  ].join(' ');
}

/** `decompte payment show` */
export function commandWords(command: Command): readonly string[] {
  return command.parent === null ? [command.name()] : [...commandWords(command.parent), command.name()];
}

/** An option with each of its values; nothing of one that is said the other way by another option. */
function asTyped(option: Option, given: unknown): readonly string[] {
  if (typeof given === 'boolean') return given === option.negate ? [] : [nameOf(option)];
  const values: readonly unknown[] = Array.isArray(given) ? given : [given];
  return values.map((value) => `${nameOf(option)} ${quoted(String(value))}`);
}

function exampleOfOption(option: Option): string {
  const value = /<([^>]+)>/.exec(option.flags)?.[1];
  return value === undefined ? nameOf(option) : `${nameOf(option)} ${example(value)}`;
}

function nameOf({ flags, long }: Option): string {
  return long ?? flags;
}

function example(word: string): string {
  return EXAMPLES[word] ?? word.toUpperCase();
}
