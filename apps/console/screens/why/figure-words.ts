/** The text of the figures of an explanation, and of the rule by which parts add up: « 311 patients × 23,91 € en moyenne ». */
import { agreedWith } from '#libs/kernel/counted.ts';
import { decimal, eurosOfFraction } from '#libs/kernel/euros.ts';
import { divide, fraction, fractionFromText, fractionText } from '#libs/kernel/fraction.ts';

interface Figure {
  /** An exact fraction, as text; null if there is none. */
  readonly exact: string | null;
  readonly unit: string | null;
}

export function figureText({ exact, unit }: Figure): string {
  if (exact === null) return '';
  if (unit === 'cents') return eurosOfFraction(exact);
  const figure = fractionFromText(exact);
  const number = decimal(figure);
  return unit === 'percent' ? `${number} %` : unit === 'points' ? `${number} ${agreedWith(figure, 'point')}` : number;
}

/** The exact figure if the displayed one is rounded; otherwise undefined. */
export function exactText({ exact, unit }: Figure): string | undefined {
  if (exact?.includes('/') !== true) return undefined;
  return unit === 'cents' ? `${exact} centimes` : exact;
}

/** The noun for parts that are all of one kind. */
const COUNTED: Readonly<Record<string, readonly [one: string, many: string]>> = {
  patient: ['patient', 'patients'],
  act: ['acte', 'actes'],
  credit: ['crédit', 'crédits'],
  indicator: ['indicateur', 'indicateurs'],
};

/**
 * The sum of parts of one kind in words: their number and their average; undefined if the kinds are mixed.
 * `partCount`: the number of parts over all pages.
 */
export function sumText(figure: Figure, kinds: readonly string[], partCount: number): string | undefined {
  const [kind] = kinds;
  const words = kind === undefined || kinds.some((other) => other !== kind) ? undefined : COUNTED[kind];
  if (words === undefined || figure.exact === null) return undefined;
  const [one, many] = words;
  if (partCount === 1) return `1 ${one}`;
  const mean = fractionText(divide(fractionFromText(figure.exact), fraction(partCount)));
  return `${COUNT.format(partCount)} ${many} × ${figureText({ ...figure, exact: mean })} en moyenne`;
}

const COUNT = new Intl.NumberFormat('fr-FR');

/** The place to read the text of a rule: a search at the publisher of the law, by the words of its reference. */
export function legalTextAddress(reference: string): string {
  return `https://www.legifrance.gouv.fr/search/all?tab_selection=all&searchField=ALL&query=${encodeURIComponent(reference)}`;
}

/** The path of the part above; undefined for the statement. */
export function pathAbove(path: string): string | undefined {
  if (path === '') return undefined;
  const end = path.lastIndexOf('.');
  return end < 0 ? '' : path.slice(0, end);
}
