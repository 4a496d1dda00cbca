/** A team applies, or applies again while nothing is decided. Its fields are checked like the facts of a team. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { decideOnCandidates } from '#libs/candidates/candidates.ts';
import type { Application } from '#libs/candidates/events.ts';
import { applicationFaults } from '#libs/candidates/queries/check-application.ts';
import { invalid, refused } from '#libs/candidates/refusals.ts';
import type { Author } from '#libs/commands/author.ts';
import type { CommandResult } from '#libs/commands/repository.ts';
import { ROSTERS, TEAM_PREFIX } from '#libs/enrolment/rosters.ts';
import { dayOfInstant } from '#libs/kernel/day.ts';
import { RegulationInForce } from '#libs/regulation/publication/in-force.ts';
import { Stores } from '#libs/runtime/stores.module.ts';

const MOST_MEMBERS = 500;

/** Gives the recorded result, if any. */
export class ApplyCandidate extends Command<CommandResult | undefined> {
  readonly application: Application;
  readonly author: Author;

  constructor(application: Application, author: Author) {
    super();
    this.application = application;
    this.author = author;
  }
}

@CommandHandler(ApplyCandidate)
export class ApplyCandidateHandler implements ICommandHandler<ApplyCandidate> {
  readonly #stores: Stores;
  readonly #regulationInForce: RegulationInForce;

  constructor(stores: Stores, regulationInForce: RegulationInForce) {
    this.#stores = stores;
    this.#regulationInForce = regulationInForce;
  }

  /** Throws APPLICATION_FAULTY, CANDIDATE_MEMBERS, CANDIDATE_FOR_PROJECTION, CANDIDATE_IS_TEAM, and the refusals of decide.ts. */
  async execute({ application, author }: ApplyCandidate): Promise<CommandResult | undefined> {
    const { log, projections } = this.#stores;
    const { candidate, scheme, members } = application;
    const { regulation } = await this.#regulationInForce.current(author.commit);
    const isTwice = new Set(members.map(({ rpps, from }) => `${rpps} ${from}`)).size < members.length;
    if (isTwice || members.length > MOST_MEMBERS) throw invalid('CANDIDATE_MEMBERS', { candidate, most: MOST_MEMBERS });
    const faults = applicationFaults(application, regulation, dayOfInstant(author.meta.at));
    if (faults.length > 0) throw invalid('APPLICATION_FAULTY', { faults });
    if (regulation.schemes.get(scheme)?.isProjection === true)
      throw refused('CANDIDATE_FOR_PROJECTION', { candidate, scheme });
    const key = TEAM_PREFIX + candidate;
    if ((await (await projections.documents(ROSTERS)).get([key])).has(key))
      throw refused('CANDIDATE_IS_TEAM', { candidate });
    return decideOnCandidates(log, { type: 'apply', application }, author);
  }
}
