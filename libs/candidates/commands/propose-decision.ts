/** Proposes to accept or decline a candidate, with the conditions of the scheme that it wishes as the facts give them today. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { candidatesOf, decideOnCandidates } from '#libs/candidates/candidates.ts';
import { candidateIn } from '#libs/candidates/decide.ts';
import type { CandidateDecision } from '#libs/candidates/events.ts';
import { wishedConditions } from '#libs/candidates/wished-conditions.ts';
import { refuseEntry } from '#libs/candidates/refuse-entry.ts';
import { firstPhases } from '#libs/candidates/entry-rows.ts';
import { refused } from '#libs/candidates/refusals.ts';
import type { Author } from '#libs/commands/author.ts';
import type { CommandResult } from '#libs/commands/repository.ts';
import { dayOfInstant } from '#libs/kernel/day.ts';
import { type Scheme, schemeOf } from '#libs/regulation/regulation.ts';
import { RegulationInForce } from '#libs/regulation/publication/in-force.ts';
import { Stores } from '#libs/runtime/stores.module.ts';

interface DecisionAsked extends Pick<CandidateDecision, 'candidate' | 'decision' | 'reason'> {
  /** Undefined: the first of the scheme. */
  readonly phase?: string | undefined;
}

/** Gives the recorded result, if any. */
export class ProposeCandidateDecision extends Command<CommandResult | undefined> {
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

  /** Throws NOT_A_FIRST_PHASE, PHASE_OF_DECLINED, the errors of `refuseEntry`, and the refusals of decide.ts. */
  async execute({ asked, author }: ProposeCandidateDecision): Promise<CommandResult | undefined> {
    const { log } = this.#stores;
    const before = candidateIn(await candidatesOf(log), asked.candidate);
    const { application } = before;
    const { regulation } = await this.#regulationInForce.current();
    const today = dayOfInstant(author.meta.at);
    const conditions = await wishedConditions(this.#stores, application, regulation, today);
    const phase = phaseOf(asked, schemeOf(regulation, application.scheme));
    if (before.status === 'APPLIED')
      await refuseEntry(this.#stores, application, { ...asked, phase }, { regulation, today });
    const command = { type: 'propose', ...asked, phase, on: application.entersOn, conditions } as const;
    return decideOnCandidates(log, command, author, { type: 'propose', ...asked });
  }
}

/** Throws NOT_A_FIRST_PHASE, PHASE_OF_DECLINED. */
function phaseOf({ candidate, decision, phase }: DecisionAsked, scheme: Scheme): string | null {
  if (decision === 'DECLINE') {
    if (phase !== undefined) throw refused('PHASE_OF_DECLINED', { candidate });
    return null;
  }
  const phases = firstPhases(scheme);
  const first = phase ?? phases[0] ?? '';
  if (!phases.includes(first)) throw refused('NOT_A_FIRST_PHASE', { candidate, phase: first, phases });
  return first;
}
