/** The results of a batch of rows during recording, stream by stream. */
import type { ReadRow } from '#libs/intake/reading/read-row.ts';
import type { FactWithPlace } from '#libs/intake/recorder.ts';

/** The result of a row: a fact, or an event about the file. */
export interface RowResult {
  readonly located: FactWithPlace;
  readonly isFact: boolean;
  /** The row that it records. */
  readonly row?: ReadRow | undefined;
}

/** Grouped by stream, each group in the order of the file: events of one stream that are recorded together are one append on any engine. */
export function byStream(found: readonly RowResult[]): readonly RowResult[] {
  const groups = new Map<string, number>();
  const groupOf = new Uint32Array(found.length);
  let last: { readonly stream: string; readonly group: number } | undefined;
  for (const [i, { located }] of found.entries()) {
    const { stream } = located;
    if (last?.stream !== stream) {
      const group = groups.get(stream) ?? groups.size;
      groups.set(stream, group);
      last = { stream, group };
    }
    groupOf[i] = last.group;
  }
  // The next place of each group.
  const next = new Uint32Array(groups.size + 1);
  for (const group of groupOf) next[group + 1] = (next[group + 1] ?? 0) + 1;
  for (let group = 1; group < next.length; group++) next[group] = (next[group] ?? 0) + (next[group - 1] ?? 0);
  const ordered = found.slice();
  for (const [i, one] of found.entries()) {
    const group = groupOf[i] ?? 0;
    const at = next[group] ?? 0;
    next[group] = at + 1;
    ordered[at] = one;
  }
  return ordered;
}
