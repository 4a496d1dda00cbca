/**
 * The contributions of a person to the statements of the log, taken when he is erased, so that recalculations give the same amounts: his
 * part in every decision, in every proposal and in every latest calculation; and, for periods with a decision, his part as known on each
 * day, so that any other calculation also gives the same as with his facts.
 */
import { factsOf } from '#libs/enrolment/dossier.ts';
import { type LinkedDossiers, personsAsKnown } from '#libs/enrolment/persons.ts';
import type { KeptPart, KeptPin } from '#libs/enrolment/kept-part.ts';
import type { RosterDocuments } from '#libs/enrolment/roster.ts';
import { rosterFacts } from '#libs/enrolment/roster.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { canonical } from '#libs/commands/digest.ts';
import { type Day, dayText } from '#libs/kernel/day.ts';
import { periodFromText, periodText, rangeOfPeriods } from '#libs/kernel/period.ts';
import { latest } from '#libs/regulation/publication/published.ts';
import { type Pin, type TeamPeriod, statementKey } from '#libs/statements/calculated-statement.ts';
import { type PinnedCalculation, framesOf } from '#libs/statements/recomputation/at-pins.ts';
import { contribution } from '#libs/statements/rules/contribution.ts';
import { restsOn } from '#libs/statements/rules/families.ts';
import { type Frame, frameOf } from '#libs/statements/rules/frame.ts';
import { partsOf, pinOf } from '#libs/statements/rules/kept.ts';
import { CURRENT_RULES, rulesOfVersion } from '#libs/statements/rules/versions.ts';
import { statementsOfLog } from '#libs/statements/recomputation/statements-of-log.ts';
import { type StatementState, draftOf, submissionOf } from '#libs/statements/workflow/state.ts';

/** A recorded calculation of a statement. */
interface Recorded extends PinnedCalculation {
  /** Whether the last decision rests on it. */
  readonly stands: boolean;
}

/** The person who is erased. */
export interface ErasedSubject {
  /** All ids of the person; the kept part is recorded under the first. */
  readonly ids: readonly string[];
  /** All ids that were ever merged with one of them, including those of persons who stay. */
  readonly linked: LinkedDossiers;
  readonly rosters: RosterDocuments;
}

interface FoundParts {
  readonly parts: readonly KeptPart[];
  /** Decided statements in which the patient counts. */
  readonly decided: readonly TeamPeriod[];
  /** Statements in which the patient counts until then, but not after. */
  readonly open: readonly TeamPeriod[];
}

type Share = Pick<KeptPart, 'presences' | 'acts' | 'years'>;

const NOTHING: Share = { presences: [], acts: [], years: [] };

/** Throws REGULATION_NOT_IN_LOG. */
export async function partsInStatements(log: EventStore, subject: ErasedSubject): Promise<FoundParts> {
  const rosters = rostersOf(subject);
  const statements = await statementsOfLog(log, { teams: teamsOf(subject) });
  const decided = statements.filter(({ decisions }) => decisions.length > 0);
  const parts = new Parts();
  const counts = new Set<string>();
  for (const { frame, of } of await framesOf(log, statements.flatMap(recordedOf))) {
    const shares = sharesIn(frame, subject);
    for (const { team, period, stands } of of as readonly Recorded[])
      for (const on of basisOf(frame, { team, period })) {
        const share = shares.get(statementKey(team, on));
        parts.atPin({ team, period: on }, share ?? NOTHING, { pin: pinOf(frame), stands: stands && on === period });
        if (share !== undefined) counts.add(statementKey(team, period));
      }
  }
  const frames = await framesAsKnown(log, subject, { rosters, statements });
  const lasting = new Map(
    frames
      .flatMap((frame) =>
        decided.flatMap(({ team, period }) => basisOf(frame, { team, period }).map((on) => ({ team, period: on }))),
      )
      .map((of) => [statementKey(of.team, of.period), of]),
  );
  for (const frame of frames) {
    const shares = sharesIn(frame, subject);
    for (const [key, of] of lasting) parts.knownFrom(of, shares.get(key) ?? NOTHING, dayText(frame.known.day));
  }
  const isCounting = ({ team, period }: TeamPeriod): boolean => counts.has(statementKey(team, period));
  return {
    parts: parts.all(),
    decided: decided.filter(isCounting),
    open: statements.filter((of) => isCounting(of) && !lasting.has(statementKey(of.team, of.period))),
  };
}

/** Teams in whose statements the ids may count. */
export function teamsOf(subject: ErasedSubject): ReadonlySet<string> {
  return new Set(rostersOf(subject).teams.map(({ team }) => team));
}

