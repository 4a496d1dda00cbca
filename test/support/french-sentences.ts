/** Finds in answers what people should not read in a French sentence: a day or a quarter as programs write them, a code, an English role. */
import { ROLES } from '#libs/commands/segregation.ts';

const NOT_FRENCH: readonly RegExp[] = [
  /\b\d{4}-\d\d-\d\d\b/,
  /\b\d{4}-Q[1-4]\b/,
  /\b[A-Z]{2,}(?:_[A-Z0-9]+)+\b/,
  new RegExp(String.raw`\b(?:${ROLES.filter((role) => role !== 'service').join('|')})\b`),
];

/** Recorded data, and texts for programs: not our sentences. */
const NOT_OURS: ReadonlySet<string> = new Set([
  ...['data', 'path', 'causation', 'correlation', 'actor', 'text', 'reference', 'reason'],
  // The required content of a file, the label of an entry in the accounts, and the group of tasks, which begins with its period as in
  // addresses.
  ...['holds', 'message', 'label', 'group'],
]);

/** Each with the name of its field. */
export function notFrench(value: unknown, field = ''): readonly string[] {
  if (NOT_OURS.has(field)) return [];
  if (typeof value === 'string')
    return isSentence(value) && NOT_FRENCH.some((one) => one.test(value)) ? [`${field}: ${value}`] : [];
  if (Array.isArray(value)) return value.flatMap((one) => notFrench(one, field));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, one]) => notFrench(one, name));
}

/** Three words or more, some of them in small letters. */
function isSentence(text: string): boolean {
  return /\p{Ll}{2}/u.test(text) && text.trim().split(/\s+/).length >= 3;
}
