/** Calculations in the order of their keys, from anywhere on, without reading the others: what pages of them are made from. */
import { type Quarter, quarterText, yearOfQuarter } from '#libs/kernel/day.ts';
import { periodFromText, quartersOf, yearOfPeriod } from '#libs/kernel/period.ts';
import { compareText } from '#libs/kernel/text.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import type { Documents } from '#libs/read-store/document-store.ts';
import {
  type CalculatedStatement,
  type WrittenPin,
  parseStatement,
  statementStream,
} from '#libs/statements/calculated-statement.ts';
import {
  LATEST_PREFIX,
  type LatestCalculation,
  knownKey,
  knownPrefix,
} from '#libs/statements/statements-projection.ts';

export interface ListedCalculation {
  /** Of the list: `<period>/<team>`. */
  readonly key: string;
  readonly calculated: CalculatedStatement;
}

export interface ListRequest {
  /** The calculations known on this day, as written; the latest of all where it is not given. */
  readonly knownOn?: string | undefined;
  /** Key after which to begin; '' for the beginning. */
  readonly after: string;
  readonly team?: string | undefined;
  readonly from?: Quarter | undefined;
  readonly to?: Quarter | undefined;
  /** How many to read at a time. */
  readonly atATime: number;
}

/** In batches, by period, then by team. A year is between quarters where one of them lies in it. */
export async function* listedCalculations(
  documents: Documents,
  request: ListRequest,
): AsyncIterable<readonly ListedCalculation[]> {
  const { knownOn, after, from, atATime } = request;
  const prefix = knownOn === undefined ? LATEST_PREFIX : knownPrefix(knownOn);
  const first = from === undefined ? '' : quarterText(from);
  const begin = compareText(after, first) > 0 ? after : first;
  for await (const batch of documents.scan(prefix, { after: prefix + begin })) {
    const wanted: (readonly [string, string])[] = [];
    for (const [key, text] of batch) {
      const of = key.slice(prefix.length);
      if (isBeyond(of, request)) {
        yield* read(documents, wanted, knownOn === undefined, atATime);
        return;
      }
      if (isAsked(of, request)) wanted.push([of, text]);
    }
    yield* read(documents, wanted, knownOn === undefined, atATime);
  }
}

async function* read(
  documents: Documents,
  wanted: readonly (readonly [string, string])[],
  arePointers: boolean,
  atATime: number,
): AsyncIterable<readonly ListedCalculation[]> {
  for (let i = 0; i < wanted.length; i += atATime) {
    const some = wanted.slice(i, i + atATime);
    const texts = arePointers ? await pointedAt(documents, some) : some;
    yield texts.map(([key, text]) => ({ key, calculated: parseStatement(text) }));
  }
}

async function pointedAt(
  documents: Documents,
  pointers: readonly (readonly [string, string])[],
): Promise<readonly (readonly [string, string])[]> {
  const keys = pointers.map(([key, pointer]) => {
    const { knownOn, team, period } = JSON.parse(pointer) as LatestCalculation;
    return [key, knownKey(knownOn, team, period)] as const;
  });
  const texts = await documents.get(keys.map(([, known]) => known));
  return keys.map(([key, known]) => {
    const text = texts.get(known);
    if (text === undefined) throw new RangeError(`the latest calculation of ${key} is not there`);
    return [key, text] as const;
  });
}

/** Neither this key nor one after it is between the quarters. */
function isBeyond(key: string, { to }: ListRequest): boolean {
  return to !== undefined && yearOfPeriod(periodFromText(key.slice(0, key.indexOf('/')))) > yearOfQuarter(to);
}

function isAsked(key: string, { team, from, to }: ListRequest): boolean {
  const slash = key.indexOf('/');
  const period = key.slice(0, slash);
  if (team !== undefined && key.slice(slash + 1) !== team) return false;
  const quarters = quartersOf(periodFromText(period));
  return (from === undefined || quarters.to >= from) && (to === undefined || quarters.from <= to);
}

/** The name that a calculation keeps, whatever is calculated after it. */
export function calculationName({ digest, pin }: Pick<CalculatedStatement, 'digest' | 'pin'>): string {
  return `${digest}@${pin.position}`;
}

/** The calculation of that name, which the log keeps; undefined where there is none. */
export async function calculationNamed(
  log: EventStore,
  team: string,
  period: string,
  name: string,
): Promise<CalculatedStatement | undefined> {
  const [digest = ''] = name.split('@');
  for (const { type, data } of await log.readStream(statementStream({ team, period }))) {
    if (type !== 'StatementCalculated' || !data.includes(`"digest":"${digest}"`)) continue;
    const calculated = parseStatement(data);
    if (calculationName(calculated) === name) return calculated;
  }
  return undefined;
}

const OF_CALCULATIONS: ReadonlySet<string> = new Set(['StatementCalculated', 'StatementNoLongerDue']);

/** The days, as written, as known on which a period was calculated, the last of them first. */
export async function knownDays(log: EventStore, team: string, period: string): Promise<readonly string[]> {
  const events = (await log.readStream(statementStream({ team, period }))).filter(({ type }) =>
    OF_CALCULATIONS.has(type),
  );
  const days = new Set(events.map(({ data }) => (JSON.parse(data) as { readonly pin: WrittenPin }).pin.knownOn));
  return [...days].sort(compareText).reverse();
}
