/**
 * What a patient counts for in the statements of the log: his part in every decision, in what waits for one, and in every latest calculation.
 * With it they are calculated again when he is erased.
 */
import { type LinkedDossiers, personsAsKnown } from '#libs/enrolment/persons.ts';
import type { KeptPart, KeptPin } from '#libs/enrolment/kept-part.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { canonical } from '#libs/commands/digest.ts';
import { periodFromText, periodText } from '#libs/kernel/period.ts';
import { type Pin, type TeamPeriod, statementKey } from '#libs/statements/calculated-statement.ts';
import { type Pinned, framesOf } from '#libs/statements/recomputation/at-pins.ts';
import { type Contribution, contribution } from '#libs/statements/rules/contribution.ts';
import { restsOn } from '#libs/statements/rules/families.ts';
import type { Frame } from '#libs/statements/rules/frame.ts';
import { partsOf, pinOf } from '#libs/statements/rules/kept.ts';
import { rulesOfVersion } from '#libs/statements/rules/versions.ts';
import { type StatementState, submissionOf } from '#libs/statements/workflow/state.ts';

/** A recorded calculation of a statement. */
interface Recorded extends Pinned {
  /** It is that of the last decision. */
  readonly stands: boolean;
}

interface FoundParts {
  readonly parts: readonly KeptPart[];
  /** Statements that he counts in, decided and not. */
  readonly decided: readonly TeamPeriod[];
  readonly open: readonly TeamPeriod[];
}

type Share = Pick<KeptPart, 'presences' | 'acts' | 'years'>;

const NOTHING: Share = { presences: [], acts: [], years: [] };

/** An id, and the dossiers of all ids that are the same person's. */
interface Subject {
  readonly patient: string;
  readonly linked: LinkedDossiers;
}

/** What is the person's counts under the id that names him; his others count nothing while they are his. */
function shareOf({ patient, linked }: Subject, frame: Frame): Contribution {
  const own = personsAsKnown(linked, frame.known).find(({ dossier }) => dossier.patient === patient);
  return own === undefined ? { presences: [], entries: [], years: [] } : contribution(own.dossier, frame);
}

/** Throws REGULATION_NOT_IN_LOG. */
export async function partsInStatements(
  log: EventStore,
  { patient, linked }: Subject,
  statements: readonly StatementState[],
): Promise<FoundParts> {
  const recorded = statements.flatMap(recordedOf);
  const frames = await framesOf(log, recorded);
  const found = new Parts();
  const counts = new Set<string>();
  for (const { frame, of } of frames) {
    const shares = new Map(
      partsOf(shareOf({ patient, linked }, frame)).map(({ team, period, ...share }) => [
        statementKey(team, period),
        share,
      ]),
    );
    for (const { team, period, stands } of of as readonly Recorded[])
      for (const on of basisOf(frame, { team, period })) {
        const share = shares.get(statementKey(team, on)) ?? NOTHING;
        found.add({ team, period: on }, share, { pin: pinOf(frame), stands: stands && on === period });
        if (share !== NOTHING) counts.add(statementKey(team, period));
      }
  }
  const counting = statements.filter(({ team, period }) => counts.has(statementKey(team, period)));
  const [decided, open] = [true, false].map((isDecided) =>
    counting
      .filter(({ decisions }) => decisions.length > 0 === isDecided)
      .map(({ team, period }) => ({ team, period })),
  ) as [TeamPeriod[], TeamPeriod[]];
  return { parts: found.all(), decided, open };
}

/** Those of rules that this program does not have are not calculated again by anybody. */
function recordedOf(state: StatementState): readonly Recorded[] {
  const { team, period, decisions, calculated } = state;
  const last = decisions.at(-1)?.pin;
  const pins: (Pin | undefined)[] = [
    ...decisions.map(({ pin }) => pin),
    submissionOf(state)?.proposal.pin,
    calculated?.pin,
  ];
  return pins.flatMap((pin) =>
    pin === undefined || rulesOfVersion(pin.rulesVersion) === undefined
      ? []
      : [{ team, period, pin, stands: pin === last }],
  );
}

/** The periods whose sums the statement is made of. */
function basisOf(frame: Frame, { team, period }: TeamPeriod): readonly string[] {
  const known = frame.teams.byId.get(team);
  return known === undefined ? [] : restsOn(known, periodFromText(period)).map(periodText);
}

type MutablePart = { -readonly [Name in keyof KeptPart]: KeptPart[Name] };

/** By team and period; the same share at several pins is kept once. */
class Parts {
  readonly #byKey = new Map<string, Map<string, MutablePart>>();

  add(
    { team, period }: TeamPeriod,
    share: Share,
    { pin, stands }: { readonly pin: KeptPin; readonly stands: boolean },
  ): void {
    const key = statementKey(team, period);
    const shares = this.#byKey.get(key) ?? new Map<string, MutablePart>();
    this.#byKey.set(key, shares);
    const text = canonical(share);
    const part: MutablePart = shares.get(text) ?? { team, period, pins: [], stands: false, ...share };
    if (!part.pins.some((one) => canonical(one) === canonical(pin))) part.pins = [...part.pins, pin];
    part.stands ||= stands;
    shares.set(text, part);
  }

  /** Without the statements that he never counts in. */
  all(): readonly KeptPart[] {
    return [...this.#byKey.values()]
      .map((shares) => [...shares.values()])
      .filter((parts) => parts.some(({ presences, acts, years }) => presences.length + acts.length + years.length > 0))
      .flat();
  }
}
