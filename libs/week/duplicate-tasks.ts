/** Tasks about ids that look like one person. The list of tasks names no patient, because all of the staff reads it. */
import { duplicatesOf } from '#libs/enrolment/duplicates/duplicates.ts';
import { openLookAlikes } from '#libs/enrolment/duplicates/open-look-alikes.ts';
import type { LookAlikes } from '#libs/enrolment/look-alikes.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { dayOfInstant, dayText } from '#libs/kernel/day.ts';
import { type Task, task } from '#libs/week/task.ts';
import { monthOf, monthText } from '#libs/kernel/month.ts';

export async function duplicateTasks(log: EventStore, all: readonly LookAlikes[]): Promise<readonly Task[]> {
  const state = await duplicatesOf(log);
  return [
    ...task(
      'LOOK_ALIKES',
      openLookAlikes(all, state).map(({ lastAct, firstAct }) => ({
        group: monthText(monthOf(firstAct)),
        of: `${dayText(lastAct)} → ${dayText(firstAct)}`,
      })),
      [{ step: 'REVIEW_LOOK_ALIKES' }],
    ),
    ...task(
      'MERGES',
      [...state.proposals.values()].map(({ at, by, content: { kind } }) => ({
        group: dayText(dayOfInstant(at)),
        of: `${by.name} (${kind === 'MERGE' ? '+' : '−'})`,
      })),
      [{ step: 'REVIEW_MERGES' }],
    ),
  ];
}
