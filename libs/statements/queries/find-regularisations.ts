/** The drafted and submitted regularisations, and the one code that approves all submitted ones. */
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { sumCentsOf } from '#libs/kernel/sum-cents.ts';
import type { Day } from '#libs/kernel/day.ts';
import { ledgerOf } from '#libs/payments/ledger/ledger.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';
import { total } from '#libs/statements/workflow/decisions.ts';
import type { StatementProposal } from '#libs/statements/workflow/events.ts';
import { type Stage, type StatementState, draftOf, submissionOf } from '#libs/statements/workflow/state.ts';
import { chosenStatements } from '#libs/statements/listed/chosen-statements.ts';
import { type Selection, statesOf } from '#libs/statements/workflow/statements.ts';
import { isMeant } from '#libs/statements/workflow/each-statement.ts';
import { draftedCents, draftsOn } from '#libs/statements/workflow/too-early.ts';
import { draftCode, varianceCode } from '#libs/statements/workflow/variance-code.ts';

interface RegularisationInHand {
  readonly team: string;
  readonly period: string;
  readonly scheme: string | undefined;
  readonly proposal: StatementProposal;
  readonly totalCents: bigint;
  /** Undefined: drafted. */
  readonly submittedBy: string | undefined;
}

export interface RegularisationsInHand {
  readonly regularisations: readonly RegularisationInHand[];
  readonly totalCents: bigint;
  /** The code that approves all submitted ones; undefined if none is submitted. */
  readonly code: string | undefined;
  readonly submitted: number;
  readonly submittedCents: bigint;
  /** The code that a submission of the drafted ones may give, without those that cannot be submitted yet; undefined without any. */
  readonly draftCode: string | undefined;
  readonly drafts: number;
  readonly draftsCents: bigint;
}

export class FindRegularisations extends Query<RegularisationsInHand> {
  readonly which: Selection;
  /** The day of a submission. */
  readonly on: Day;

  constructor(which: Selection, on: Day) {
    super();
    this.which = which;
    this.on = on;
  }
}

const IN_HAND: readonly Stage[] = ['REGULARISATION_DRAFTED', 'REGULARISATION_SUBMITTED'];

@QueryHandler(FindRegularisations)
export class FindRegularisationsHandler implements IQueryHandler<FindRegularisations> {
  readonly #stores: ServedStores;

  constructor(stores: ServedStores) {
    this.#stores = stores;
  }

  async execute({ which, on }: FindRegularisations): Promise<RegularisationsInHand> {
    const { range, team, scheme } = which;
    const listed = await chosenStatements(this.#stores, { ...range, team });
    const open = listed.filter(({ stage }) => IN_HAND.includes(stage));
    const states = (await statesOf(this.#stores.log, open)).filter(
      (state) =>
        (scheme === undefined || state.scheme === scheme) && isMeant(state, { ...which, regularisations: true }),
    );
    const regularisations = states.flatMap(inHand);
    const submitted = states.filter((state) => submissionOf(state) !== undefined);
    const { ready } = draftsOn(states, on, await ledgerOf(this.#stores.log));
    return {
      regularisations,
      totalCents: sumCentsOf(regularisations, ({ totalCents }) => totalCents),
      code: varianceCode(submitted),
      submitted: submitted.length,
      submittedCents: sumCentsOf(submitted, (state) => total(submissionOf(state)?.proposal.lines ?? [])),
      draftCode: draftCode(ready),
      drafts: ready.length,
      draftsCents: draftedCents(ready),
    };
  }
}

function inHand(state: StatementState): RegularisationInHand[] {
  const submitted = submissionOf(state);
  const proposal = submitted?.proposal ?? draftOf(state);
  if (proposal === undefined) return [];
  const { team, period, scheme } = state;
  return [{ team, period, scheme, proposal, totalCents: total(proposal.lines), submittedBy: submitted?.by.name }];
}
