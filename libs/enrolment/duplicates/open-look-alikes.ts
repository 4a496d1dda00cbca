/** Open look-alikes: neither merged, nor proposed, nor dismissed. */
import { type DuplicatesState, pairKey } from '#libs/enrolment/duplicates/state.ts';
import type { LookAlikes } from '#libs/enrolment/look-alikes.ts';

export function openLookAlikes(
  all: readonly LookAlikes[],
  { merges, proposals, dismissed }: DuplicatesState,
): readonly LookAlikes[] {
  const nameOf = (patient: string): string => {
    let name = patient;
    for (let merge = merges.get(name); merge !== undefined; merge = merges.get(name)) name = merge.into;
    return name;
  };
  const proposed = new Set([...proposals.values()].map(({ content: { patient, into } }) => pairKey(patient, into)));
  return all.filter(
    ({ former, latter }) =>
      nameOf(former) !== nameOf(latter) &&
      !dismissed.has(pairKey(former, latter)) &&
      !proposed.has(pairKey(former, latter)),
  );
}
