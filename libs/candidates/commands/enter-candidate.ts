/** Records the facts of an accepted team: its identity, its first phase, its members. A repetition finishes an interrupted command. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { candidatesOf } from '#libs/candidates/candidates.ts';
import { candidateIn } from '#libs/candidates/decide.ts';
import { rowsOfAccepted } from '#libs/candidates/accepted-rows.ts';
import type { EntryRow } from '#libs/candidates/entry-rows.ts';
import { refuseOtherTeam } from '#libs/candidates/refuse-entry.ts';
import type { Author } from '#libs/commands/author.ts';
import type { CommandResult } from '#libs/commands/repository.ts';
import { FactRecorder } from '#libs/intake/fact-recorder.ts';
import { Stores } from '#libs/runtime/stores.module.ts';

/** Gives the recorded result, now or before. */
export class EnterCandidate extends Command<CommandResult> {
  readonly candidate: string;
  readonly author: Author;

  constructor(candidate: string, author: Author) {
    super();
    this.candidate = candidate;
    this.author = author;
  }
}

@CommandHandler(EnterCandidate)
export class EnterCandidateHandler implements ICommandHandler<EnterCandidate> {
  readonly #stores: Stores;
  readonly #recorder: FactRecorder;

  constructor(stores: Stores, recorder: FactRecorder) {
    this.#stores = stores;
    this.#recorder = recorder;
  }

  /** Throws NO_SUCH_CANDIDATE, CANDIDATE_NOT_ACCEPTED, DECISION_WITHOUT_PHASE, CANDIDATE_IS_TEAM, InvalidFact, LeaseLost. */
  async execute({ candidate, author }: EnterCandidate): Promise<CommandResult> {
    const found = candidateIn(await candidatesOf(this.#stores.log), candidate);
    const rows = rowsOfAccepted(candidate, found);
    await refuseOtherTeam(this.#stores, candidate, rows);
    return entered(this.#recorder, rows, author);
  }
}

/** Records the facts by the recorder of this process, which checks them and waits for its turn. Throws InvalidFact, LeaseLost. */
export async function entered(
  recorder: FactRecorder,
  rows: readonly EntryRow[],
  { commit }: Author,
): Promise<CommandResult> {
  const facts = rows.map(({ kind, fields }) => recorder.record({ kind: kind.name, fields, commit }));
  const recorded = await Promise.all(facts);
  return {
    types: [...new Set(rows.map(({ kind }) => kind.event))],
    position: Math.max(...recorded.map(({ position }) => position)),
  };
}
