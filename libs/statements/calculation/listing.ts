/** Lists calculations by period and team, from any key on, so that a page reads only what it shows. */
import { type Quarter, quarterText, yearOfQuarter } from '#libs/kernel/day.ts';
import { isInRange, periodFromText, yearOfPeriod } from '#libs/kernel/period.ts';
import { compareText } from '#libs/kernel/text.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { calculationId, isCalculation } from '#libs/statements/workflow/events.ts';
import type { Documents } from '#libs/read-store/document-store.ts';
import { type CalculatedStatement, type Pin, statementStream } from '#libs/statements/calculated-statement.ts';
import { calculationIn, heldCalculations } from '#libs/statements/calculation/held-calculations.ts';
import { LATEST_PREFIX, knownPrefix } from '#libs/statements/statements-projection.ts';

interface ListedCalculation {
  /** `<period>/<team>`. */
  readonly key: string;
  readonly calculated: CalculatedStatement;
}

interface ListRequest {
  /** Day known, YYYY-MM-DD. The latest calculations when it is left out. */
  readonly knownOn?: string | undefined;
  /** Starts after this key; '' for the first page. */
  readonly after: string;
  readonly team?: string | undefined;
  readonly from?: Quarter | undefined;
  readonly to?: Quarter | undefined;
  /** Calculations read at a time. */
  readonly atATime: number;
}

/** In batches, by period and team. A range of quarters includes each year that contains one of them. Throws STORED_OTHERWISE. */
export async function* listedCalculations(
  log: EventStore,
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
        yield* read(log, wanted, atATime);
        return;
      }
      if (isAsked(of, request)) wanted.push([of, text]);
    }
    yield* read(log, wanted, atATime);
  }
}

async function* read(
  log: EventStore,
  wanted: readonly (readonly [key: string, pointer: string])[],
  atATime: number,
): AsyncIterable<readonly ListedCalculation[]> {
  for (let i = 0; i < wanted.length; i += atATime) {
    const some = wanted.slice(i, i + atATime);
    const held = await heldCalculations(
      log,
      some.map(([, pointer]) => pointer),
    );
    yield some.flatMap(([key], at) => {
      const calculated = held[at];
      return calculated === undefined ? [] : [{ key, calculated }];
    });
  }
}

/** Whether this key and all later ones are after the range. */
function isBeyond(key: string, { to }: ListRequest): boolean {
  return to !== undefined && yearOfPeriod(periodFromText(key.slice(0, key.indexOf('/')))) > yearOfQuarter(to);
}

function isAsked(key: string, { team, from, to }: ListRequest): boolean {
  const slash = key.indexOf('/');
  const period = key.slice(0, slash);
  if (team !== undefined && key.slice(slash + 1) !== team) return false;
  return isInRange(periodFromText(period), { from, to });
}

/** The permanent name of a calculation. */
export function calculationName({
  digest,
  pin,
}: Pick<CalculatedStatement, 'digest'> & { readonly pin: Pick<Pin, 'position'> }): string {
  return `${digest}@${pin.position}`;
}

/** Finds a calculation by its name in the log. */
export async function calculationNamed(
  log: EventStore,
  team: string,
  period: string,
  name: string,
): Promise<CalculatedStatement | undefined> {
  const stream = statementStream({ team, period });
  const [digest = '', position] = name.split('@');
  const id = calculationId('StatementCalculated', { digest, pin: { position: Number(position) } });
  const found = await log.find(stream, id);
  if (found !== undefined) return calculationIn(found);
  // An event of another origin may have another id.
  for (const event of await log.readStream(stream)) {
    if (event.type !== 'StatementCalculated' || !event.data.includes(`"digest":"${digest}"`)) continue;
    const calculated = calculationIn(event);
    if (calculationName(calculated) === name) return calculated;
  }
  return undefined;
}

/** The days known of the calculations of a period, YYYY-MM-DD, the last first. */
export async function knownDays(log: EventStore, team: string, period: string): Promise<readonly string[]> {
  const events = await log.readStream(statementStream({ team, period }), { fields: ['type', 'knownOn'] });
  const days = new Set(events.filter(({ type }) => isCalculation(type)).map((event) => event.knownOn));
  return [...days].sort(compareText).reverse();
}
