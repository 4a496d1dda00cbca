/** What the rows of a batch come to, as it is recorded: stream by stream. */
import type { FactWithPlace } from '#libs/intake/recorder.ts';

/** What a row comes to: a fact, or something about the file. */
export interface Found {
  readonly located: FactWithPlace;
  readonly isFact: boolean;
}

/** Stream by stream, each in the order of the file: what is recorded together of one stream is one append on any engine. */
export function byStream(found: readonly Found[]): readonly Found[] {
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
  // Where the next of each group comes.
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
