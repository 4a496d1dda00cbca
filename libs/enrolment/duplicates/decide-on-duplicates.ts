/** Runs a command on duplicates of people over the log. */
import { lastKept } from '#libs/event-store/sealed/forgotten.ts';
import type { Author } from '#libs/commands/author.ts';
import { digestOf } from '#libs/commands/digest.ts';
import { identifierOf } from '#libs/commands/person.ts';
import type { CommandResult } from '#libs/commands/repository.ts';
import type { DuplicatesCommand } from '#libs/enrolment/duplicates/decide.ts';
import { duplicatesIn } from '#libs/enrolment/duplicates/duplicates.ts';
import type { Pair } from '#libs/enrolment/duplicates/events.ts';
import { refused } from '#libs/enrolment/duplicates/refusals.ts';
import { DUPLICATES_STREAM } from '#libs/enrolment/duplicates/stream.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';

/** The recorded result; undefined if nothing was recorded. Throws the refusals of DuplicatesRefusal, conflict, key-reused. */
export async function decideOnDuplicates(
  log: EventStore,
  command: DuplicatesCommand,
  { meta, commit }: Author,
): Promise<CommandResult | undefined> {
  const { at: _, merge: __, ...asked } = { merge: '', ...command };
  const { made } = await duplicatesIn(log).handle(DUPLICATES_STREAM, { command, meta, commit, asked });
  return made;
}

/** A new name of a pair: the same for the same command. */
export function pairName({ meta: { by, key } }: Author): string {
  return digestOf([identifierOf(by), key]).slice(0, PAIR_NAME_LENGTH);
}

const PAIR_NAME_LENGTH = 16;

/** Throws MERGE_OF_NO_PATIENT if no fact names one of the two, MERGE_OF_ERASED if one of them is erased. */
export async function requireRecorded(log: EventStore, { patient, into }: Pair): Promise<void> {
  for (const id of [patient, into]) {
    const [last] = await log.readStream(`patient-${id}`, { limit: 1, backwards: true });
    if (last === undefined) throw refused('MERGE_OF_NO_PATIENT', {});
    if ((await lastKept(log, `patient-${id}`)) !== undefined) throw refused('MERGE_OF_ERASED', {});
  }
}
