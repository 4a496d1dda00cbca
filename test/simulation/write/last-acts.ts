/**
 * The last acts of every story: a former log is carried over if that was not done; a run is prepared in each envelope, which posts the
 * decisions of interrupted approvals.
 */
import { dayOfInstant } from '#libs/kernel/day.ts';
import { nextBankDay } from '#libs/payments/bank/target-days.ts';
import { ROLES } from '#test/simulation/cast.ts';
import type { Step, Story } from '#test/simulation/story.ts';

const DAY_MS = 86_400_000;

export function lastActs(story: Story): Story {
  const last = story.at(-1)?.at ?? '2021-01-01T08:00:00.000Z';
  const envelopes = new Set(story.flatMap(({ act }) => ('envelope' in act ? [act.envelope] : [])));
  const carryOver: Story = story.some(({ act }) => act.act === 'former')
    ? [
        {
          at: new Date(Date.parse(last) + 59 * DAY_MS).toISOString(),
          who: { person: ROLES.approves[0], spelling: 0 },
          key: 'last-carry-over',
          process: 0,
          fate: { kind: 'lives' },
          act: { act: 'carry-over', code: 'now' },
        },
      ]
    : [];
  const prepared = [...envelopes].map((envelope, i): Step => {
    const at = new Date(Date.parse(last) + (60 + i) * DAY_MS).toISOString();
    const today = dayOfInstant(at);
    return {
      at,
      who: { person: ROLES.pays[0], spelling: 0 },
      key: `last-${envelope}`,
      process: 0,
      fate: { kind: 'lives' },
      act: {
        act: 'prepare',
        run: `LAST-${envelope}`,
        envelope,
        dueBy: today,
        executionDay: nextBankDay(today + 1),
        exceptions: [],
      },
    };
  });
  return [...carryOver, ...prepared];
}
