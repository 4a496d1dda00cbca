/** The dependencies of job handlers. */
import type { CommandBus, QueryBus } from '@nestjs/cqrs';
import { type Day, dayFromText, dayOfInstant, quarterFromText } from '#libs/kernel/day.ts';
import type { CommandMeta } from '#libs/event-store/author.ts';
import { personText } from '#libs/commands/person.ts';
import type { Commit } from '#libs/event-store/event.ts';
import type { EventStore, LeaseHolder } from '#libs/event-store/event-store.ts';
import type { Letterhead } from '#libs/letters/letter.ts';
import type { Job } from '#libs/jobs/job/state.ts';
import type { JobContext } from '#libs/jobs/job-queue.ts';
import type { QuarterRange } from '#libs/kernel/period.ts';
import type { Uploads } from '#libs/uploads/uploads.ts';
import type { AuditSettings } from '#libs/runtime/audit-settings.ts';
import type { JobKind, JobRequests } from '#libs/runtime/jobs.ts';
import type { StorePaths } from '#libs/runtime/stores.ts';

export interface HandlerSettings {
  readonly commands: CommandBus;
  readonly queries: QueryBus;
  readonly log: EventStore;
  readonly uploads: Uploads;
  readonly letterhead: Letterhead;
  readonly audit: AuditSettings;
  readonly stores: StorePaths;
  readonly holder: LeaseHolder;
  /** ISO 8601 instant. */
  readonly now: () => string;
}

/** Does one kind of job and gives its result; throws JobAborted when the job is stopped. */
export type JobKindHandler<Kind extends JobKind> = (
  settings: HandlerSettings,
  request: JobRequests[Kind],
  job: Job,
  context: JobContext,
) => Promise<unknown>;

/** Finds the result of a job that finished without its success being recorded; undefined if it did not. */
export type ResultFinder<Kind extends JobKind> = (
  settings: HandlerSettings,
  request: JobRequests[Kind],
  job: Job,
) => Promise<unknown>;

/** Records in the name of the person who requested the job, under that person’s key. */
export function jobCommit({ meta }: Job, causation: string, now: () => string): Commit {
  return { recordedAt: now(), actor: personText(meta.by), correlation: meta.key, causation };
}

/** The given day, otherwise the day of the request in France: the same at each attempt of the job. */
export function jobDay(text: string | undefined, { at }: CommandMeta): Day {
  return text === undefined ? dayOfInstant(at) : dayFromText(text);
}

export function jobRange({ from, to }: { readonly from: string; readonly to: string }): QuarterRange {
  return { from: quarterFromText(from), to: quarterFromText(to) };
}

/** Reports progress, and stops on request: between two batches, never within one. */
export function progressOf({ signal, progress }: JobContext, stage: string): (done: number, total: number) => void {
  return (done, total) => {
    progress(stage, done, total);
    signal.throwIfAborted();
  };
}
