/** The text for a person when a command fails, and the exit status: 2 if the command line or its subject is refused, otherwise 1. */
import { accessSync, constants, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { type Command, CommanderError } from 'commander';
import { DomainError } from '#libs/kernel/domain-error.ts';
import { clauseOf, sentenceOf } from '#libs/words/sentence-of.ts';
import { causeInFrench, systemReason } from '#libs/words/system.ts';
import { isNearly } from '#libs/kernel/near-words.ts';
import { StoreDamaged } from '#libs/kernel/store-unavailable.ts';
import { Failure } from '#libs/kernel/failure.ts';
import type { StorePaths } from '#libs/runtime/stores.ts';
import { unsoundFiles } from '#libs/runtime/unsound-files.ts';
import { commandExample, commandWords } from '#apps/cli/missing.ts';
import { CliRefusal } from '#apps/cli/refusal.ts';
import { withNextStep } from '#apps/cli/proposal-hint.ts';
import { type StoreOptions, storePathsOf } from '#apps/cli/stores.ts';
import { message } from '#apps/cli/terminal.ts';

const REFUSED = 2;
const FAILED = 1;
/** Exit status when a person stopped the command, as in shells. */
export const INTERRUPTED = 130;

const COMMAND_LINE_FAULTS: Readonly<Record<string, string>> = {
  'commander.unknownOption': 'option inconnue',
  'commander.unknownCommand': 'commande inconnue',
  'commander.missingArgument': 'il manque un argument',
  'commander.excessArguments': 'il y a trop d’arguments pour',
  'commander.optionMissingArgument': 'il manque une valeur à l’option',
  'commander.missingMandatoryOptionValue': 'il manque une option obligatoire',
};

const FULL = 'le disque est plein : faites de la place, ou mettez les données ailleurs, puis relancez la même commande';
const READ_ONLY =
  'votre compte n’a pas le droit d’y lire et d’y écrire, ou le disque est en lecture seule : donnez-lui ce droit, ou indiquez un autre dossier';
const UNREADABLE =
  'Ce qui est gardé ne se lit pas à un endroit : il a été changé ou abîmé ; decompte audit verify dit si le journal est tel qu’il a été enregistré, sinon reprenez-le de la dernière sauvegarde, et si oui refaites les projections (decompte projections rebuild).';
const NO_FILE = 'ce n’est pas un fichier : ôtez ce qui est à sa place, ou indiquez un autre dossier';
const FILE_THERE = 'un fichier porte ce nom, où il faut un dossier : indiquez-en un autre';
const ABSENT =
  'le dossier n’est pas là, ou ne peut pas être lu : vérifiez son chemin (--data pour les données) et ses droits';

/** Advice for the kinds of SQLite errors. No advice deletes data. */
const OF_STORES: Readonly<Record<number, string>> = {
  3: READ_ONLY,
  8: READ_ONLY,
  10: 'le disque répond mal : vérifiez-le, puis relancez la même commande',
  13: FULL,
};
const SQLITE_CANNOT_OPEN = 14;
const [SQLITE_ERROR, SQLITE_NOT_A_DATABASE] = [1, 26];

const OF_FILES: Readonly<Record<string, string>> = {
  ENOSPC: FULL,
  EDQUOT: FULL,
  EROFS: READ_ONLY,
  EACCES: READ_ONLY,
  EPERM: READ_ONLY,
  ENOENT: ABSENT,
};

/** The sentence for an error of the system or of a store on disk. */
function ofTheSystem(error: unknown, command: Command | undefined): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  if (error.code === 'ERR_SQLITE_ERROR') return ofSqlite(error, command);
  if (!('syscall' in error)) return undefined;
  // The advice gives the reason itself.
  const reason =
    error.code === 'EEXIST' && error.syscall === 'mkdir'
      ? FILE_THERE
      : (OF_FILES[String(error.code)] ?? systemReason(error));
  const place =
    error.syscall === 'mkdtemp' ? ' (c’est la place des fichiers temporaires, TMPDIR en nomme une autre)' : '';
  return `Le système refuse${'path' in error ? ` ${String(error.path)}` : ''}${place} : ${reason}.`;
}

function ofSqlite(
  error: Error & { readonly errcode?: number; readonly path?: string },
  command: Command | undefined,
): string {
  const { errcode = 0, path, message: said } = error;
  // The low byte is the kind of error; the other bytes give details.
  const kind = errcode & 0xff;
  const advice = kind === SQLITE_CANNOT_OPEN ? notOpened(path ?? pathsOf(command).logPath) : OF_STORES[kind];
  const toDo = advice ?? 'decompte audit verify dit si le journal est entier';
  return `${path ?? 'Un magasin'} ne peut pas être lu ou écrit (${causeInFrench(said)}) ; ${toDo}. Ce qui est enregistré le reste.`;
}

/** SQLite does not say why a file cannot be opened, or made in a folder. */
function notOpened(path: string): string {
  try {
    const there = statSync(path, { throwIfNoEntry: false });
    if (there !== undefined && !there.isFile()) return NO_FILE;
    accessSync(there === undefined ? dirname(path) : path, constants.R_OK | constants.W_OK);
    return ABSENT;
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    return OF_FILES[code] ?? systemReason(error);
  }
}

