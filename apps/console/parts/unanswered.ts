/**
 * A command that got no answer may be done, or done in part. It is sent again under its key, which does nothing twice: even where the screen
 * shows by now what it changed itself, and would ask to read that again. What somebody else changed is refused by the service.
 */
import { isPassing } from '../api/problem.ts';

/** The last command of a dialog, as far as it was sent. */
interface SentCommand {
  readonly error: Error | null;
  /** What was typed and chosen for it; undefined if nothing was sent. */
  readonly variables: string | undefined;
}

/** Whether this content was sent last, and nobody knows what became of it. */
export function isUnanswered({ error, variables }: SentCommand, content: string): boolean {
  return variables === content && isPassing(error);
}
