/** The faults of an application, by the checks of the facts that its team would get. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { Application } from '#libs/candidates/events.ts';
import { type EntryRow, entryRows, firstPhases } from '#libs/candidates/entry-rows.ts';
import type { ApplicationFault } from '#libs/candidates/refusals.ts';
import { plausibilityCheck } from '#libs/facts/plausibility.ts';
import { PLAUSIBILITY_RULES } from '#libs/intake/plausibility-rules.ts';
import { rowCheck } from '#libs/intake/row-check.ts';
import type { Day } from '#libs/kernel/day.ts';
import { memoised } from '#libs/kernel/memo.ts';
import { RegulationInForce } from '#libs/regulation/publication/in-force.ts';
import type { Regulation } from '#libs/regulation/regulation.ts';

export class CheckApplication extends Query<readonly ApplicationFault[]> {
  readonly application: Application;
  readonly on: Day;

  constructor(application: Application, on: Day) {
    super();
    this.application = application;
    this.on = on;
  }
}

@QueryHandler(CheckApplication)
export class CheckApplicationHandler implements IQueryHandler<CheckApplication> {
  readonly #regulationInForce: RegulationInForce;

  constructor(regulationInForce: RegulationInForce) {
    this.#regulationInForce = regulationInForce;
  }

  async execute({ application, on }: CheckApplication): Promise<readonly ApplicationFault[]> {
    return applicationFaults(application, (await this.#regulationInForce.current()).regulation, on);
  }
}

/** The faults that its rows of teams.csv, phases.csv and members.csv would have, by default with the first phase of its scheme. */
export function applicationFaults(
  application: Application,
  regulation: Regulation,
  on: Day,
  phase?: string,
): readonly ApplicationFault[] {
  const { candidate, scheme } = application;
  const found = regulation.schemes.get(scheme);
  const first = phase ?? (found === undefined ? '' : (firstPhases(found)[0] ?? ''));
  const context = { regulation, schemes: new Map([[candidate, scheme]]) };
  const checkOf = memoised((kind: EntryRow['kind']) => rowCheck(kind, context));
  return entryRows(application, first, on).flatMap(({ kind, fields, named }) => {
    const faults = checkOf(kind)(fields);
    const all = faults.length > 0 ? faults : plausibilityCheck(kind, PLAUSIBILITY_RULES, on)(fields).faults;
    return all
      .filter(({ at }) => kind.name === 'teams' || at?.column !== 'team_id')
      .map((fault) => ({ field: named(fault.at?.column ?? ''), fault }));
  });
}
