/** All debts of a team are demanded together, once. */
import { test } from '@jest/globals';
import type { RepaymentDemanded } from '#libs/payments/ledger/events.ts';
import { posting } from '#libs/payments/ledger/posting.ts';
import { ENVELOPE, PERIOD, TEAM, given, posted, recovery } from '#test/support/ledger.ts';
import { person } from '#test/support/specification.ts';

const demand = { type: 'demandRepayment', by: person('Carol'), envelope: ENVELOPE, team: TEAM } as const;
const demanded: RepaymentDemanded = {
  type: 'RepaymentDemanded',
  effective: PERIOD,
  data: {
    envelope: ENVELOPE,
    recovery: 'd1#1',
    team: TEAM,
    ...posting(TEAM, { debit: 'demanded', credit: 'to-recover', amountCents: 40n }),
  },
};

test('what a team owes is demanded', () => {
  given(posted('d1'), recovery('d1', 40n)).when(demand).then(demanded);
});

test('refuses a demand to a team that owes nothing, or nothing more', () => {
  given().when(demand).thenRefused('NOTHING_OWED', { team: TEAM });
  given(posted('d1'), recovery('d1', 40n), demanded).when(demand).thenRefused('NOTHING_OWED');
});
