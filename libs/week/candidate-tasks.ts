/** Tasks about candidates: accepted teams whose facts are not all recorded. */
import { isEntryCutOff } from '#libs/candidates/accepted-rows.ts';
import { candidatesOf } from '#libs/candidates/candidates.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { dayText } from '#libs/kernel/day.ts';
import { type TaskEntry, type Task, task } from '#libs/week/task.ts';

export async function candidateTasks(log: EventStore): Promise<readonly Task[]> {
  const entries: (TaskEntry & { readonly of: string })[] = [];
  for (const [candidate, found] of await candidatesOf(log))
    if (await isEntryCutOff(log, candidate, found))
      entries.push({ group: dayText(found.application.entersOn), of: candidate });
  return task(
    'ENTER',
    entries,
    entries.map(({ of }) => ({ step: 'ENTER_CANDIDATE', candidate: of })),
  );
}
