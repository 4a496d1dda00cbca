/** The faults of an application, held against the checks of the facts that its team would have. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { Application } from '#libs/candidates/events.ts';
import type { ApplicationFault } from '#libs/candidates/refusals.ts';
import { MEMBERS } from '#libs/enrolment/facts/membership-recorded.ts';
import { TEAMS } from '#libs/enrolment/facts/team-described.ts';
import { rowCheck } from '#libs/intake/row-check.ts';
import { type Day, dayText } from '#libs/kernel/day.ts';
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

/** Those that its rows of teams.csv and members.csv would have. */
export function applicationFaults(
  application: Application,
  regulation: Regulation,
  on: Day,
): readonly ApplicationFault[] {
  const { candidate, entersOn, members, name, scheme, option, scope, structure, finess, commune } = application;
  const knownOn = dayText(on);
  const schemes = new Map([[candidate, scheme]]);
  const [ofTeams, ofMembers] = [TEAMS, MEMBERS].map((kind) => {
    const check = rowCheck(kind, { regulation, schemes });
    return (row: Readonly<Record<string, string>>) => check(kind.columns.map((column) => row[column.name] ?? ''));
  });
  if (ofTeams === undefined || ofMembers === undefined) throw new RangeError('teams and members have checks');
  const team = { name, scheme, option, scope, structure, finess, commune };
  const identity = ofTeams({ ...team, team_id: candidate, from: dayText(entersOn), known_on: knownOn });
  const found = identity.map((fault) => ({
    field: fault.at?.column === 'from' ? 'entersOn' : fieldOf(fault.at?.column),
    fault,
  }));
  for (const [i, { rpps, profession, from }] of members.entries())
    for (const fault of ofMembers({ team_id: candidate, rpps, profession, from: dayText(from), known_on: knownOn }))
      if (fault.at?.column !== 'team_id') found.push({ field: `members/${i}/${fieldOf(fault.at?.column)}`, fault });
  return found;
}

/** The name that a column of the facts has in an application. */
function fieldOf(column = ''): string {
  const names: Readonly<Record<string, string>> = { team_id: 'candidate' };
  return names[column] ?? column;
}
