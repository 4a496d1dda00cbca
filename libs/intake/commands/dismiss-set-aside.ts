/** A person gives a reason to leave set-aside rows, or a refused file, without action. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Author } from '#libs/commands/author.ts';
import { type CommandResult, repositoryFor } from '#libs/commands/repository.ts';
import { dayOfInstant, dayText } from '#libs/kernel/day.ts';
import { type DismissedRows, type ImportCommand, importOf } from '#libs/intake/import/decide.ts';
import type { FileIdentity, ImportEvent } from '#libs/intake/import/events.ts';
import { fileReceivedAs, importStream } from '#libs/intake/import/import-stream.ts';
import type { ImportState } from '#libs/intake/import/state.ts';
import { importUnknown } from '#libs/intake/refusals.ts';
import { Stores } from '#libs/runtime/stores.module.ts';

/** Named by the JSON of their identity. */
const imports = repositoryFor<ImportState, ImportCommand, ImportEvent>({
  streamOf: (id) => importStream(JSON.parse(id) as FileIdentity),
  aggregateOf: (id) => importOf(JSON.parse(id) as FileIdentity),
  // An import with many set-aside rows is large.
  capacity: 10,
  // The fault of a row quotes the row.
  ofPeople: true,
});

interface DismissalAsked extends DismissedRows {
  /** The stream of the file: `import-…`. */
  readonly import: string;
  readonly reason: string;
}

export class DismissSetAside extends Command<CommandResult | undefined> {
  readonly asked: DismissalAsked;
  readonly author: Author;

  constructor(asked: DismissalAsked, author: Author) {
    super();
    this.asked = asked;
    this.author = author;
  }
}

@CommandHandler(DismissSetAside)
export class DismissSetAsideHandler implements ICommandHandler<DismissSetAside> {
  readonly #stores: Stores;

  constructor(stores: Stores) {
    this.#stores = stores;
  }

  /** Throws DomainError: IMPORT_UNKNOWN, NOTHING_SET_ASIDE, REASON_REQUIRED, conflict, key-reused. */
  async execute({ asked, author }: DismissSetAside): Promise<CommandResult | undefined> {
    const { log } = this.#stores;
    const { import: id, reason, code, line } = asked;
    const identity = await fileReceivedAs(log, id);
    if (identity === undefined) throw importUnknown(id);
    const command: ImportCommand = { type: 'dismiss', reason, code, line, day: dayText(dayOfInstant(author.meta.at)) };
    const { made } = await imports(log).handle(JSON.stringify(identity), { command, ...author, asked });
    return made;
  }
}
