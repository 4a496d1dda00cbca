/** Sends a step of a person on one statement. */
import { client } from '../../api/client.ts';
import { answer } from '../../api/problem.ts';
import type { Command } from '../../parts/confirm-dialog.tsx';
import type { TeamPeriod } from './queries.ts';

export type Step = 'submit' | 'approve' | 'reject' | 'withdraw' | 'regularise';

interface Said {
  /** Empty: today. */
  readonly knownOn: string;
  /** The code of what the person read: another one, which came since, is not decided. */
  readonly code: string | null;
}

export function sendStep(step: Step, path: TeamPeriod, { key, reason }: Command, { knownOn, code }: Said) {
  const params = { path, header: { 'Idempotency-Key': key } };
  const read = code === null ? {} : { code };
  switch (step) {
    case 'submit':
      return answer<unknown>(client.POST('/statements/{team}/{period}/submit', { params, body: read }));
    case 'approve':
      return answer<unknown>(client.POST('/statements/{team}/{period}/approve', { params, body: read }));
    case 'reject':
      return answer<unknown>(client.POST('/statements/{team}/{period}/reject', { params, body: { ...read, reason } }));
    case 'withdraw':
      return answer<unknown>(
        client.POST('/statements/{team}/{period}/withdraw', { params, body: { ...read, reason } }),
      );
    case 'regularise': {
      const body = knownOn === '' ? {} : { knownOn };
      return answer<unknown>(client.POST('/statements/{team}/{period}/regularise', { params, body }));
    }
  }
}
