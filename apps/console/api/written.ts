/** Reading what one has just written: the position of the last command of this page, for `?after=` of the reads that follow. */

let position: number | undefined;

/** For the `after` of a read; undefined before the first command. */
export function written(): number | undefined {
  return position;
}

/** Remembers the position in the answer of a command: its own, or the last of its outcomes. */
export function rememberWritten(result: unknown): void {
  for (const found of positionsOf(result)) position = Math.max(position ?? 0, found);
}

function positionsOf(result: unknown): readonly number[] {
  if (typeof result !== 'object' || result === null) return [];
  const { position: own, outcomes } = result as { position?: unknown; outcomes?: unknown };
  const inside = Array.isArray(outcomes) ? outcomes.flatMap(positionsOf) : [];
  return typeof own === 'number' ? [own, ...inside] : inside;
}
