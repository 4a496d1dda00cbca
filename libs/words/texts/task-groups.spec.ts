/** The tasks of a week are grouped by what they say in French. */
import { expect, test } from '@jest/globals';
import { dayFromText } from '#libs/kernel/day.ts';
import { type TaskEntry, task } from '#libs/week/task.ts';
import type { TaskGroup, TaskSubject } from '#libs/week/task-texts.ts';
import { type GroupedTask, groupedTask } from '#libs/words/texts/task-groups.ts';
import { required } from '#test/support/enrolment.ts';
import { person } from '#test/support/specification.ts';

const DAY = dayFromText('2026-01-15');

function grouped(...entries: readonly TaskEntry[]): GroupedTask {
  return groupedTask(required(task('CONFIRM', entries, [])[0]));
}

function groupText(group: TaskGroup): string | undefined {
  return grouped({ group, of: 'T1' }).groups[0]?.group;
}

function subjectText(of: TaskSubject): string | undefined {
  return grouped({ group: 'a', of }).groups[0]?.of[0];
}

test('entries are grouped in the order of their groups, each group with its count and sum', () => {
  expect(
    grouped(
      { group: '2022-Q2', of: 'T1 2022-Q2', amountCents: 5n },
      { group: '2022-Q1', of: 'T2 2022-Q1', amountCents: -7n },
      { group: '2022-Q2', of: 'T2 2022-Q2', amountCents: 6n },
    ),
  ).toStrictEqual({
    kind: 'CONFIRM',
    count: 3,
    amountCents: 4n,
    groups: [
      { group: '2022-Q1', count: 1, amountCents: -7n, of: ['T2 2022-Q1'] },
      { group: '2022-Q2', count: 2, amountCents: 11n, of: ['T1 2022-Q2', 'T2 2022-Q2'] },
    ],
    next: [],
  });
});

test('kinds of proposals with the same French name are one group', () => {
  const groups = (['DEMAND', 'TAKE_BACK'] as const).map(
    (of) => ({ group: { is: 'PROPOSALS', of }, of: 'T1' }) as const,
  );
  expect(grouped(...groups).groups.map(({ group, count }) => [group, count])).toStrictEqual([
    ['demandes de remboursement', 2],
  ]);
});

test('a group says what it is', () => {
  expect(groupText({ is: 'RUN', run: 'R1' })).toBe('campagne R1');
  expect(groupText({ is: 'PAYMENT_FILE', file: 'R1-1' })).toBe('lot R1-1');
  expect(groupText({ is: 'ENVELOPE', envelope: 'FIR' })).toBe('enveloppe FIR');
  expect(groupText({ is: 'TWO_ENVELOPES', envelopes: ['FIR', 'FISS'] })).toBe('enveloppes FIR et FISS');
  expect(groupText({ is: 'DUE', on: DAY, envelope: 'FIR' })).toBe('15/01/2026, enveloppe FIR');
  expect(groupText({ is: 'OBSTACLE', reason: 'NO_ACCOUNT', until: null })).toBe('pas de compte confirmé');
  expect(groupText({ is: 'SUBMITTED', period: '2021-Q4', by: 'Alice' })).toBe('2021-Q4, soumis par Alice');
});

test('a subject says what it is, one act in the singular', () => {
  const month = { is: 'MONTH', team: 'T1', month: '2022-03', mean: 10 } as const;
  expect(subjectText({ ...month, acts: 1 })).toBe('T1 2022-03, 1 acte contre 10 en moyenne');
  expect(subjectText({ ...month, acts: 2 })).toBe('T1 2022-03, 2 actes contre 10 en moyenne');
  expect(subjectText({ is: 'ROW', file: 'acts.csv', line: 3 })).toBe('acts.csv ligne 3');
  expect(subjectText({ is: 'PREPARED', run: 'R1', by: 'Chloé', days: 2 })).toBe('R1, préparée par Chloé il y a 2 j');
});

test('a proposal says its author, its age and its last day', () => {
  const proposal = {
    step: 'PROPOSED_HOLD',
    subject: '',
    content: {},
    by: person('Alice'),
    at: '2026-01-12T10:00:00Z',
  } as const;
  const of = { kind: 'HOLD', days: 1, reason: 'essai' } as const;
  expect(subjectText({ is: 'PROPOSAL', of, proposal, today: DAY })).toBe(
    '1 jour, par Alice, il y a 3 jours, à confirmer jusqu’au 11/02/2026',
  );
  expect(subjectText({ is: 'PROPOSAL', of: 'T1', proposal, today: DAY - 3 })).toMatch(/^T1, par Alice, aujourd’hui, /);
});
