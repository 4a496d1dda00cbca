/** In whose name a command is run, and what is recorded with the events it makes. */
import type { CommandMeta } from '#libs/commands/person.ts';
import type { Commit } from '#libs/event-store/event.ts';

export interface Author {
  /** Who asked, under which idempotency key, and when. */
  readonly meta: CommandMeta;
  readonly commit: Commit;
}