/** Only the teams that their contributions depend on: those with a professional named in one of their facts. */
function rostersOf({ linked: { dossiers }, rosters }: ErasedSubject): RosterDocuments {
  const named = new Set(
    dossiers.flatMap(({ declarations, acts }) => [
      ...declarations.map(({ rpps }) => rpps),
      ...acts.map(({ executant }) => executant),
    ]),
  );
  const teams = rosters.teams.filter(({ members }) => members.some(({ rpps }) => named.has(rpps)));
  return { ...rosters, teams, communes: new Map(), thresholds: [] };
}

/** Calculations of rules that this program lacks cannot be repeated. */
function recordedOf(state: StatementState): readonly Recorded[] {
  const { team, period, decisions, calculated } = state;
  const last = decisions.at(-1)?.pin;
  const pins: (Pin | undefined)[] = [
    ...decisions.map(({ pin }) => pin),
    submissionOf(state)?.proposal.pin,
    draftOf(state)?.pin,
    calculated?.pin,
  ];
  return pins.flatMap((pin) =>
    pin === undefined || rulesOfVersion(pin.rulesVersion) === undefined
      ? []
      : [{ team, period, pin, stands: pin === last }],
  );
}

/** Keyed by statementKey, for all ids together: ids that are merged at that knowledge count as one person. */
function sharesIn(frame: Frame, { ids, linked }: ErasedSubject): ReadonlyMap<string, Share> {
  const own = personsAsKnown(linked, frame.known)
    .filter(({ parts }) => parts.some(({ patient }) => ids.includes(patient)))
    .map(({ dossier }) => contribution(dossier, frame));
  const all = {
    presences: own.flatMap(({ presences }) => presences),
    entries: own.flatMap(({ entries }) => entries),
    years: own.flatMap(({ years }) => years),
  };
  return new Map(partsOf(all).map(({ team, period, ...share }) => [statementKey(team, period), share]));
}

/** The periods whose sums the statement uses. */
function basisOf(frame: Frame, { team, period }: TeamPeriod): readonly string[] {
  const known = frame.teams.byId.get(team);
  return known === undefined ? [] : restsOn(known, periodFromText(period)).map(periodText);
}

/** The frames under the regulation in force, one for each day on which a fact about the person or their teams becomes known, in order. */
async function framesAsKnown(
  log: EventStore,
  { linked }: ErasedSubject,
  { rosters, statements }: { readonly rosters: RosterDocuments; readonly statements: readonly StatementState[] },
): Promise<readonly Frame[]> {
  const regulation = (await latest(log))?.regulation;
  const range = rangeOfPeriods(statements.map(({ period }) => periodFromText(period)));
  if (regulation === undefined || range === undefined) return [];
  const position = await log.end();
  const versions = [...linked.dossiers.flatMap(factsOf), linked.merges, ...rosterFacts({ ...rosters, merges: [] })];
  const days = new Set<Day>(versions.flatMap((of) => of.map(({ knownOn }) => knownOn)));
  return [...days]
    .sort((a, b) => a - b)
    .map((day) => frameOf(rosters, { day, position }, regulation, range, CURRENT_RULES));
}

type MutablePart = { -readonly [Name in keyof KeptPart]: KeptPart[Name] };

/** Keyed by team and period; equal shares of several calculations are kept once. */
class Parts {
  readonly #byKey = new Map<string, Map<string, MutablePart>>();
  /** Keyed by team and period: the last known share. */
  readonly #last = new Map<string, MutablePart>();

  atPin(of: TeamPeriod, share: Share, { pin, stands }: { readonly pin: KeptPin; readonly stands: boolean }): void {
    const part = this.#part(of, share);
    if (!part.pins.some((one) => canonical(one) === canonical(pin))) part.pins = [...part.pins, pin];
    part.stands ||= stands;
  }

  /** Days come in their order. */
  knownFrom(of: TeamPeriod, share: Share, day: string): void {
    const key = statementKey(of.team, of.period);
    const last = this.#last.get(key);
    // Before anything about the patient is known, the share is empty.
    if (last === undefined && share === NOTHING) return;
    const part = this.#part(of, share);
    if (part === last) return;
    part.from = [...part.from, day];
    this.#last.set(key, part);
  }

  #part({ team, period }: TeamPeriod, share: Share): MutablePart {
    const key = statementKey(team, period);
    const shares = this.#byKey.get(key) ?? new Map<string, MutablePart>();
    this.#byKey.set(key, shares);
    const text = canonical(share);
    const part: MutablePart = shares.get(text) ?? { team, period, pins: [], from: [], stands: false, ...share };
    shares.set(text, part);
    return part;
  }

  /** Leaves out statements in which the patient never counts. */
  all(): readonly KeptPart[] {
    return [...this.#byKey.values()]
      .map((shares) => [...shares.values()])
      .filter((parts) => parts.some(({ presences, acts, years }) => presences.length + acts.length + years.length > 0))
      .flat();
  }
}
