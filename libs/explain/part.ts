/** The tree of an explanation: a figure, the parts that add up to it exactly, and the parts it rests on. */
import {
  type Fraction,
  ZERO,
  add,
  compare,
  fraction,
  fractionText,
  roundToCents,
  subtract,
} from '#libs/kernel/fraction.ts';
import { summaryOf } from '#libs/kernel/domain-error.ts';
import type { ParameterName } from '#libs/regulation/values.ts';
import { type PartFormula, type PartLabel, label } from '#libs/explain/part-words.ts';
import type { LineName } from '#libs/statements/rules/statement.ts';

type Unit = 'cents' | 'rate' | 'percent' | 'points' | 'count';

export interface Figure {
  readonly exact: Fraction;
  readonly unit: Unit;
}

/** `exact`: an amount before its rounding. `rounding`: the change by the single rounding to the cent. */
type PartKind =
  | 'line'
  | 'exact'
  | 'rounding'
  | 'patient'
  | 'act'
  | 'credit'
  | 'acts'
  | 'gap'
  | 'rate'
  | 'indicator'
  | 'amount'
  | 'note';

export interface Part {
  readonly kind: PartKind;
  readonly label: PartLabel;
  readonly figure?: Figure;
  /** The formula of the figure. */
  readonly formula?: PartFormula;
  /** Not empty: they add up to the figure exactly. */
  readonly parts: readonly Part[];
  /** The parts that the figure rests on, without being a sum of them. */
  readonly because: readonly Part[];
  /** Positions of events. */
  readonly facts: readonly number[];
  readonly parameters: readonly ParameterName[];
}

type Rest = Partial<Omit<Part, 'kind' | 'label' | 'figure'>>;

/** Figures that are the sum of their parts: without parts, they are zero. */
const SUMS: readonly PartKind[] = ['line', 'acts', 'gap'];

/** Throws RangeError if the parts do not add up to the figure. */
export function part(kind: PartKind, name: PartLabel, figure: Figure | undefined, rest: Rest = {}): Part {
  const { parts = [], because = [], facts = [], parameters = [], formula } = rest;
  const isSum = parts.length > 0 || SUMS.includes(kind);
  if (isSum && (figure === undefined || compare(figure.exact, sumOfParts(parts)) !== 0))
    throw new RangeError(
      `the parts of ${summaryOf(name)} add up to ${fractionText(sumOfParts(parts))}, not to its figure`,
    );
  return {
    kind,
    label: name,
    ...(figure === undefined ? {} : { figure }),
    ...(formula === undefined ? {} : { formula }),
    parts,
    because,
    facts: [...new Set(facts)],
    parameters,
  };
}

export function sumOfParts(parts: readonly Part[]): Fraction {
  return parts.reduce((total, { figure }) => (figure === undefined ? total : add(total, figure.exact)), ZERO);
}

export function centsFigure(exact: Fraction | bigint): Figure {
  return { exact: typeof exact === 'bigint' ? fraction(exact) : exact, unit: 'cents' };
}

export function rateFigure(exact: Fraction): Figure {
  return { exact, unit: 'rate' };
}

export function count(whole: number): Figure {
  return { exact: fraction(whole), unit: 'count' };
}

/**
 * A line = round(after) − round(before): the exact change, with its own parts, and the rounding. A line without a change or a rounding has
 * no parts.
 */
export function roundedLine(
  line: LineName,
  formula: PartFormula,
  [before, after]: readonly [Fraction, Fraction],
  ofChange: readonly Part[],
  rest: Omit<Rest, 'formula' | 'parts'>,
): Part {
  const amount = roundToCents(after) - roundToCents(before);
  const change = subtract(after, before);
  const parts = [
    part('exact', label('CHANGE', { line }), centsFigure(change), { parts: ofChange }),
    part('rounding', label('ROUNDING', {}), centsFigure(subtract(fraction(amount), change))),
  ];
  return part('line', label('LINE', { line }), centsFigure(amount), { ...rest, formula, parts });
}

const MANY: readonly PartKind[] = ['patient', 'act'];

/** The parts that are shown where at most so many patients and acts are, and those left out. */
export function cutParts(
  parts: readonly Part[],
  most: number,
): { readonly shown: readonly Part[]; readonly left: readonly Part[] } {
  const left = new Set(parts.filter(({ kind }) => MANY.includes(kind)).slice(most));
  return { shown: left.size === 0 ? parts : parts.filter((one) => !left.has(one)), left: [...left] };
}

/** Every part of a tree, itself first; with `most`, those of `cutParts`. */
export function* everyPart(root: Part, most = Infinity): Iterable<Part> {
  yield root;
  for (const child of cutParts(root.parts, most).shown) yield* everyPart(child, most);
  for (const child of cutParts(root.because, most).shown) yield* everyPart(child, most);
}
