/** Saves replays under a name, and compares two of them line by line. */
import type { CalculatingStores } from '#libs/statements/calculation/calculate.ts';
import { compareText } from '#libs/kernel/text.ts';
import type { QueryStores } from '#libs/read-store/read-store.ts';
import { refused, unknown } from '#libs/replay/refusals.ts';
import { type Replay, hasChange } from '#libs/replay/replay.ts';
import { calculated } from '#libs/statements/calculated-statement.ts';
import { dayText } from '#libs/kernel/day.ts';
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

/** A replay as kept. */
interface Saved {
  /** Day as written. */
  readonly knownOn: string;
  /** The decided periods that it changes, with the digest of the new calculation. */
  readonly changed: readonly ChangedPeriod[];
  readonly lines: readonly SavedLine[];
}

interface ChangedPeriod {
  readonly team: string;
  readonly period: string;
  readonly digest: string;
  /** Of the difference (variance-code.ts). Former versions did not save it. */
  readonly code?: string;
}

export type KeptReplay = Pick<Saved, 'knownOn' | 'changed'>;

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
  { readStore }: Pick<CalculatingStores, 'readStore'>,
  name: string,
  { pin, statements }: Replay,
): Promise<void> {
  const lines = statements.flatMap(({ team, period, lines: all }) =>
    all.map(({ line, nowCents }): SavedLine => ({ team, period, line, now: String(nowCents) })),
  );
  const changed = statements
    .filter((one) => one.decided && hasChange(one))
    .map(({ team, period, now, code }): ChangedPeriod => ({
      team,
      period,
      ...(code === undefined ? {} : { code }),
      digest: (now ?? calculated(team, period, pin, null)).digest,
    }));
  const saved: Saved = { knownOn: dayText(pin.knownOn), changed, lines };
  const documents = await readStore.scratch(SAVED_REPLAYS);
  await documents.write({ puts: [[name, JSON.stringify(saved)]] });
}

/** The changes of a saved replay. Throws REPLAY_NOT_SAVED, REPLAY_OF_FORMER_VERSION. */
export async function keptReplay(stores: QueryStores, name: string): Promise<KeptReplay> {
  const saved = await savedReplay(stores, name);
  // Former versions stored only the lines.
  if (Array.isArray(saved)) throw refused('REPLAY_OF_FORMER_VERSION', { name });
  return saved;
}

/** A saved replay in a list. */
export interface SavedReplay {
  readonly name: string;
  /** Day as text; undefined for a replay of a former version, which did not save it. */
  readonly knownOn: string | undefined;
  /** Decided periods that it changes; undefined for one of a former version. */
  readonly changed: number | undefined;
  readonly statements: number;
}

/** Ordered by name. */
export async function savedReplays({ projections }: QueryStores): Promise<readonly SavedReplay[]> {
  const found: SavedReplay[] = [];
  for await (const batch of (await projections.scratch(SAVED_REPLAYS)).scan(''))
    for (const [name, text] of batch) {
      const saved = JSON.parse(text) as Saved | SavedLine[];
      const lines = Array.isArray(saved) ? saved : saved.lines;
      const statements = new Set(lines.map(({ team, period }) => `${period}/${team}`)).size;
      const kept = Array.isArray(saved) ? undefined : saved;
      found.push({ name, knownOn: kept?.knownOn, changed: kept?.changed.length, statements });
    }
  return found;
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

async function savedReplay({ projections }: QueryStores, name: string): Promise<Saved | SavedLine[]> {
  const documents = await projections.scratch(SAVED_REPLAYS);
  const text = (await documents.get([name])).get(name);
  if (text === undefined) throw unknown('REPLAY_NOT_SAVED', { name });
  return JSON.parse(text) as Saved | SavedLine[];
}

async function savedLines(stores: QueryStores, name: string): Promise<ReadonlyMap<string, SavedLine>> {
  const saved = await savedReplay(stores, name);
  const lines = Array.isArray(saved) ? saved : saved.lines;
  return new Map(lines.map((line) => [`${line.team}/${line.period}/${line.line}`, line]));
}
