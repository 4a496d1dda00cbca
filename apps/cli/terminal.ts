/** The output of commands: results on standard output, messages and progress on standard error. */
import { codePointCount } from '#libs/kernel/text.ts';

export function result(text: string): void {
  process.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
}

export function json(value: unknown): void {
  result(JSON.stringify(value, (_, field: unknown) => (typeof field === 'bigint' ? String(field) : field), 2));
}

export function message(text: string): void {
  process.stderr.write(`${text}\n`);
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

  end(): void {
    if (this.#shown) process.stderr.write('\r\u001b[K');
    this.#shown = false;
  }
}

/** A table in columns, numbers to the right. */
export function table(header: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const cells = [header, ...rows.map((row) => row.map(String))];
  const widths = header.map((_, i) => Math.max(...cells.map((row) => codePointCount(row[i] ?? ''))));
  const isNumber = header.map(
    (_, i) => rows.length > 0 && rows.every((row) => /^[−\d\s\u202f,€%.]*$/.test(String(row[i]))),
  );
  return cells
    .map((row) =>
      row
        .map((cell, i) => {
          const padding = ' '.repeat((widths[i] ?? 0) - codePointCount(cell));
          return isNumber[i] === true ? padding + cell : cell + padding;
        })
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
