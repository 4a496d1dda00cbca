/** Calculates a simulation and the same under the regulation in force, and keeps their difference. Neither is recorded, or can be decided. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { dayText, quarterText } from '#libs/kernel/day.ts';
import { RegulationInForce } from '#libs/regulation/publication/in-force.ts';
import type { JsonObject } from '#libs/regulation/values.ts';
import { Stores } from '#libs/runtime/stores.module.ts';
import { type StageProgress, calculateAfresh } from '#libs/statements/calculation/calculate.ts';
import type { CalculationAsked } from '#libs/statements/calculation/commands/calculate-statements.ts';
import { simulate } from '#libs/statements/calculation/simulate.ts';
import { effectOf, keepEffect } from '#libs/statements/calculation/simulation-effect.ts';

interface MeasureAsked extends CalculationAsked {
  /** Replaces a former simulation of this name. */
  readonly name: string;
  readonly parameters: JsonObject;
  /** Who asks, and when (ISO 8601 instant). */
  readonly by: string;
  readonly at: string;
}

/** The simulation itself. */
type Simulated = Awaited<ReturnType<typeof simulate>>;

export class MeasureSimulation extends Command<Simulated> {
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

  /** Throws NO_SUCH_TEAM, FAULTY_REGULATION where a value does not fit, PARAMETER_IN_NO_SCHEME, and what `onProgress` throws. */
  async execute({ asked, onProgress }: MeasureSimulation): Promise<Simulated> {
    const { name, parameters, by, at, ...request } = asked;
    const { source, regulation } = await this.#regulationInForce.current();
    const published = { published: source, overrides: { parameters } };
    const after = await simulate(this.#stores, name, request, published, onProgress);
    const before = await calculateAfresh(this.#stores, { ...request, regulation }, onProgress);
    const statements = effectOf(before.statements, after.statements);
    const { range, knownOn, team = null } = request;
    const asOf = { from: quarterText(range.from), to: quarterText(range.to), knownOn: dayText(knownOn), team };
    const head = { name, by, at, ...asOf, parameters, regulationVersion: regulation.version };
    await keepEffect(this.#stores.readStore, { ...head, statements });
    return after;
  }
}
