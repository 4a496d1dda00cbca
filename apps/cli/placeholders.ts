/** The words in capitals in our hints and examples that a person must replace. They are refused as values. */
import type { Command } from 'commander';
import { CliRefusal } from '#apps/cli/refusal.ts';

const PLACEHOLDERS: ReadonlySet<string> = new Set([
  'BIC',
  'CAMPAGNE',
  'CODE',
  'DOSSIER',
  'ENVELOPPE',
  'EXCEPTION',
  'EXPÉRIMENTATION',
  'FICHIER',
  'IBAN',
  'ISSUE',
  'JOUR',
  'MONTANT',
  'MOTIF',
  'NOM',
  'NUMÉRO',
  'PREMIER',
  'PÉRIODE',
  'SECOND',
  'sqlite:CHEMIN',
  'TEXTE',
  'TITULAIRE',
  'ÉQUIPE',
]);

/** The code of a fault is CODE too. */
const OF_FAULTS = '<faute>';

/** Throws CliRefusal if an argument or an option of the command is still the word of a hint. */
export function requireNoPlaceholder(command: Command): void {
  const typed = command.options
    .filter(({ flags }) => !flags.includes(OF_FAULTS))
    .map((option) => command.getOptionValue(option.attributeName()) as unknown);
  const word = [command.args, typed].flat(2).find(isPlaceholder);
  if (word === undefined) return;
  throw new CliRefusal(`« ${word} » tient dans nos exemples la place de ce que vous savez ; écrivez votre valeur`);
}

function isPlaceholder(value: unknown): value is string {
  return typeof value === 'string' && PLACEHOLDERS.has(value.normalize('NFC'));
}
