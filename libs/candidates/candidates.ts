/** Candidates by name. */
import { candidates, type CandidateCommand } from '#libs/candidates/decide.ts';
import type { CandidateEvent } from '#libs/candidates/events.ts';
import type { Candidates } from '#libs/candidates/state.ts';
import type { Author } from '#libs/commands/author.ts';
import { type CommandResult, repositoryFor } from '#libs/commands/repository.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';

const STREAM = 'candidates';

const repository = repositoryFor<Candidates, CandidateCommand, CandidateEvent>({
  streamOf: (stream) => stream,
  aggregateOf: () => candidates,
});

export async function candidatesOf(log: EventStore): Promise<Candidates> {
  return (await repository(log).load(STREAM)).state;
}

/** `asked`: the request of the person, if the command also holds looked-up data. */
export async function decideOnCandidates(
  log: EventStore,
  command: CandidateCommand,
  author: Author,
  asked: object = command,
): Promise<CommandResult | undefined> {
  return (await repository(log).handle(STREAM, { command, ...author, asked })).made;
}
