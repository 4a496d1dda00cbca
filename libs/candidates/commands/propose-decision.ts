/** Proposes to accept or decline a candidate, with the conditions of the scheme that it wishes as the facts give them today. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { candidatesOf, onCandidates } from '#libs/candidates/candidates.ts';
import { candidateIn } from '#libs/candidates/decide.ts';
import type { CandidateDecision } from '#libs/candidates/events.ts';
import { wishedConditions } from '#libs/candidates/wished-conditions.ts';
import type { Author } from '#libs/commands/author.ts';
import type { Made } from '#libs/commands/repository.ts';
import { dayOfInstant } from '#libs/kernel/day.ts';
import { RegulationInForce } from '#libs/regulation/publication/in-force.ts';
import { Stores } from '#libs/runtime/stores.module.ts';

type DecisionAsked = Pick<CandidateDecision, 'candidate' | 'decision' | 'reason'>;

/** Gives what was recorded, if anything. */
export class ProposeCandidateDecision extends Command<Made | undefined> {
  readonly asked: DecisionAsked;
  readonly author: Author;

  constructor(asked: DecisionAsked, author: Author) {
    super();
    this.asked = asked;
    this.author = author;
  }
}

@CommandHandler(ProposeCandidateDecision)
export class ProposeCandidateDecisionHandler implements ICommandHandler<ProposeCandidateDecision> {
  readonly #stores: Stores;
  readonly #regulationInForce: RegulationInForce;

  constructor(stores: Stores, regulationInForce: RegulationInForce) {
    this.#stores = stores;
    this.#regulationInForce = regulationInForce;
  }

  /** Throws what decide.ts refuses. */
  async execute({ asked, author }: ProposeCandidateDecision): Promise<Made | undefined> {
    const { log } = this.#stores;
    const { application } = candidateIn(await candidatesOf(log), asked.candidate);
    const { regulation } = await this.#regulationInForce.current();
    const conditions = await wishedConditions(this.#stores, application, regulation, dayOfInstant(author.meta.at));
    const command = { type: 'propose', ...asked, on: application.entersOn, conditions } as const;
    return onCandidates(log, command, author, { type: 'propose', ...asked });
  }
}
