/**
 * Read your own writes: every read of this page carries the position of the page's last command, or of the last job that was seen to end,
 * and the service waits until its projections reach that position.
 */

/** Routes that read no projection, and take no `after`. */
export const WITHOUT_AFTER: readonly string[] = [
  '/events/{position}',
  '/health/live',
  '/health/ready',
  '/import-templates',
  '/import-templates/{file}',
  '/jobs/{id}',
  '/jobs/{id}/result',
  '/metrics',
  '/session',
  '/session/login',
  '/webhooks/{id}',
];

let position: number | undefined;

/** The request with the position; unchanged before the first command, and for routes that take no position. */
export function afterWritten(request: Request, route: string): Request {
  if (position === undefined || request.method !== 'GET' || WITHOUT_AFTER.includes(route)) return request;
  const url = new URL(request.url);
  url.searchParams.set('after', String(position));
  return new Request(url, request);
}

/** Remembers the position in the answer of a command, or of a job: its own, or the last of its outcomes. */
export function rememberWritten(result: unknown): void {
  for (const found of positionsOf(result)) position = Math.max(position ?? 0, found);
}

function positionsOf(result: unknown): readonly number[] {
  if (typeof result !== 'object' || result === null) return [];
  const { position: own, outcomes } = result as { position?: unknown; outcomes?: unknown };
  const inside = Array.isArray(outcomes) ? outcomes.flatMap(positionsOf) : [];
  return typeof own === 'number' ? [own, ...inside] : inside;
}
