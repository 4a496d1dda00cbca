/** Finds a line of a statement by the name that a person types, in either language. */
import { LINE_LABELS } from '#libs/words/labels/statements.ts';
import type { LineName } from '#libs/statements/rules/statement.ts';

const LINES = Object.keys(LINE_LABELS) as LineName[];

/** `QUALITY`, `quality`, `Supplément qualité` or `supplement qualite`: QUALITY. Undefined if no line has the name. */
export function lineNamed(typed: string): LineName | undefined {
  const name = folded(typed);
  return LINES.find((line) => folded(line) === name || folded(LINE_LABELS[line]) === name);
}

/** Without accents, capitals or doubled spaces, and with one apostrophe. */
function folded(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{Mn}/gu, '')
    .replaceAll('’', "'")
    .replaceAll(/\s+/g, ' ')
    .trim()
    .toLowerCase();
}
