/** The projection of jobs lists them in the order of their requests, without their results. */
import { test } from '@jest/globals';
import { JOB_EVENTS, type JobEvent } from '#libs/jobs/job/events.ts';
import { JOBS } from '#libs/jobs/job/job-list.ts';
import { by, person, projectionOf, recordedAs } from '#test/support/specification.ts';

const ID = '0123456789abcdef01234567';
const AT = '2026-01-15T10:00:00.000Z';
/** Its keys in the two orders, oldest first and newest first. */
const ORDER = {
  'requested/0000000000000001': { id: ID },
  'newest/9007199254740990': { id: ID },
};
const { given } = projectionOf(JOBS);

const requested: JobEvent = { type: 'JobRequested', effective: ID, data: { id: ID, kind: 'rebuild', request: {} } };
const cancelRequested: JobEvent = { type: 'JobCancelRequested', effective: ID, data: { id: ID } };
const succeeded: JobEvent = { type: 'JobSucceeded', effective: ID, data: { id: ID, result: { much: 'text' } } };

const recorded = (...events: Parameters<typeof recordedAs<JobEvent>>[2]) => recordedAs(JOB_EVENTS, `job-${ID}`, events);

const pending = {
  id: ID,
  kind: 'rebuild',
  request: {},
  meta: { key: 'key-0', at: AT, by: person('Alice') },
  status: 'PENDING',
  position: 1,
};

test('a request is a job that waits, and takes its place in the order', () => {
  given(...recorded(by('Alice', requested))).then({
    [`job/${ID}`]: pending,
    [`open/${ID}`]: { ...pending, requested: 1 },
    ...ORDER,
  });
});

test('a job that is asked to stop names the person who asked, and keeps its place', () => {
  const stopping = { ...pending, status: 'CANCEL_REQUESTED', cancelRequestedBy: person('Bruno'), position: 2 };
  given(...recorded(by('Alice', requested), by('Bruno', cancelRequested))).then({
    [`job/${ID}`]: stopping,
    [`open/${ID}`]: { ...stopping, requested: 1 },
    ...ORDER,
  });
});

test('a job that succeeded is listed without its result, and no longer among those that have not ended', () => {
  given(...recorded(by('Alice', requested), by('worker', succeeded))).then({
    [`job/${ID}`]: { ...pending, status: 'SUCCEEDED', endedAt: AT, position: 2 },
    ...ORDER,
  });
});

test('a job that succeeds after it failed does not come back', () => {
  const failed: JobEvent = { type: 'JobFailed', effective: ID, data: { id: ID, error: 'panne' } };
  given(...recorded(by('Alice', requested), by('worker', failed), by('worker', succeeded))).then({
    [`job/${ID}`]: { ...pending, status: 'SUCCEEDED', endedAt: AT, position: 3 },
    ...ORDER,
  });
});

test('refuses the end of a job without a request', () => {
  given(...recorded(by('worker', succeeded))).thenRefused(/nobody requested/);
});