function pathsOf(command: Command | undefined): StorePaths {
  return storePathsOf(command?.optsWithGlobals<StoreOptions>() ?? {});
}

/** Prints why a command failed, with the files that made it fail, and gives its exit status. `command`: the typed command, if it is known. */
export function statusOf(error: unknown, command?: Command): number {
  const status = saidStatusOf(error, command);
  if (isOfFile(error))
    for (const { path, isMadeAgain, soundness } of unsoundFiles(pathsOf(command)))
      message(`${path} ${OF_SOUNDNESS[soundness]} : arrêtez les services, et ${isMadeAgain ? AGAIN : FROM_BACKUP}.`);
  return status;
}

const OF_SOUNDNESS = {
  UNSOUND: 'est vide ou endommagé',
  UNREAD: 'est trop grand pour être lu ici en entier ; si rien d’autre n’est en cause, il peut être endommagé',
} as const;
const AGAIN = 'ôtez ce fichier et ses voisins -wal et -shm ; il se refait du journal';
/** SQLite applies a write-ahead log to whatever file is beside it: that of a killed process ruins the restored file too. */
const FROM_BACKUP =
  'reprenez-le de la dernière sauvegarde, ses voisins -wal et -shm d’abord mis de côté : ils l’abîmeraient à nouveau';

/** Whether SQLite failed in a way that an unsound file explains: a table that is not there, damaged pages, no database. */
function isOfFile(error: unknown): boolean {
  if (error instanceof StoreDamaged) return error.code === 'STORE_DAMAGED';
  const { errcode = 0 } = (error ?? {}) as { readonly errcode?: number };
  return [SQLITE_ERROR, SQLITE_NOT_A_DATABASE].includes(errcode & 0xff);
}

function saidStatusOf(error: unknown, command: Command | undefined): number {
  if (error instanceof CommanderError) return ofCommandLine(error, command);
  if (error instanceof DomainError) return ofDomain(error);
  if (error instanceof CliRefusal) {
    message(`Refusé : ${error.message.replace(/\.$/, '')}.`);
    return REFUSED;
  }
  if (error instanceof Failure) {
    message(`${fileOf(error.cause)}${withNextStep(sentenceOf(error), error)}`);
    return FAILED;
  }
  // Only stored texts are parsed without a refusal of their own.
  if (error instanceof SyntaxError) {
    message(UNREADABLE);
    return FAILED;
  }
  const said = ofTheSystem(error, command);
  message(said ?? (error instanceof Error ? (error.stack ?? error.message) : String(error)));
  return FAILED;
}

/** The file that SQLite failed on, before the sentence: a full disk is one of several. */
function fileOf(cause: unknown): string {
  const { errcode, path } = (cause ?? {}) as { readonly errcode?: number; readonly path?: string };
  return errcode === undefined || path === undefined ? '' : `${path} : `;
}

function ofCommandLine(error: CommanderError, command: Command | undefined): number {
  if (error.exitCode === 0) return 0;
  if (error.code !== 'commander.help') {
    const named = namedIn(error.message);
    const subject = named === undefined ? '' : ` « ${named} »`;
    message(
      `${COMMAND_LINE_FAULTS[error.code] ?? error.message}${subject}${excess(error)} ; ${whatToType(error, command)}.`,
    );
  }
  return REFUSED;
}

/** The argument, option or command that commander names in its message. */
function namedIn(said: string): string | undefined {
  return /'([^']*)'/.exec(said)?.[1];
}

/** How many arguments there are, and how many the command takes, if there are too many. */
function excess({ message: said }: CommanderError): string {
  const [, takes, given] = /Expected (\d+) arguments? but got (\d+)/.exec(said) ?? [];
  return takes === undefined || given === undefined ? '' : ` : il en faut ${takes}, vous en donnez ${given}`;
}

/** The probable intention, an example, and a pointer to the help. */
function whatToType({ code, message: said }: CommanderError, command: Command | undefined): string {
  const named = namedIn(said);
  const meant = meantBy(said, named);
  const isOfCommand = command !== undefined && command.parent !== null;
  const example =
    isOfCommand && !code.startsWith('commander.unknown')
      ? [
          `écrivez par exemple ${commandExample(command, code === 'commander.optionMissingArgument' ? named : undefined)}`,
        ]
      : [];
  const help = `${(command === undefined ? ['decompte'] : commandWords(command)).join(' ')} --help montre ce qui est possible`;
  return [...(meant === undefined ? [] : [`vouliez-vous dire ${meant} ?`]), ...example, help]
    .join(' ; ')
    .replace('? ;', '?');
}

/** Commander also suggests words that are far from the typed one. Undefined if none is near. */
function meantBy(said: string, named: string | undefined): string | undefined {
  const [, suggested = ''] = /Did you mean (?:one of )?([^?]+)\?/.exec(said) ?? [];
  const near = suggested.split(', ').filter((word) => word !== '' && named !== undefined && isNearly(named, word));
  return near.length === 0 ? undefined : near.join(', ');
}

function ofDomain(error: DomainError): number {
  const passing = error.kind === 'conflict' || error.kind === 'key-reused' || error.kind === 'unavailable';
  message(`${passing ? '' : 'Refusé : '}${withNextStep(clauseOf(error), error)}`);
  return passing || error.kind === 'refused' || error.kind === 'changed' ? FAILED : REFUSED;
}
