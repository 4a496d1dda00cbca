/** Proposes to erase the patients whose keeping period is over, many at a time; another person confirms. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Author } from '#libs/commands/author.ts';
import { type DueErasures, dueErasures, mayBeConfirmed } from '#libs/erasure/due-erasures.ts';
import { decidedBefore } from '#libs/erasure/decided-before.ts';
import { erasureIdOfPatient, erasureOf, keysOf } from '#libs/erasure/erasures.ts';
import { proposeErasure } from '#libs/erasure/propose.ts';
import { isConfirmed } from '#libs/erasure/state.ts';
import { DomainError } from '#libs/kernel/domain-error.ts';
import { dayOfInstant } from '#libs/kernel/day.ts';
import type { Progress } from '#libs/read-store/projection.ts';
import { Stores } from '#libs/runtime/stores.module.ts';

interface AskedDue {
  /** The first so many are proposed. */
  readonly most: number;
  readonly reasonOf: (rule: NonNullable<DueErasures['rule']>) => string;
  readonly onProgress?: Progress;
}

interface ProposedDue {
  /** Ids of erasures. */
  readonly proposed: readonly string[];
  /** The number of patients who are due beside these. */
  readonly left: number;
}

export class ProposeDueErasures extends Command<ProposedDue> {
  readonly asked: AskedDue;
  readonly author: Author;

  constructor(asked: AskedDue, author: Author) {
    super();
    this.asked = asked;
    this.author = author;
  }
}

@CommandHandler(ProposeDueErasures)
export class ProposeDueErasuresHandler implements ICommandHandler<ProposeDueErasures> {
  readonly #stores: Stores;

  constructor(stores: Stores) {
    this.#stores = stores;
  }

  /**
   * A repeated command proposes nobody else. Leaves out a patient whose proposal alone is refused; throws that refusal if no proposal was made.
   * Throws NotServed, and the other errors of `proposeErasure`: the proposals made before stay.
   */
  async execute({ asked: { most, reasonOf, onProgress }, author }: ProposeDueErasures): Promise<ProposedDue> {
    const { log } = this.#stores;
    const today = dayOfInstant(author.meta.at);
    const { rule, patients } = await dueErasures(this.#stores, today);
    const before = await decidedBefore(log, 'ErasureProposed', author.meta);
    if (rule === undefined || before.length > 0) return { proposed: before, left: patients.length };
    const proposed: string[] = [];
    let others = 0;
    let refusal: DomainError | undefined;
    for (const { patient } of patients) {
      if (proposed.length >= most) break;
      // Another person may have proposed it since the dossiers were read, and its code may have been read.
      const state = await erasureOf(log, erasureIdOfPatient(keysOf(log), patient));
      if (mayBeConfirmed(state, today) || isConfirmed(state)) {
        others++;
        continue;
      }
      const content = { patient, ground: 'KEEPING_PERIOD', reason: reasonOf(rule) } as const;
      try {
        proposed.push((await proposeErasure(log, content, author)).erasure);
      } catch (error) {
        if (!isOfPatientAlone(error)) throw error;
        refusal ??= error;
      }
      onProgress?.(proposed.length, Math.min(most, patients.length));
    }
    if (refusal !== undefined && proposed.length === 0) throw refusal;
    return { proposed, left: patients.length - proposed.length - others };
  }
}

/** Whether a refusal is about one patient: the log names the patient in clear, or another command changed the erasure meanwhile. */
function isOfPatientAlone(error: unknown): error is DomainError {
  return error instanceof DomainError && (error.kind === 'conflict' || error.code === 'NAMED_IN_CLEAR');
}
