/** Options that the commands of several parts have, and how a command loads its handler. */
import type { Command } from 'commander';

type Handler = (...given: never[]) => Promise<number>;

/** Makes the action of a command from a function that loads its handler, so that each command loads only what it needs. */
export type Does = (load: () => Promise<Handler>) => (...given: unknown[]) => Promise<void>;

export const JSON_OPTION = ['--json', 'résultat en JSON'] as const;

/** Collects the values of an option that may be repeated. */
export function several(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

/** Adds to a command who decides, and its idempotency key. */
export function decides(command: Command): Command {
  return command
    .option('--as <nom>', 'qui décide, déclaré')
    .option('--token <fichier>', 'jeton signé qui prouve qui décide')
    .option('--key <clé>', 'clé de la commande : la même clé ne fait rien une seconde fois')
    .option(...JSON_OPTION);
}

/** Adds the code too: a confirmation names what was read. */
export function confirms(command: Command): Command {
  return decides(command).option('--code <code>', 'code montré avec ce qui a été lu');
}
