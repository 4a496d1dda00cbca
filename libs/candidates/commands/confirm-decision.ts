/**
 * Confirms another person's proposal about a candidate, by the code that was read, while the facts give the same conditions. An accepted
 * team enters immediately: its rows become facts.
 */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { candidatesOf, decideOnCandidates } from '#libs/candidates/candidates.ts';
import { candidateIn } from '#libs/candidates/decide.ts';
import { wishedConditions } from '#libs/candidates/wished-conditions.ts';
import { rowsOfAccepted } from '#libs/candidates/accepted-rows.ts';
import { entered } from '#libs/candidates/commands/enter-candidate.ts';
import { refuseEntry } from '#libs/candidates/refuse-entry.ts';
import type { Author } from '#libs/commands/author.ts';
import type { CommandResult } from '#libs/commands/repository.ts';
import { FactRecorder } from '#libs/intake/fact-recorder.ts';
import { dayOfInstant } from '#libs/kernel/day.ts';
import { RegulationInForce } from '#libs/regulation/publication/in-force.ts';
import { Stores } from '#libs/runtime/stores.module.ts';

/** Gives the recorded result, if any. */
export class ConfirmCandidateDecision extends Command<CommandResult | undefined> {
  readonly candidate: string;
  /** Undefined if none was given, which is refused. */
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
  readonly #recorder: FactRecorder;

  constructor(stores: Stores, regulationInForce: RegulationInForce, recorder: FactRecorder) {
    this.#stores = stores;
    this.#regulationInForce = regulationInForce;
    this.#recorder = recorder;
  }

  /**
   * Throws CONDITIONS_CHANGED, APPLICATION_FAULTY, CANDIDATE_IS_TEAM, LeaseLost, and the refusals of `requireConfirmation` and decide.ts.
   */
  async execute({ candidate, code, author }: ConfirmCandidateDecision): Promise<CommandResult | undefined> {
    const { log } = this.#stores;
    const { by, at } = author.meta;
    const before = candidateIn(await candidatesOf(log), candidate);
    const { application } = before;
    const { regulation } = await this.#regulationInForce.current();
    const today = dayOfInstant(at);
    const conditions = await wishedConditions(this.#stores, application, regulation, today);
    // A candidate that could not enter is not accepted.
    if (before.status === 'DECISION_PROPOSED')
      await refuseEntry(this.#stores, application, before.proposal.content, { regulation, today });
    const command = { type: 'confirm', candidate, by, at, code, conditions } as const;
    const made = await decideOnCandidates(log, command, author, { type: 'confirm', candidate, by, code });
    const found = candidateIn(await candidatesOf(log), candidate);
    if (made === undefined || found.status !== 'ACCEPTED') return made;
    const { types, position } = await entered(this.#recorder, rowsOfAccepted(candidate, found), author);
    return { types: [...made.types, ...types], position };
  }
}
