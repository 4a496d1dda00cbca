/**
 * Confirms together the proposed erasures of patients whose keeping period is over, by the one code that was read with them. FinishErasures
 * does the rest: it forgets one after the other, and builds what is made of facts again once, not after each.
 */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Author } from '#libs/commands/author.ts';
import { requireCode, requireGivenCode } from '#libs/commands/proposal.ts';
import { type OfProposal, requireDifferentPerson } from '#libs/commands/refusals.ts';
import { confirmErasure } from '#libs/erasure/confirm.ts';
import { decidedBefore } from '#libs/erasure/decided-before.ts';
import { dueProposals } from '#libs/erasure/due-proposals.ts';
import { refused } from '#libs/erasure/refusals.ts';
import { DomainError } from '#libs/kernel/domain-error.ts';
import { dayOfInstant } from '#libs/kernel/day.ts';
import { compareText } from '#libs/kernel/text.ts';
import { Stores } from '#libs/runtime/stores.module.ts';

const DUE: OfProposal = { step: 'DUE_ERASURES', subject: '' };

export interface ConfirmedDueErasures {
  /** Ids of erasures. */
  readonly confirmed: readonly string[];
  /** Left as they are: changed or decided by somebody else while the others were confirmed, say. None for a repeated command. */
  readonly refused: readonly RefusedErasure[];
}

/** Why one erasure was not confirmed with the others. */
interface RefusedErasure {
  readonly erasure: string;
  readonly refusal: DomainError;
}

interface ConfirmedDue {
  /** Undefined if none was given, which is refused. */
  readonly code: string | undefined;
  /** The number of those that were read together. */
  readonly most: number;
  /** `stage`: `read`, then `confirm`. */
  readonly onProgress?: (stage: string, done: number, total: number) => void;
}

export class ConfirmDueErasures extends Command<ConfirmedDueErasures> {
  readonly asked: ConfirmedDue;
  readonly author: Author;

  constructor(asked: ConfirmedDue, author: Author) {
    super();
    this.asked = asked;
    this.author = author;
  }
}

@CommandHandler(ConfirmDueErasures)
export class ConfirmDueErasuresHandler implements ICommandHandler<ConfirmDueErasures> {
  readonly #stores: Stores;

  constructor(stores: Stores) {
    this.#stores = stores;
  }

  /**
   * A repeated command gives what it confirmed. Records nothing if the code is not that of the waiting proposals, or if the same person made
   * one of them. Throws NO_DUE_ERASURE_PROPOSED, SECOND_PERSON_REQUIRED, CONFIRMATION_CODE_REQUIRED, PROPOSAL_CHANGED,
   * REGULATION_NOT_IN_LOG.
   */
  async execute({ asked: { code, most, onProgress }, author }: ConfirmDueErasures): Promise<ConfirmedDueErasures> {
    const { log } = this.#stores;
    const before = await decidedBefore(log, 'ErasureConfirmed', author.meta);
    if (before.length > 0) return { confirmed: before.toSorted(compareText), refused: [] };
    const due = await dueProposals(log, dayOfInstant(author.meta.at), {
      most,
      allow: ({ by, step, subject }) => {
        requireDifferentPerson(author.meta.by, by, step, subject);
        requireGivenCode(DUE, code);
      },
      onProgress: (done, total) => onProgress?.('read', done, total),
    });
    if (due === undefined) throw refused('NO_DUE_ERASURE_PROPOSED', {});
    requireCode(DUE, code, due.code);
    const confirmed: string[] = [];
    const notConfirmed: RefusedErasure[] = [];
    for (const [i, { erasure, code: own }] of due.proposals.entries()) {
      onProgress?.('confirm', i, due.proposals.length);
      try {
        await confirmErasure(log, { id: erasure, code: own, author });
        confirmed.push(erasure);
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
        notConfirmed.push({ erasure, refusal: error });
      }
    }
    return { confirmed, refused: notConfirmed };
  }
}
