/** Jobs of a service under test: asked for, waited for, their results. */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { JobView } from '#apps/api/jobs/job.view.ts';
import type { Service } from '#test/support/service.ts';

const END_MS = 120_000;

/** The files of a folder as a form, as `curl -F` sends them. */
export function formOf(folder: string): FormData {
  const form = new FormData();
  for (const name of readdirSync(folder))
    if (name.endsWith('.csv')) form.append(name, new Blob([readFileSync(join(folder, name))]), name);
  return form;
}

/** Asks for a job, which is accepted. */
export async function accepted(
  service: Service,
  path: string,
  body: unknown,
  sent: { token: string; key?: string },
): Promise<JobView> {
  const answer = await service.post<JobView>(path, body, sent);
  assert.equal(answer.status, 202, JSON.stringify(answer.body));
  assert.equal(answer.headers.get('location'), `/jobs/${answer.body.id}`);
  return answer.body;
}

/** Looks at a job until it is as it should be. */
export async function jobWhen(service: Service, id: string, holds: (job: JobView) => boolean): Promise<JobView> {
  const token = await service.token('auditor', 'Zoé');
  const until = performance.now() + END_MS;
  let job: JobView | undefined;
  while (performance.now() < until) {
    job = (await service.get<JobView>(`/jobs/${id}`, { token })).body;
    if (holds(job)) return job;
    await setTimeout(20);
  }
  throw new assert.AssertionError({ message: `job ${id} did not come to be so: ${JSON.stringify(job)}` });
}

export function ended(service: Service, id: string): Promise<JobView> {
  return jobWhen(service, id, ({ state }) => state !== 'PENDING');
}

/** Result of a job that must succeed. */
export async function resultOf<Result>(service: Service, id: string): Promise<Result> {
  const { state, error } = await ended(service, id);
  assert.equal(state, 'SUCCEEDED', String(error));
  const token = await service.token('auditor', 'Zoé');
  return (await service.get<Result>(`/jobs/${id}/result`, { token })).body;
}
