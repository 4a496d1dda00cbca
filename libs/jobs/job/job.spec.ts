/** A job is requested once, may be asked to stop while it is open, and ends once. */
import { test } from '@jest/globals';
import { job } from '#libs/jobs/job/decide.ts';
import type { JobEvent } from '#libs/jobs/job/events.ts';
import { by, specificationOf } from '#test/support/specification.ts';

const ID = '0123456789abcdef01234567';
const { given } = specificationOf(job(ID), `job-${ID}`);

const requested: JobEvent = { type: 'JobRequested', effective: ID, data: { id: ID, kind: 'rebuild', request: {} } };
const cancelRequested: JobEvent = { type: 'JobCancelRequested', effective: ID, data: { id: ID } };
const succeeded: JobEvent = { type: 'JobSucceeded', effective: ID, data: { id: ID, result: 3 } };
const failed: JobEvent = { type: 'JobFailed', effective: ID, data: { id: ID, error: 'perdu' } };
const cancelled: JobEvent = { type: 'JobCancelled', effective: ID, data: { id: ID } };

test('a job is requested once', () => {
  const command = { type: 'request', kind: 'rebuild', request: {} } as const;
  given().when(command).then(requested);
  given(by('Alice', requested)).when(command).thenRefused('JOB_ALREADY_REQUESTED', { id: ID });
});

test('an open job is asked to stop once; an ended one cannot be stopped', () => {
  given(by('Alice', requested)).when({ type: 'cancel' }).then(cancelRequested);
  given(by('Alice', requested), by('Bruno', cancelRequested)).when({ type: 'cancel' }).then();
  given(by('Alice', requested), by('worker', failed))
    .when({ type: 'cancel' })
    .thenRefused('JOB_ENDED', { id: ID, status: 'FAILED' });
});

test('the first outcome holds, except that a late success replaces a failure or a cancellation', () => {
  const succeed = { type: 'succeed', result: 3 } as const;
  for (const outcome of [failed, cancelled]) {
    const ended = given(by('Alice', requested), by('worker', outcome));
    ended.when({ type: 'fail', error: 'autre' }).then();
    ended.when(succeed).then(succeeded);
  }
  given(by('Alice', requested), by('worker', succeeded)).when(succeed).then();
});

test('a job without a request can neither end nor be stopped', () => {
  given().when({ type: 'cancel' }).thenRefused('JOB_UNKNOWN', { id: ID });
  given().when({ type: 'cancelled' }).thenRefused('JOB_UNKNOWN');
});
