/** Saves replays under a name, and compares two of them line by line. */
import type { Stores } from '#libs/statements/calculation/calculate.ts';
import { compareText } from '#libs/kernel/text.ts';
import type { QueryStores } from '#libs/read-store/read-store.ts';
import { unknown } from '#libs/replay/refusals.ts';
import type { Replay } from '#libs/replay/replay.ts';
import type { LineName } from '#libs/statements/rules/statement.ts';

/** Name of the scratch documents that hold them. */
export const SAVED_REPLAYS = 'replays';

interface SavedLine {
  readonly team: string;
  readonly period: string;
  readonly line: LineName;
  /** Cents, as text. */
  readonly now: string;
}

export interface ComparedLine {
  readonly team: string;
  readonly period: string;
  readonly line: LineName;
  readonly firstCents: bigint;
  readonly secondCents: bigint;
  readonly differenceCents: bigint;
}

/** Overwrites the replay saved before under the name. */
export async function saveReplay(
  { readStore }: Pick<Stores, 'readStore'>,
  name: string,
  { statements }: Replay,
): Promise<void> {
  const lines = statements.flatMap(({ team, period, lines: all }) =>
    all.map(({ line, nowCents }): SavedLine => ({ team, period, line, now: String(nowCents) })),
  );
  const documents = await readStore.scratch(SAVED_REPLAYS);
  await documents.write({ puts: [[name, JSON.stringify(lines)]] });
}

/** The lines that differ. A line that one replay lacks counts as 0 there. Throws REPLAY_NOT_SAVED. */
export async function compareReplays(
  stores: QueryStores,
  first: string,
  second: string,
): Promise<readonly ComparedLine[]> {
  const [one, other] = [await savedLines(stores, first), await savedLines(stores, second)];
  const keys = [...new Set([...one.keys(), ...other.keys()])].sort(compareText);
  return keys.flatMap((key) => {
    const line = one.get(key) ?? other.get(key);
    const [firstCents, secondCents] = [BigInt(one.get(key)?.now ?? 0), BigInt(other.get(key)?.now ?? 0)];
    if (line === undefined || firstCents === secondCents) return [];
    const { team, period, line: name } = line;
    return [{ team, period, line: name, firstCents, secondCents, differenceCents: secondCents - firstCents }];
  });
}

async function savedLines({ projections }: QueryStores, name: string): Promise<ReadonlyMap<string, SavedLine>> {
  const documents = await projections.scratch(SAVED_REPLAYS);
  const text = (await documents.get([name])).get(name);
  if (text === undefined) throw unknown('REPLAY_NOT_SAVED', { name });
  const lines = JSON.parse(text) as SavedLine[];
  return new Map(lines.map((line) => [`${line.team}/${line.period}/${line.line}`, line]));
}
