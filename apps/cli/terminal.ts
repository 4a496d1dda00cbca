/** The output of commands: results on standard output, messages and progress on standard error. */
import { wholeText } from '#libs/kernel/euros.ts';
import { safeName, safeText } from '#libs/kernel/safe-text.ts';
import { codePointCount } from '#libs/kernel/text.ts';

/** How the person started the program, with its options for all commands. */
let started = 'decompte';
/** The person named with --as, quoted for a shell. */
let named: string | undefined;

/** From here on, texts name commands in a form that can be typed directly. */
export function nameCommandsAs(words: string, as?: string): void {
  started = words;
  named = as;
}

/** Matches a command of ours, not a path or a part of another word. */
const NAMED = /(?<![\w/.-])decompte (?=[a-z]|--help)/g;

/**
 * A command up to the option for the person who decides, on its line and within its brackets. Another person approves, confirms, releases,
 * publishes and acknowledges, and proposes an exception, because the person who proposed it may not release what it permits.
 */
const DECIDED = /(?<![\w/.-])decompte (?=[a-z])(?:(?! decompte |[()\n;:]).)* --as NOM(?!\w)/g;
const BY_ANOTHER =
  /^decompte (?:[a-z-]+ )*?(?:approve|confirm|release|publish|acknowledge|exception propose|due --confirm)\b/;

/** The text of a person: commands as he types them, nothing that a terminal would act on. */
function asShown(text: string): string {
  return asStarted(safeText(text));
}

function asStarted(text: string): string {
  const own = named === undefined ? text : text.replaceAll(DECIDED, (command) => ofThePerson(command, named ?? 'NOM'));
  return own.replaceAll(NAMED, () => `${started} `);
}

function ofThePerson(command: string, name: string): string {
  return BY_ANOTHER.test(command) ? command : command.replace(/NOM$/, () => name);
}

/** What a command said that has `--json` and tells in sentences what it did; undefined where sentences are written as they come. */
let said: string[] | undefined;

/** From here on, sentences are kept for `endAnswer` if `inJson`: a program that asked for JSON reads nothing else on standard output. */
export function beginAnswer(inJson: boolean): void {
  said = inJson ? [] : undefined;
}

/** Writes the kept sentences as JSON, if the command wrote no JSON of its own. */
export function endAnswer(): void {
  const done = said ?? [];
  if (done.length > 0) printJson({ done });
  said = undefined;
}

export function result(text: string): void {
  if (said === undefined) write(asShown(text));
  else said.push(text);
}

/** For programs: commands are named without the prefix that the person typed. */
export function printJson(value: unknown): void {
  said = undefined;
  write(JSON.stringify(value, (_, field: unknown) => (typeof field === 'bigint' ? String(field) : field), 2));
}

/** A table for a program or a spreadsheet, as it is: nothing in it is for a terminal. */
export function printCsv(text: string): void {
  said = undefined;
  write(text);
}

function write(text: string): void {
  process.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
}

export function message(text: string): void {
  process.stderr.write(`${asShown(text)}\n`);
}

const INTERVAL_MS = 100;

/** One line that overwrites itself, on a terminal only. */
export class ProgressLine {
  #last = 0;
  #shown = false;

  show(label: string, done: number, total: number): void {
    if (!process.stderr.isTTY) return;
    const now = performance.now();
    if (now - this.#last < INTERVAL_MS) return;
    this.#last = now;
    this.#shown = true;
    const percent = total === 0 ? 100 : Math.floor((100 * done) / total);
    process.stderr.write(`\r\u001b[K${label} ${percent} %`);
  }

  /** Progress of reading the log, when a decision has to be calculated again from it. */
  readonly reading = (done: number, total: number): void => {
    this.show('lecture du journal', done, total);
  };

  end(): void {
    if (this.#shown) process.stderr.write('\r\u001b[K');
    this.#shown = false;
  }
}

/** A figure with its sign and unit, a dash for no figure, an equals sign for no change. */
const FIGURE = /^(?:[+−≈\d\s\u202f,€%.]*|[—=])$/;

/** Characters up to which a cell makes its column wider: a digest fits, and an endless name does not widen every row. */
const MAX_WIDTH = 64;

/** A table in columns, figures aligned right, numbers in groups of three. Pass a year or a position as text, because it is a name. */
export function table(header: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const cells = [
    header,
    ...rows.map((row) => row.map((cell) => safeName(typeof cell === 'number' ? wholeText(cell) : cell))),
  ];
  const lengths = cells.map((row) => row.map((cell) => Math.min(codePointCount(cell), MAX_WIDTH)));
  const widths = header.map((_, i) => Math.max(...lengths.map((row) => row[i] ?? 0)));
  const isFigure = header.map((_, i) => cells.length > 1 && cells.slice(1).every((row) => FIGURE.test(row[i] ?? '')));
  return cells
    .map((row) =>
      row
        .map((cell, i) => {
          const padding = ' '.repeat(Math.max(0, (widths[i] ?? 0) - codePointCount(cell)));
          return isFigure[i] === true ? padding + cell : cell + padding;
        })
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
