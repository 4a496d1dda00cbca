/** Records the facts of a team that was accepted: who it is, its first phase, its members. Again, it finishes what was cut off. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { candidatesOf } from '#libs/candidates/candidates.ts';
import { candidateIn } from '#libs/candidates/decide.ts';
import { type EntryRow, entryRows } from '#libs/candidates/entry-rows.ts';
import { refused } from '#libs/candidates/refusals.ts';
import { refuseOtherTeam } from '#libs/candidates/refuse-entry.ts';
import type { Candidate } from '#libs/candidates/state.ts';
import type { Author } from '#libs/commands/author.ts';
import type { Made } from '#libs/commands/repository.ts';
import { FactRecorder } from '#libs/intake/fact-recorder.ts';
import { dayOfInstant } from '#libs/kernel/day.ts';
import { Stores } from '#libs/runtime/stores.module.ts';

/** Gives what was recorded, now or before. */
export class EnterCandidate extends Command<Made> {
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
  async execute({ candidate, author }: EnterCandidate): Promise<Made> {
    const found = candidateIn(await candidatesOf(this.#stores.log), candidate);
    const rows = rowsOfAccepted(candidate, found);
    await refuseOtherTeam(this.#stores, candidate, rows);
    return entered(this.#recorder, rows, author);
  }
}

/** As known on the day of the decision, so that they are the same rows whenever they are recorded. */
export function rowsOfAccepted(candidate: string, found: Candidate): readonly EntryRow[] {
  if (found.status !== 'ACCEPTED') throw refused('CANDIDATE_NOT_ACCEPTED', { candidate, status: found.status });
  const { phase } = found.decision;
  if (phase === null) throw refused('DECISION_WITHOUT_PHASE', { candidate });
  return entryRows(found.application, phase, dayOfInstant(found.decidedAt));
}

/** Through the one recorder of the process, which checks them and takes its turn. Throws InvalidFact, LeaseLost. */
export async function entered(recorder: FactRecorder, rows: readonly EntryRow[], { commit }: Author): Promise<Made> {
  const facts = rows.map(({ kind, fields }) => recorder.record({ kind: kind.name, fields, commit }));
  const recorded = await Promise.all(facts);
  return {
    types: [...new Set(rows.map(({ kind }) => kind.event))],
    position: Math.max(...recorded.map(({ position }) => position)),
  };
}
