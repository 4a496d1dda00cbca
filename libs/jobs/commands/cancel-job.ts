/** Asks a job to stop: before it begins, or between two steps. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Author } from '#libs/commands/author.ts';
import { Jobs } from '#libs/jobs/jobs.ts';

export class CancelJob extends Command<undefined> {
  readonly id: string;
  readonly author: Author;

  constructor(id: string, author: Author) {
    super();
    this.id = id;
    this.author = author;
  }
}

@CommandHandler(CancelJob)
export class CancelJobHandler implements ICommandHandler<CancelJob> {
  readonly #jobs: Jobs;

  constructor(jobs: Jobs) {
    this.#jobs = jobs;
  }

  /** Throws JOB_UNKNOWN, JOB_ENDED. */
  async execute({ id, author }: CancelJob): Promise<undefined> {
    await this.#jobs.cancel(id, author);
  }
}
