/** The words for the state of a job: the list of jobs says whether a worker is at work on it, or whether it waits. */
import { expect, test } from '@jest/globals';
import { jobStateText } from './job-words.ts';

const RUNNING = { state: 'running', attempt: 1, stage: 'forget', done: 0, total: 0 } as const;

function open(state: 'waiting' | 'delayed' | 'running', cancelRequestedBy: string | null = null): string {
  return jobStateText({ state: 'PENDING', progress: { ...RUNNING, state }, cancelRequestedBy });
}

test('says whether an unfinished job waits, waits again, runs or is being stopped', () => {
  const said = (['waiting', 'delayed', 'running'] as const).map((state) => open(state));
  expect(said).toStrictEqual(['en attente', 'en attente d’un nouvel essai', 'en cours']);
  expect(open('running', 'Alice')).toBe('en cours d’arrêt');
});

test('shows how a job ended, even if somebody asked to stop it', () => {
  const said = (['SUCCEEDED', 'FAILED', 'CANCELLED'] as const).map((state) =>
    jobStateText({ state, progress: null, cancelRequestedBy: 'Alice' }),
  );
  expect(said).toStrictEqual(['terminé', 'échoué', 'arrêté']);
});
