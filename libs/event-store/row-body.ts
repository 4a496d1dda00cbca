/**
 * The body of a row of the log: a salt, then the effective date and the payload of each event, a line each. A payload that is not one line is
 * written as JSON after a backslash.
 */
import type { NewEvent } from '#libs/event-store/event.ts';

/** Written in hexadecimal. */
export const SALT_BYTES = 16;
const ESCAPE = '\\';

/** The text that one more event adds to the body. */
export function bodyPart({ effective, data }: Pick<NewEvent, 'effective' | 'data'>): string {
  return `\n${effective}\n${asLine(data)}`;
}

function asLine(data: string): string {
  return data.includes('\n') || data.startsWith(ESCAPE) ? ESCAPE + JSON.stringify(data) : data;
}

/** Throws SyntaxError for a line that `bodyPart` does not write. */
export function fromLine(line: string): string {
  return line.startsWith(ESCAPE) ? (JSON.parse(line.slice(ESCAPE.length)) as string) : line;
}
