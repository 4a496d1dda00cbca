/** Jobs as server-sent events: the open jobs, then each change. The id is a position of the log. */
import type { Readable } from 'node:stream';
import type { QueryBus } from '@nestjs/cqrs';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { FindJob, type FoundJob } from '#libs/jobs/queries/find-job.ts';
import { FindJobs, listedStatus } from '#libs/jobs/queries/find-jobs.ts';
import { isOpenJob } from '#libs/jobs/job/state.ts';
import { ALL } from '#libs/kernel/page.ts';
import type { Identity } from '#apps/api/access/role.ts';
import type { Bell } from '#apps/api/feed/bell.ts';
import { EventStreams, RECONNECT } from '#apps/api/feed/streams.ts';
import { jobView } from '#apps/api/jobs/job.view.ts';

/** Progress is in the queue, not in the log: it is looked at this often while a job is open. */
const PROGRESS_MS = 500;
const STREAM = 'job-';

/** An undefined field selects all. */
type JobFilter = Omit<FindJobs['filter'], 'order'>;

export class JobStreams {
  readonly #log: EventStore;
  readonly #queries: QueryBus;
  readonly #bell: Bell;
  readonly #streams = new EventStreams(() => undefined);

  constructor(log: EventStore, queries: QueryBus, bell: Bell) {
    this.#log = log;
    this.#queries = queries;
    this.#bell = bell;
  }

  /** `after`: also the jobs that changed since that position. Throws Problem when there are too many streams. */
  open(filter: JobFilter, after: number | undefined, { subject, untilMs }: Identity): Readable {
    return this.#streams.open({ subject, untilMs }, (signal) => this.#texts(filter, after, signal));
  }

  close(): void {
    this.#streams.close();
  }

  async *#texts(filter: JobFilter, after: number | undefined, signal: AbortSignal): AsyncGenerator<string> {
    const stopped = (): boolean => signal.aborted;
    // Taken before the first bytes, so that a client that has received them gets every later change.
    let cursor = after ?? (await this.#log.end());
    /** The last text sent about each job that is still open. */
    const sent = new Map((await this.#openJobs()).map((id) => [id, '']));
    yield RECONNECT;
    while (!stopped()) {
      const end = await this.#log.end();
      const changed = new Set([...(await this.#changed(cursor, end)), ...sent.keys()]);
      cursor = end;
      let isNews = false;
      for (const id of changed) {
        const found = await this.#queries.execute(new FindJob(id));
        if (found === undefined || !isAsked(found, filter)) continue;
        const text = JSON.stringify(jobView(found));
        if (sent.get(id) !== text) {
          isNews = true;
          yield `id: ${cursor}\ndata: ${text}\n\n`;
        }
        if (isOpenJob(found.job)) sent.set(id, text);
        else sent.delete(id);
      }
      if (!isNews && sent.size === 0) yield `: en attente\nid: ${cursor}\n\n`;
      await this.#bell.passed(cursor, sent.size > 0 ? PROGRESS_MS : this.#streams.limits.heartbeatMs, signal);
    }
  }

  async #openJobs(): Promise<readonly string[]> {
    const { items } = await this.#queries.execute(
      new FindJobs({ status: 'PENDING', kind: undefined, order: 'oldest' }, ALL),
    );
    return items.map(({ job }) => job.id);
  }

  async #changed(after: number, upTo: number): Promise<readonly string[]> {
    if (upTo <= after) return [];
    const ids: string[] = [];
    for await (const batch of this.#log.read({ after, upTo, categories: ['job'] }))
      for (const { stream } of batch) ids.push(stream.slice(STREAM.length));
    return ids;
  }
}

function isAsked({ job }: FoundJob, { status, kind }: JobFilter): boolean {
  return (kind ?? job.kind) === job.kind && (status ?? listedStatus(job)) === listedStatus(job);
}
