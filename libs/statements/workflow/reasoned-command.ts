/** A command on approved or submitted statements that gives a reason. */
import { Command } from '@nestjs/cqrs';
import type { Author } from '#libs/commands/author.ts';
import type { Progress } from '#libs/read-store/projection.ts';
import type { StatementOutcome, ChosenStatements } from '#libs/statements/workflow/each-statement.ts';

export abstract class ReasonedCommand<Which extends ChosenStatements = ChosenStatements> extends Command<
  readonly StatementOutcome[]
> {
  readonly which: Which;
  readonly reason: string;
  readonly author: Author;
  readonly onProgress: Progress | undefined;

  constructor(which: Which, reason: string, author: Author, onProgress?: Progress) {
    super();
    this.which = which;
    this.reason = reason;
    this.author = author;
    this.onProgress = onProgress;
  }
}
