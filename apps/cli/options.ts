/** Options that the commands of several parts have, and how a command loads its handler. */
import type { Command } from 'commander';
import { parseDay } from '#libs/kernel/day.ts';

type Handler = (...given: never[]) => Promise<number>;

/** Makes the action of a command from a function that loads its handler, so that each command loads only what it needs. */
export type Does = (load: () => Promise<Handler>) => (...given: unknown[]) => Promise<void>;

export const JSON_OPTION = ['--json', 'résultat en JSON'] as const;

/** Of a command that writes files for others from the log (held-log.ts). */
export const VERIFY_OPTION = [
  '--verify',
  'tient d’abord tout le journal contre sa chaîne, et n’écrit rien s’il ne convient pas',
] as const;

/** Converts the French form `2023-T2` to that of the log: 2023-Q2. Any other text is returned unchanged, for its reader to refuse. */
export function periodAsHeld(text: string): string {
  return text.replace(/^(\d{4})-[tq]([1-4])$/i, '$1-Q$2');
}

/** Converts the French form `15/11/2022` to that of the log: 2022-11-15. Any other text is returned unchanged too, 31/02/2022 for instance. */
export function dayAsHeld(text: string): string {
  const held = text.replace(/^(\d{2})\/(\d{2})\/(\d{4})$/, '$3-$2-$1');
  return parseDay(held) === undefined ? text : held;
}

/** Parsers by the names in the help. */
const IN_FRENCH: Readonly<Record<string, (text: string) => string>> = {
  jour: dayAsHeld,
  période: periodAsHeld,
  trimestre: periodAsHeld,
};

/** Lets each day, quarter or period of a command and its sub-commands be typed in its displayed form. */
export function takeFrenchForms(command: Command): void {
  for (const argument of command.registeredArguments) {
    const asHeld = IN_FRENCH[argument.name()];
    if (asHeld !== undefined) argument.argParser(asHeld);
  }
  for (const option of command.options) {
    const asHeld = IN_FRENCH[/<(\p{L}+)>$/u.exec(option.flags)?.[1] ?? ''];
    if (asHeld !== undefined) option.argParser(asHeld);
  }
  for (const child of command.commands) takeFrenchForms(child);
}

/** Collects the values of an option that may be repeated. */
export function several(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

/** A code as it is shown: people type it with capitals, or copy it with blanks around it. */
export function codeAsShown(typed: string): string {
  return typed.trim().toLowerCase();
}

/** Collects the codes of an option that may be repeated. */
export function severalCodes(typed: string, before: readonly string[] = []): readonly string[] {
  return several(codeAsShown(typed), before);
}

/** Adds the options for the person who decides, and for the idempotency key. */
export function decides(command: Command): Command {
  return command
    .option('--as <nom>', 'qui décide, déclaré')
    .option('--token <fichier>', 'jeton signé qui prouve qui décide')
    .option('--key <clé>', 'clé de la commande : la même clé ne fait rien une seconde fois')
    .option(...JSON_OPTION);
}

/** Adds the option for the code too: a confirmation names the state that was read. */
export function confirms(command: Command): Command {
  return decides(command).option('--code <code>', 'code montré avec ce qui a été lu');
}

/** The same of a refusal, or of a command that takes back what was proposed or prepared, which may name it. */
export function ends(command: Command): Command {
  return decides(command).option('--code <code>', 'code de ce qui a été lu ; ce qui l’a remplacé depuis reste');
}
