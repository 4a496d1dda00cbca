/** Proposes to erase the patients whose keeping period is over, many at a time; another person confirms. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Author } from '#libs/commands/author.ts';
import { type DueErasures, dueErasures, mayBeConfirmed } from '#libs/erasure/due-erasures.ts';
import { decidedBefore } from '#libs/erasure/due-proposals.ts';
import { erasureIdOfPatient, erasureOf, keysOf } from '#libs/erasure/erasures.ts';
import { proposeErasure } from '#libs/erasure/propose.ts';
import { isConfirmed } from '#libs/erasure/state.ts';
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

  /** A repeated command proposes nobody else. Throws NotServed, and the errors of `proposeErasure`: those before it stay proposed. */
  async execute({ asked: { most, reasonOf, onProgress }, author }: ProposeDueErasures): Promise<ProposedDue> {
    const { log } = this.#stores;
    const today = dayOfInstant(author.meta.at);
    const { rule, patients } = await dueErasures(this.#stores, today);
    const before = await decidedBefore(log, author);
    if (rule === undefined || before.length > 0) return { proposed: before, left: patients.length };
    const proposed: string[] = [];
    let looked = 0;
    for (const { patient } of patients) {
      if (proposed.length >= most) break;
      looked++;
      // Somebody may have proposed it since the dossiers were read, and shown its code.
      const state = await erasureOf(log, erasureIdOfPatient(keysOf(log), patient));
      if (mayBeConfirmed(state, today) || isConfirmed(state)) continue;
      const content = { patient, ground: 'KEEPING_PERIOD', reason: reasonOf(rule) } as const;
      proposed.push((await proposeErasure(log, content, author)).erasure);
      onProgress?.(proposed.length, Math.min(most, patients.length));
    }
    return { proposed, left: patients.length - looked };
  }
}
