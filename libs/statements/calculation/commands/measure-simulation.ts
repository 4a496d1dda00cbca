/**
 * Calculates what-ifs and the regulation in force in one reading of the dossiers, and keeps each what-if with its effect. Records none of
 * them; nobody can decide on them.
 */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { requireNameless } from '#libs/commands/nameless.ts';
import type { TypedText } from '#libs/kernel/field.ts';
import { dayText, quarterText } from '#libs/kernel/day.ts';
import { RegulationInForce } from '#libs/regulation/publication/in-force.ts';
import { type Scenario, nameOfScenario } from '#libs/regulation/what-if.ts';
import { Stores } from '#libs/runtime/stores.module.ts';
import type { CalculatedStatement, Pin } from '#libs/statements/calculated-statement.ts';
import type { StageProgress } from '#libs/statements/calculation/calculate.ts';
import type { CalculationAsked } from '#libs/statements/calculation/commands/calculate-statements.ts';
import { calculateScenarios } from '#libs/statements/calculation/scenarios.ts';
import { replacedSources } from '#libs/statements/calculation/what-if-sources.ts';
import { keepSimulation } from '#libs/statements/calculation/simulate.ts';
import {
  type SimulationEffect,
  effectOf,
  keepEffect,
  profileEffects,
} from '#libs/statements/calculation/simulation-effect.ts';

interface MeasureAsked extends CalculationAsked {
  /** The name of the run. A scenario is kept as `name.scenario`, a single one as `name`; it replaces an earlier simulation of that name. */
  readonly name: string;
  /** One scenario or more. */
  readonly scenarios: readonly Scenario[];
  /** Other grids, for all scenarios. */
  readonly grids?: string;
  /** The person who asks, and the time (ISO 8601 instant). */
  readonly by: string;
  readonly at: string;
}

interface Measured {
  readonly pin: Pin;
  /** The statements of every scenario. */
  readonly statements: readonly CalculatedStatement[];
  readonly effects: readonly SimulationEffect[];
}

export class MeasureSimulation extends Command<Measured> {
  readonly asked: MeasureAsked;
  readonly onProgress: StageProgress;

  constructor(asked: MeasureAsked, onProgress: StageProgress) {
    super();
    this.asked = asked;
    this.onProgress = onProgress;
  }
}

@CommandHandler(MeasureSimulation)
export class MeasureSimulationHandler implements ICommandHandler<MeasureSimulation> {
  readonly #stores: Stores;
  readonly #regulationInForce: RegulationInForce;

  constructor(stores: Stores, regulationInForce: RegulationInForce) {
    this.#stores = stores;
    this.#regulationInForce = regulationInForce;
  }

  /** Throws TEXT_NAMES_PATIENT, NO_SUCH_TEAM, and the errors of `replacedSources` and `onProgress`. */
  async execute({ asked, onProgress }: MeasureSimulation): Promise<Measured> {
    const { name: run, scenarios, grids, by, at, ...request } = asked;
    await requireNameless(this.#stores.log, [run, ...scenarios.map(({ name }) => name ?? '')].map(typedNameOf));
    const { source: published, regulation } = await this.#regulationInForce.current();
    const sources = await replacedSources(published, scenarios, grids);
    const made = sources.map((of, i) => {
      const scenario = scenarios[i]?.name;
      return { name: nameOfScenario(run, scenario), scenario, ...of };
    });
    const all = [regulation, ...made.map((one) => one.regulation)] as const;
    const [before, ...results] = await calculateScenarios(this.#stores, request, all, onProgress);
    const { range, knownOn, team = null } = request;
    const asOf = { from: quarterText(range.from), to: quarterText(range.to), knownOn: dayText(knownOn), team };
    const effects: SimulationEffect[] = [];
    for (const [i, { name, scenario = null, replaced, source }] of made.entries()) {
      const after = results[i];
      if (before === undefined || after === undefined) throw new RangeError(`${name} was not calculated`);
      const { parameters = {}, overrides = [] } = replaced;
      const head = { name, run, scenario, by, at, ...asOf, parameters, overrides };
      const statements = effectOf(before.statements, after.statements);
      const profiles = profileEffects(before, after);
      const effect = { ...head, regulationVersion: regulation.version, statements, profiles };
      await keepSimulation(this.#stores.readStore, {
        name,
        source,
        overrides: replaced,
        statements: after.statements,
      });
      await keepEffect(this.#stores.readStore, effect);
      effects.push(effect);
    }
    const [first] = results;
    if (first === undefined) throw new RangeError('a run has at least one scenario');
    return { pin: first.pin, statements: results.flatMap(({ statements }) => statements), effects };
  }
}

/** The name is kept exactly as the person typed it. */
function typedNameOf(text: string): TypedText {
  return { name: 'name', text };
}
