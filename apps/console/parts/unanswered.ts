/**
 * A command that got no answer may be done, or done in part. It is sent again under its key, which does nothing twice: even where the screen
 * shows by now what it changed itself, and would ask to read that again. What somebody else changed is refused by the service.
 */
import { counted } from '#libs/kernel/counted.ts';
import { isPerhapsDone, isTooMany } from '../api/problem.ts';

/** The last command of a dialog, as far as it was sent. */
interface SentCommand {
  readonly error: Error | null;
  /** What was typed and chosen for it; undefined if nothing was sent. */
  readonly variables: string | undefined;
}

/** Whether this content was sent last, and nobody knows what became of it. */
export function isUnanswered({ error, variables }: SentCommand, content: string): boolean {
  return variables === content && isPerhapsDone(error);
}

/** What is known of a command that failed, beside the sentence of its problem: whether to send it again, and when; undefined if that says it. */
export function sentAgainText(sent: SentCommand, content: string): string | undefined {
  if (isUnanswered(sent, content))
    return 'Ce qui est demandé est peut-être déjà fait, ou l’est en partie. Renvoyez-le : rien ne se fait deux fois.';
  const { error } = sent;
  if (!isTooMany(error)) return undefined;
  const wait = error.retryAfterS === undefined ? 'un moment' : counted(error.retryAfterS, 'seconde');
  return `Rien n’est fait de ce qui est demandé. Attendez ${wait}, puis renvoyez-le.`;
}
