/**
 * The new facts that changed something: those without which the calculation would give something else. If facts only change something
 * together, all of them are named.
 */
import type { Dossier } from '#libs/enrolment/dossier.ts';
import type { LinkedDossiers } from '#libs/enrolment/persons.ts';
import type { RosterDocuments, TeamRoster } from '#libs/enrolment/roster.ts';
import { teamsAsKnown } from '#libs/enrolment/teams.ts';
import { type Version, isKnown } from '#libs/enrolment/versions.ts';
import { canonical } from '#libs/commands/digest.ts';
import { periodFromText } from '#libs/kernel/period.ts';
import type { FactList, NewFact } from '#libs/replay/facts-since.ts';
import { contributionOf } from '#libs/statements/calculation/contributions.ts';
import { contributionParts } from '#libs/statements/calculation/contribution-parts.ts';
import type { TeamPeriod } from '#libs/statements/calculated-statement.ts';
import { contribution } from '#libs/statements/rules/contribution.ts';
import { statementOf } from '#libs/statements/rules/families.ts';
import { type Frame, frameOf } from '#libs/statements/rules/frame.ts';
import type { Sums } from '#libs/statements/rules/sums.ts';

/** Whether a fact of a team changes the contributions of patients, by its list; a missing list is a type error. */
const MOVES_PATIENTS: Readonly<Partial<Record<FactList, boolean>>> = {
  rows: true,
  phases: true,
  members: true,
  quality: false,
  revenue: false,
  credits: false,
} satisfies Readonly<Record<Exclude<keyof TeamRoster, 'team'>, boolean>>;

/** A part of a contribution that differs: its key, its text now, and the acts that it has now or had before. */
export interface ChangedPart {
  readonly key: string;
  readonly now: string | undefined;
  readonly acts: ReadonlySet<string>;
}

/** The facts of a patient that changed the patient's contribution. */
export function patientCauses(
  dossier: Dossier,
  facts: readonly NewFact[],
  frame: Frame,
  part: ChangedPart,
): readonly NewFact[] {
  // A new act is either in the part, or changed nothing in it: patients have too many acts to leave each out once.
  const ids = new Map(dossier.acts.map(({ position, actId }) => [position, actId]));
  const acts = facts.filter(({ kind, position }) => kind === 'acts' && part.acts.has(ids.get(position) ?? ''));
  const others = facts.filter(({ kind }) => kind !== 'acts');
  const changed = causes(others, (left) => {
    const without = left.reduce((other, fact) => withoutFact(other, fact, frame), dossier);
    return contributionParts(contribution(without, frame)).get(part.key) !== part.now;
  });
  return facts.filter((fact) => acts.includes(fact) || changed.includes(fact));
}

/** The facts of the team of one statement, before it is known which of them changed something. */
export class TeamCauses {
  readonly #of: TeamPeriod;
  readonly #facts: readonly NewFact[];
  readonly #roster: TeamRoster;
  readonly #rosters: RosterDocuments;
  readonly #frame: Frame;
  readonly #sums: Sums;
  readonly #found = new Set<NewFact>();
  /** The frame without one fact, for facts that may have moved patients. */
  readonly #waiting: { readonly fact: NewFact; readonly without: Frame }[] = [];

  /** `after`: the frame and the sums of the new calculation. */
  constructor(
    of: TeamPeriod,
    facts: readonly NewFact[],
    { roster, rosters }: { readonly roster: TeamRoster; readonly rosters: RosterDocuments },
    after: { readonly frame: Frame; readonly sums: Sums },
  ) {
    this.#of = of;
    this.#facts = facts;
    this.#roster = roster;
    this.#rosters = rosters;
    this.#frame = after.frame;
    this.#sums = after.sums;
    for (const fact of facts)
      if (this.#changesAmounts([fact])) this.#found.add(fact);
      else if (MOVES_PATIENTS[fact.kind] === true) this.#waiting.push({ fact, without: this.#frameWithout(fact) });
  }

  /** Looks at a patient whose part `key` differs: a fact that moved the patient changed something. `now`: the text of the part. */
  look(linked: LinkedDossiers, key: string, now: string | undefined): void {
    for (let i = this.#waiting.length - 1; i >= 0; i--) {
      const waiting = this.#waiting[i];
      if (waiting === undefined) continue;
      if (contributionParts(contributionOf(linked, waiting.without)).get(key) === now) continue;
      this.#found.add(waiting.fact);
      this.#waiting.splice(i, 1);
    }
  }

  result(): readonly NewFact[] {
    if (this.#found.size > 0) return this.#facts.filter((fact) => this.#found.has(fact));
    return this.#facts.length > 1 && this.#changesAmounts(this.#facts) ? this.#facts : [];
  }

  /** Whether the statement would differ without these facts, with the same patients. */
  #changesAmounts(facts: readonly NewFact[]): boolean {
    const roster = facts.reduce((other, fact) => withoutFact(other, fact, this.#frame), this.#roster);
    return this.#amounts(roster) !== this.#amounts(this.#roster);
  }

  #amounts(roster: TeamRoster): string {
    const { known, regulation } = this.#frame;
    const teams = teamsAsKnown([roster], known, regulation);
    const team = teams.byId.get(this.#of.team);
    if (team === undefined) return '';
    const frame = { ...this.#frame, teams };
    const statement = statementOf(team, periodFromText(this.#of.period), this.#sums, frame);
    if (statement === undefined) return '';
    const { lines, instalments } = statement;
    return canonical([
      lines.map(({ line, amountCents }) => [line, String(amountCents)]),
      instalments.map(({ kind, dueOn, amountCents }) => [kind, dueOn, String(amountCents)]),
    ]);
  }

  #frameWithout(fact: NewFact): Frame {
    const own = withoutFact(this.#roster, fact, this.#frame);
    const teams = this.#rosters.teams.map((one) => (one.team === own.team ? own : one));
    const { known, regulation, quarters, years, rules } = this.#frame;
    const frame = frameOf({ ...this.#rosters, teams }, known, regulation, quarters, rules);
    return { ...frame, quarters, years };
  }
}

/** The facts that change something by themselves; all of them if they only change something together. */
function causes(facts: readonly NewFact[], changes: (left: readonly NewFact[]) => boolean): readonly NewFact[] {
  const alone = facts.filter((fact) => changes([fact]));
  if (alone.length > 0 || facts.length < 2) return alone;
  return changes(facts) ? facts : [];
}

/** As if one fact were unknown; when a replay looks back, as if it were known. */
function withoutFact<Of extends Dossier | TeamRoster>(of: Of, { kind, position }: NewFact, { known }: Frame): Of {
  const versions = of[kind as keyof Of] as readonly Version[];
  const others = versions.flatMap((version): Version[] => {
    if (version.position !== position) return [version];
    return isKnown(version, known) ? [] : [{ ...version, knownOn: known.day, position: known.position }];
  });
  return { ...of, [kind]: others };
}
