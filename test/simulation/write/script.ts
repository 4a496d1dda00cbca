/** Collects the steps of scenes, each at its time, done by a person of the role. */
import { type Day, dayOfInstant } from '#libs/kernel/day.ts';
import { type Role, ROLES } from '#test/simulation/cast.ts';
import type { Chance } from '#test/simulation/chance.ts';
import type { Act, Step } from '#test/simulation/story.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

export class Script {
  readonly chance: Chance;
  readonly #steps: Step[] = [];

  constructor(chance: Chance) {
    this.chance = chance;
  }

  /** In the order of their times. */
  get steps(): readonly Step[] {
    return [...this.#steps].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  }

  /** A scene that begins on a day, in the morning. */
  scene(day: Day): Scene {
    return new Scene(this, day * DAY + 8 * HOUR);
  }

  add(at: string, person: string, act: Act): void {
    const process = this.chance.below(2) === 0 ? 0 : 1;
    const who = { person, spelling: 0 };
    this.#steps.push({ at, who, key: `k${this.#steps.length + 1}`, act, process, fate: { kind: 'lives' } });
  }
}

/** Acts one after the other. */
export class Scene {
  readonly #script: Script;
  #ms: number;

  constructor(script: Script, ms: number) {
    this.#script = script;
    this.#ms = ms;
  }

  get today(): Day {
    return dayOfInstant(new Date(this.#ms).toISOString());
  }

  /** A random person of the role acts; gives the name. */
  does(role: Role, act: Act): string {
    const person = this.#script.chance.one(ROLES[role]);
    this.by(person, act);
    return person;
  }

  /** Another person of the role than this one acts. */
  another(role: Role, than: string, act: Act): void {
    this.by(this.#script.chance.one(ROLES[role].filter((person) => person !== than)), act);
  }

  by(person: string, act: Act): void {
    this.#ms += this.#script.chance.between(1, 90) * 60_000;
    this.#script.add(new Date(this.#ms).toISOString(), person, act);
  }

  later(days: number): void {
    this.#ms += days * DAY;
  }
}
