/** A value of the regulation as a person reads it: decimals, words, and a line for each part of a compound value. */
import { decimal } from '#libs/kernel/euros.ts';
import { withFrenchApostrophes } from '#libs/kernel/french-apostrophes.ts';
import { fractionFromText } from '#libs/kernel/fraction.ts';
import { PARAMETER_LABELS, PARAMETER_WORDS } from '#libs/words/labels/parameters.ts';

/** One text, or named parts, each with a text of the same kind. */
export type ParameterText = string | readonly { readonly name: string; readonly text: ParameterText }[];

/** The French name of a parameter; its own name if there is none yet. */
export function parameterLabel(parameter: string): string {
  return (PARAMETER_LABELS as Readonly<Record<string, string>>)[parameter] ?? parameter;
}

/** The source of a value or of a text. A published version keeps the apostrophes that it was published with. */
export function sourceText(reference: string | undefined): string {
  return reference === undefined ? 'source inconnue' : withFrenchApostrophes(reference);
}

export function parameterText(value: unknown): ParameterText {
  if (value === undefined || value === null) return 'aucun';
  if (typeof value === 'boolean') return value ? 'oui' : 'non';
  if (Array.isArray(value)) return value.every(isPair) ? value.map(bandOf) : listText(value.map(flat));
  if (typeof value === 'object')
    return Object.entries(value).map(([name, part]) => ({ name: wordOf(name), text: parameterText(part) }));
  return flat(value);
}

/** In one line: `médecins : GP-2021 ; médecins et infirmiers : GP+NURSE-2021`. */
export function parameterLine(value: unknown): string {
  return inOneLine(parameterText(value));
}

function inOneLine(text: ParameterText): string {
  if (typeof text === 'string') return text;
  return text
    .map(({ name, text: part }) => `${name} : ${typeof part === 'string' ? part : `(${inOneLine(part)})`}`)
    .join(' ; ');
}

/** Figures are exact fractions in the file; whole numbers of a list are codes, whose digits stay together. */
function flat(value: unknown): string {
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string') return JSON.stringify(value);
  return /^-?\d+\/\d+$/.test(value) ? decimal(fractionFromText(value)) : wordOf(value);
}

/** `1, 1, 1,25` would read as four figures. */
function listText(figures: readonly string[]): string {
  return figures.join(figures.some((one) => one.includes(',')) ? ' / ' : ', ');
}

function wordOf(name: string): string {
  return PARAMETER_WORDS[name] ?? name;
}

type Pair = readonly [threshold: string, value: string];

/** A band of a scale: its lowest rate, and the factor. Codes of acts are lists of texts, never pairs. */
function isPair(value: unknown): value is Pair {
  return Array.isArray(value) && value.length === 2 && value.every((one) => typeof one === 'string');
}

function bandOf([threshold, value]: Pair) {
  return { name: `dès ${flat(threshold)}`, text: flat(value) };
}
