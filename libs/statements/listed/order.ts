/** The orders of a list of statements, and pages in each order. */
import { ForeignKey, type Page, type PageRequest } from '#libs/kernel/page.ts';
import { compareText } from '#libs/kernel/text.ts';
import { statementKey } from '#libs/statements/calculated-statement.ts';
import type { ListedStatement } from '#libs/statements/listed/listed-statements.ts';

const FIELDS = {
  period: ({ team, period }) => statementKey(team, period),
  team: ({ team }) => team,
  name: ({ teamName }) => teamName ?? '',
  total: ({ totalCents }) => BigInt(totalCents ?? 0),
  decided: ({ decidedCents = 0n }) => decidedCents,
  patients: ({ patients }) => BigInt(patients ?? 0),
  stage: ({ stage }) => stage,
} as const satisfies Readonly<Record<string, (statement: ListedStatement) => string | bigint>>;

type Field = keyof typeof FIELDS;

/** A field, with `-` from the greatest down. Statements with equal fields are ordered by period and team. */
export type StatementOrder = Field | `-${Field}`;

export const STATEMENT_ORDERS = (Object.keys(FIELDS) as Field[]).flatMap(
  (field) => [field, `-${field}`] as const,
) satisfies readonly StatementOrder[];

interface Place {
  readonly value: string | bigint;
  readonly key: string;
}

/** The page of statements that are given by period and team. Throws ForeignKey for a page key of another order. */
export function pageInOrder(
  statements: readonly ListedStatement[],
  order: StatementOrder,
  { after, limit }: PageRequest,
): Page<ListedStatement> {
  const isDown = order.startsWith('-');
  const valueOf = FIELDS[order.replace('-', '') as Field];
  const compare = (a: Place, b: Place): number => {
    const byValue = compareValues(a.value, b.value);
    return byValue === 0 ? compareText(a.key, b.key) : isDown ? -byValue : byValue;
  };
  const begin = after === '' ? undefined : placeOf(after, order, valueOf);
  const place = (statement: ListedStatement) => ({
    value: valueOf(statement),
    key: statementKey(statement.team, statement.period),
    statement,
  });
  const isAfter = (one: Place): boolean => begin === undefined || compare(one, begin) > 0;
  // The stored order needs no sort, and reading stops after the page.
  const placed =
    order === 'period'
      ? statements
          .values()
          .map(place)
          .filter(isAfter)
          .take(limit + 1)
          .toArray()
      : statements.map(place).filter(isAfter).sort(compare);
  const items = placed.slice(0, limit);
  const last = items.at(-1);
  return {
    items: items.map(({ statement }) => statement),
    next: last === undefined || placed.length <= limit ? undefined : pageKey(order, last),
  };
}

function compareValues(a: string | bigint, b: string | bigint): number {
  if (typeof a === 'string' || typeof b === 'string') return compareText(String(a), String(b));
  return a < b ? -1 : a > b ? 1 : 0;
}

function pageKey(order: StatementOrder, { value, key }: Place): string {
  return JSON.stringify([order, String(value), key]);
}

function placeOf(after: string, order: StatementOrder, valueOf: (of: ListedStatement) => string | bigint): Place {
  const [written, value, key] = partsOf(after);
  if (written !== order || value === undefined || key === undefined) throw new ForeignKey(after);
  const isNumber = ([FIELDS.total, FIELDS.decided, FIELDS.patients] as unknown[]).includes(valueOf);
  if (isNumber && !/^-?\d+$/.test(value)) throw new ForeignKey(after);
  return { value: isNumber ? BigInt(value) : value, key };
}

function partsOf(after: string): readonly (string | undefined)[] {
  try {
    const parts: unknown = JSON.parse(after);
    return Array.isArray(parts) && parts.every((part) => typeof part === 'string') ? parts : [];
  } catch {
    return [];
  }
}
