/** Acts on statements: calculations from the facts, and the decisions on them. */
import { statementStream } from '#libs/statements/calculated-statement.ts';
import { ApproveStatements } from '#libs/statements/workflow/commands/approve-statements.ts';
import { RejectStatements } from '#libs/statements/workflow/commands/reject-statements.ts';
import { periodFromText, quartersOf } from '#libs/kernel/period.ts';
import { regulariseTowards } from '#libs/statements/workflow/commands/regularise-statement.ts';
import { RegulariseStatements } from '#libs/statements/workflow/commands/regularise-statements.ts';
import { SubmitStatements } from '#libs/statements/workflow/commands/submit-statements.ts';
import { WithdrawStatements } from '#libs/statements/workflow/commands/withdraw-statements.ts';
import type { StatementOutcome } from '#libs/statements/workflow/each-statement.ts';
import { calculationEvent } from '#libs/statements/workflow/events.ts';
import { loadStatements } from '#libs/statements/workflow/statements.ts';
import { varianceCode } from '#libs/statements/workflow/variance-code.ts';
import { codeGiven } from '#test/simulation/acts/code.ts';
import { type Acting, DONE, IDLE, type Result } from '#test/simulation/acts/acting.ts';
import type { Act } from '#test/simulation/story.ts';

type StatementAct = Extract<
  Act,
  { readonly act: 'calculate' | 'facts' | 'submit' | 'approve' | 'reject' | 'withdraw' | 'regularise' }
>;
type ManyAct = Extract<Act, { readonly act: 'regularise-many' | 'submit-many' | 'approve-many' }>;

const REASON = 'à revoir';

/** All that are decided. */
const REGULARISATIONS = { range: quartersOf(periodFromText('2020')), regularisations: true };

export async function onStatements(asked: ManyAct, acting: Acting): Promise<Result> {
  const { process, author } = acting;
  switch (asked.act) {
    case 'regularise-many': {
      const to = { knownOn: asked.knownOn };
      return ofMany(await process.regulariseMany.execute(new RegulariseStatements(REGULARISATIONS, to, author)));
    }
    case 'submit-many':
      return ofMany(await process.submit.execute(new SubmitStatements(REGULARISATIONS, author)));
    case 'approve-many': {
      const states = await loadStatements({ log: process.log, projections: process.projections }, REGULARISATIONS);
      const shown = varianceCode(states.filter(({ decisions }) => decisions.length > 0));
      const code = codeGiven('regularisations', shown, asked.code, acting);
      const varianceCodes = code === undefined ? [] : [code];
      const approval = new ApproveStatements({ ...REGULARISATIONS, varianceCodes }, author);
      return ofMany((await process.approve.execute(approval)).outcomes);
    }
  }
}

function ofMany(outcomes: readonly StatementOutcome[]): Result {
  return outcomes.length === 0 ? IDLE : resultOf(outcomes);
}

export async function onStatement(asked: StatementAct, { process, world, author }: Acting): Promise<Result> {
  const { team, period } = asked;
  const of = { team, period };
  switch (asked.act) {
    case 'calculate': {
      const calculated = world.facts.arrive(asked);
      const position = await process.log.end();
      const event = calculationEvent({ ...calculated, pin: { ...calculated.pin, position } });
      await process.log.append(statementStream(of), [event], 'any', author.commit);
      return DONE;
    }
    case 'facts':
      world.facts.arrive(asked);
      return DONE;
    case 'submit':
      return resultOf(await process.submit.execute(new SubmitStatements(of, author)));
    case 'approve':
      return resultOf((await process.approve.execute(new ApproveStatements(of, author, asked.exception))).outcomes);
    case 'reject':
      return resultOf(await process.reject.execute(new RejectStatements(of, REASON, author)));
    case 'withdraw':
      return resultOf(await process.withdraw.execute(new WithdrawStatements(of, REASON, author, asked.exception)));
    case 'regularise': {
      const target = world.facts.nowOf({ ...of, knownOn: asked.knownOn });
      const { made } = await regulariseTowards(process.log, target, author);
      return made === undefined ? IDLE : DONE;
    }
  }
}

function resultOf(outcomes: readonly StatementOutcome[]): Result {
  const codes = outcomes.flatMap(({ refused }) => (refused === undefined ? [] : [refused.code]));
  return codes.length > 0 ? { outcome: 'refused', codes } : DONE;
}
