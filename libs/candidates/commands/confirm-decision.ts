/** Confirms what another person proposed of a candidate, by the code of what was read, while the facts give the same conditions. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { candidatesOf, onCandidates } from '#libs/candidates/candidates.ts';
import { candidateIn } from '#libs/candidates/decide.ts';
import { wishedConditions } from '#libs/candidates/wished-conditions.ts';
import type { Author } from '#libs/commands/author.ts';
import type { Made } from '#libs/commands/repository.ts';
import { dayOfInstant } from '#libs/kernel/day.ts';
import { RegulationInForce } from '#libs/regulation/publication/in-force.ts';
import { Stores } from '#libs/runtime/stores.module.ts';

/** Gives what was recorded, if anything. */
export class ConfirmCandidateDecision extends Command<Made | undefined> {
  readonly candidate: string;
  /** Undefined where none was given, which is refused. */
  readonly code: string | undefined;
  readonly author: Author;

  constructor(candidate: string, code: string | undefined, author: Author) {
    super();
    this.candidate = candidate;
    this.code = code;
    this.author = author;
  }
}

@CommandHandler(ConfirmCandidateDecision)
export class ConfirmCandidateDecisionHandler implements ICommandHandler<ConfirmCandidateDecision> {
  readonly #stores: Stores;
  readonly #regulationInForce: RegulationInForce;

  constructor(stores: Stores, regulationInForce: RegulationInForce) {
    this.#stores = stores;
    this.#regulationInForce = regulationInForce;
  }

  /** Throws CONDITIONS_CHANGED, and what `requireConfirmation` and decide.ts refuse. */
  async execute({ candidate, code, author }: ConfirmCandidateDecision): Promise<Made | undefined> {
    const { log } = this.#stores;
    const { by, at } = author.meta;
    const { application } = candidateIn(await candidatesOf(log), candidate);
    const { regulation } = await this.#regulationInForce.current();
    const conditions = await wishedConditions(this.#stores, application, regulation, dayOfInstant(at));
    const command = { type: 'confirm', candidate, by, at, code, conditions } as const;
    return onCandidates(log, command, author, { type: 'confirm', candidate, by, code });
  }
}
