/** What the handlers of jobs work with. */
import type { CommandBus } from '@nestjs/cqrs';
import { type Day, dayFromText, dayOfInstant, quarterFromText } from '#libs/kernel/day.ts';
import type { CommandMeta } from '#libs/event-store/author.ts';
import { personText } from '#libs/commands/person.ts';
import type { Commit } from '#libs/event-store/event.ts';
import type { EventStore, LeaseHolder } from '#libs/event-store/event-store.ts';
import type { Job } from '#libs/jobs/job/state.ts';
import type { JobContext } from '#libs/jobs/job-queue.ts';
import type { QuarterRange } from '#libs/kernel/period.ts';
import type { JobKind, JobRequests } from '#libs/runtime/jobs.ts';

export interface HandlerSettings {
  readonly commands: CommandBus;
  readonly log: EventStore;
  /** Folder of uploaded files. */
  readonly uploads: string;
  readonly holder: LeaseHolder;
  /** ISO 8601 instant. */
  readonly now: () => string;
}

/** Does one kind of job. Gives its result; throws JobAborted where it is told to stop. */
export type Handler<Kind extends JobKind> = (
  settings: HandlerSettings,
  request: JobRequests[Kind],
  job: Job,
  context: JobContext,
) => Promise<unknown>;

/** What a job of this kind did whole before the log said so: its result; undefined where it did not. */
export type Done<Kind extends JobKind> = (
  settings: HandlerSettings,
  request: JobRequests[Kind],
  job: Job,
) => Promise<unknown>;

/** What the job records is recorded in the name of who asked for it, under his key. */
export function commitOf({ meta }: Job, causation: string, now: () => string): Commit {
  return { recordedAt: now(), actor: personText(meta.by), correlation: meta.key, causation };
}

/** The day given, else the one on which the job was asked for, in France: whenever it runs, and runs again. */
export function dayOf(text: string | undefined, { at }: CommandMeta): Day {
  return text === undefined ? dayOfInstant(at) : dayFromText(text);
}

export function rangeOf({ from, to }: { readonly from: string; readonly to: string }): QuarterRange {
  return { from: quarterFromText(from), to: quarterFromText(to) };
}

/** Tells how far it is, and stops it where that was asked for: between two batches, never within one. */
export function progressOf({ signal, progress }: JobContext, stage: string): (done: number, total: number) => void {
  return (done, total) => {
    progress(stage, done, total);
    signal.throwIfAborted();
  };
}
