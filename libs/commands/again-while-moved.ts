/** Decides again what another command overtook between its reading and its recording. */
import { setImmediate } from 'node:timers/promises';
import { type CommandRefusal, changedStream, unavailable } from '#libs/commands/refusals.ts';
import { DomainError } from '#libs/kernel/domain-error.ts';

/** Each time, another command was recorded instead of this one: only very many commands at once overtake it so often. */
export const TIMES = 50;

/**
 * `decide` reads what it rests on each time, and records in one append. `mayMove`: whether it may be decided again without asking the person
 * because this stream moved. Throws OVERTAKEN if one did each time, and all other errors of `decide`.
 */
export async function againWhileMoved<T>(mayMove: (stream: string) => boolean, decide: () => Promise<T>): Promise<T> {
  for (let time = 1; ; time++)
    try {
      return await decide();
    } catch (error) {
      const stream = changedStream(error);
      if (stream === undefined || !mayMove(stream)) throw error;
      if (time === TIMES) throw unavailable('OVERTAKEN', { stream, times: TIMES });
      // Yields: requests that wait, and the command that was first, go on.
      await setImmediate();
    }
}

export function isOvertaken(error: unknown): boolean {
  return error instanceof DomainError && error.code === ('OVERTAKEN' satisfies CommandRefusal['code']);
}
