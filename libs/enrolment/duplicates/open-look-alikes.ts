/** Open look-alikes: neither merged, nor proposed, nor dismissed. */
import { type DuplicatesState, nameOfPerson, pairKey } from '#libs/enrolment/duplicates/state.ts';
import type { LookAlikes } from '#libs/enrolment/look-alikes.ts';

export function openLookAlikes(all: readonly LookAlikes[], state: DuplicatesState): readonly LookAlikes[] {
  const { proposals, dismissed } = state;
  const proposed = new Set([...proposals.values()].map(({ content: { patient, into } }) => pairKey(patient, into)));
  return all.filter(
    ({ former, latter }) =>
      nameOfPerson(state, former) !== nameOfPerson(state, latter) &&
      !dismissed.has(pairKey(former, latter)) &&
      !proposed.has(pairKey(former, latter)),
  );
}
