/** The author of a command, and the commit recorded with its events. */
import type { CommandMeta } from '#libs/commands/person.ts';
import type { Commit } from '#libs/event-store/event.ts';

export interface Author {
  /** The requester, the idempotency key, and the instant. */
  readonly meta: CommandMeta;
  readonly commit: Commit;
}
