/**
 * Patients who enter a scheme and leave it, period by period: those on a list of it who were on none in the period before, and the reverse.
 * A patient who changes from one of its teams to another stays.
 */
import type { Dossier } from '#libs/enrolment/dossier.ts';
import { type LinkedDossiers, personsAsKnown } from '#libs/enrolment/persons.ts';
import { type Period, periodText, quarterPeriod, yearPeriod } from '#libs/kernel/period.ts';
import { contribution } from '#libs/statements/rules/contribution.ts';
import type { Frame } from '#libs/statements/rules/frame.ts';

interface Movement {
  entered: number;
  left: number;
  /** From one team of the scheme to another; not counted as entering or leaving. */
  moved: number;
}

/** Keyed by `movementKey`. */
export type Movements = ReadonlyMap<string, Movement>;

export function movementKey(scheme: string, period: string): string {
  return `${scheme}/${period}`;
}

/** Adds the movements of persons in the periods of the frame, except the first, which have no period before. */
export class PatientMovements {
  readonly #found = new Map<string, Movement>();
  readonly #frame: Frame;

  constructor(frame: Frame) {
    this.#frame = frame;
  }

  get found(): Movements {
    return this.#found;
  }

  add(linked: LinkedDossiers): void {
    for (const { dossier } of personsAsKnown(linked, this.#frame.known)) this.#add(dossier);
  }

  #add(dossier: Dossier): void {
    const { quarters, years } = this.#frame;
    // Lists do not depend on acts.
    const found = contribution({ ...dossier, acts: [] }, this.#frame);
    const byQuarter = Map.groupBy(found.presences, ({ quarter }) => quarter);
    const byYear = Map.groupBy(
      found.years.filter(({ listed }) => listed),
      ({ year }) => year,
    );
    for (let quarter = quarters.from + 1; byQuarter.size > 0 && quarter <= quarters.to; quarter++)
      this.#move(quarterPeriod(quarter), byQuarter.get(quarter - 1) ?? [], byQuarter.get(quarter) ?? []);
    for (const year of byYear.size > 0 ? years.slice(1) : [])
      this.#move(yearPeriod(year), byYear.get(year - 1) ?? [], byYear.get(year) ?? []);
  }

  #move(period: Period, before: readonly Listed[], now: readonly Listed[]): void {
    if (before.length === 0 && now.length === 0) return;
    const [was, is] = [this.#bySchemes(before), this.#bySchemes(now)];
    for (const scheme of new Set([...was.keys(), ...is.keys()])) {
      const [from, to] = [was.get(scheme), is.get(scheme)];
      const movement = this.#of(scheme, period);
      if (from === undefined) movement.entered++;
      else if (to === undefined) movement.left++;
      else if (![...to].some((team) => from.has(team))) movement.moved++;
    }
  }

  #bySchemes(all: readonly Listed[]): ReadonlyMap<string, ReadonlySet<string>> {
    const teams = new Map<string, Set<string>>();
    for (const { team } of all) {
      const found = this.#frame.teams.byId.get(team);
      if (found === undefined) throw new RangeError(`a patient is listed by the unknown team ${team}`);
      const scheme = found.scheme.name;
      teams.set(scheme, (teams.get(scheme) ?? new Set()).add(team));
    }
    return teams;
  }

  #of(scheme: string, period: Period): Movement {
    const key = movementKey(scheme, periodText(period));
    const movement = this.#found.get(key) ?? { entered: 0, left: 0, moved: 0 };
    this.#found.set(key, movement);
    return movement;
  }
}

interface Listed {
  readonly team: string;
}
