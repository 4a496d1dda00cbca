/**
 * The parts of a person's contribution that two frames may give differently. Most facts that become known are acts, and each entry of the
 * ledger rests on one act: without a change in anything else, only the entries of the acts that one of the two knows have to be made.
 */
import type { Dossier } from '#libs/enrolment/dossier.ts';
import { type LinkedDossiers, alone } from '#libs/enrolment/persons.ts';
import { type Knowledge, type Version, isKnown } from '#libs/enrolment/versions.ts';
import type { Regulation } from '#libs/regulation/regulation.ts';
import { contributionOf, entriesOf } from '#libs/statements/calculation/contributions.ts';
import { type FramePair, areCountedAlike } from '#libs/statements/calculation/touched.ts';
import type { Contribution } from '#libs/statements/rules/patient-contribution.ts';

interface Change {
  readonly then: Contribution;
  readonly now: Contribution;
}

/** Gives the parts of persons. What it leaves out is the same in both frames. */
export function changedPartsUnder(change: FramePair): (linked: LinkedDossiers) => Change {
  const { then, now } = change;
  const isByAct = areCountedAlike(change) && !mayHaveOwnRates(now.regulation);
  return (linked) => {
    const acts = isByAct ? changedActsOnly(linked, then.known, now.known) : undefined;
    if (acts === undefined) return { then: contributionOf(linked, then), now: contributionOf(linked, now) };
    const entriesUnder = (frame: FramePair['now']): Contribution => {
      return { presences: [], entries: entriesOf(acts, frame), years: [] };
    };
    return { then: entriesUnder(then), now: entriesUnder(now) };
  };
}

/** Whether any scheme ever measures the fidelisation of each patient. Otherwise presences do not depend on acts. */
function mayHaveOwnRates({ schemes }: Regulation): boolean {
  return [...schemes.values()].some(({ parameters }) =>
    parameters.get('fidelisation_level')?.some(({ value }) => value !== 'TEAM'),
  );
}

/** The dossier with only those acts that one of the two knows; undefined if they may know the patient himself differently. */
function changedActsOnly(
  { dossiers, merges }: LinkedDossiers,
  then: Knowledge,
  now: Knowledge,
): LinkedDossiers | undefined {
  const [dossier] = dossiers;
  if (dossier === undefined || dossiers.length > 1 || merges.length > 0 || dossier.kept !== undefined) return undefined;
  const isOther = (version: Version): boolean => isKnown(version, then) !== isKnown(version, now);
  return ofPatient(dossier).some((versions) => versions.some(isOther))
    ? undefined
    : alone({ ...dossier, acts: dossier.acts.filter(isOther) });
}

function ofPatient({ person, coverage, declarations, spending }: Dossier): readonly (readonly Version[])[] {
  return [person, coverage, declarations, spending];
}
