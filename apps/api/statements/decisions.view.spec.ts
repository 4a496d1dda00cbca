/** What waits for a decision is shown whole: a regularisation may change a due day and no amount. */
import { expect, test } from '@jest/globals';
import { dayFromText } from '#libs/kernel/day.ts';
import type { StatementProposal } from '#libs/statements/workflow/events.ts';
import type { StatementState } from '#libs/statements/workflow/state.ts';
import { decisionsView } from '#apps/api/statements/decisions.view.ts';
import { calculation } from '#test/support/published.ts';
import { person } from '#test/support/specification.ts';

const CALCULATED = calculation('PEPS-01', '2021-Q1', 100n);
const MOVE = {
  kind: 'STARTUP_CREDIT',
  from: dayFromText('2021-02-15'),
  to: dayFromText('2021-03-15'),
  amountCents: 500n,
} as const;
const PROPOSAL: StatementProposal = {
  number: 1,
  digest: CALCULATED.digest,
  pin: CALCULATED.pin,
  lines: [],
  instalments: [],
  moves: [MOVE],
};
const SHOWN = [{ kind: 'STARTUP_CREDIT', from: '2021-02-15', to: '2021-03-15', amountCents: '500' }];

test('the moved amounts of a regularisation are shown, drafted and submitted', () => {
  const of = {
    team: 'PEPS-01',
    period: '2021-Q1',
    scheme: 'PEPS',
    calculated: CALCULATED,
    decisions: [],
    nextNumber: 1,
  };
  const drafted = { ...of, status: 'REGULARISATION_DRAFTED', drafted: PROPOSAL } as unknown as StatementState;
  expect(decisionsView(drafted, 0).drafted).toMatchObject({ totalCents: '0', moves: SHOWN });
  const submitted = {
    ...of,
    status: 'REGULARISATION_SUBMITTED',
    submitted: { proposal: PROPOSAL, by: person('Alice') },
  };
  expect(decisionsView(submitted as unknown as StatementState, 0).submitted).toMatchObject({ moves: SHOWN });
});
