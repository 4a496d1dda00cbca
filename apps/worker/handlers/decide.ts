/** Job: a step on many statements, in the name of its requester. A stopped or interrupted job resumes with the rest. */
import type { Author } from '#libs/commands/author.ts';
import type { Progress } from '#libs/read-store/projection.ts';
import type { JobRequests } from '#libs/runtime/jobs.ts';
import { ApproveStatements } from '#libs/statements/workflow/commands/approve-statements.ts';
import { RegulariseStatements } from '#libs/statements/workflow/commands/regularise-statements.ts';
import { RejectStatements } from '#libs/statements/workflow/commands/reject-statements.ts';
import { SubmitStatements } from '#libs/statements/workflow/commands/submit-statements.ts';
import { WithdrawStatements } from '#libs/statements/workflow/commands/withdraw-statements.ts';
import type { StatementOutcome } from '#libs/statements/workflow/each-statement.ts';
import { outcomeFigures } from '#libs/statements/workflow/outcome-figures.ts';
import type { Selection } from '#libs/statements/workflow/statements.ts';
import { sentenceOf } from '#libs/words/sentence-of.ts';
import {
  type JobKindHandler,
  type HandlerSettings,
  jobCommit,
  jobDay,
  progressOf,
  jobRange,
} from '#apps/worker/handlers/context.ts';

/** The stage of reading the log, before the decisions are calculated again. */
const READING = 'journal';

interface Decided {
  readonly outcomes: readonly StatementOutcome[];
  readonly notCovered: readonly string[];
}

export const decideJob: JobKindHandler<'decide'> = async (settings, request, job, context) => {
  const author = { meta: job.meta, commit: jobCommit(job, request.step, settings.now) };
  const { outcomes, notCovered } = await decided(
    settings,
    request,
    author,
    progressOf(context, request.step),
    progressOf(context, READING),
  );
  return { outcomes: outcomes.map((one) => outcomeFigures(one, sentenceOf)), notCovered };
};

async function decided(
  { commands }: HandlerSettings,
  request: JobRequests['decide'],
  author: Author,
  onProgress: Progress,
  onReading: Progress,
): Promise<Decided> {
  const { step, variance, exception, reason = '', knownOn, replay, codes } = request;
  const of = selectionOf(request);
  const allCovered = (outcomes: readonly StatementOutcome[]): Decided => ({ outcomes, notCovered: [] });
  switch (step) {
    case 'submit': {
      const read = variance === undefined ? of : { ...of, draftCodes: variance };
      return allCovered(await commands.execute(new SubmitStatements(read, author, onProgress, onReading)));
    }
    case 'approve': {
      const read = { ...of, varianceCodes: variance ?? [] };
      return commands.execute(new ApproveStatements(read, author, exception, onProgress, onReading));
    }
    case 'reject': {
      const read = variance === undefined ? of : { ...of, varianceCodes: variance };
      return allCovered(await commands.execute(new RejectStatements(read, reason, author, onProgress)));
    }
    case 'withdraw': {
      const read = codes === undefined ? of : { ...of, decisionCodes: codes };
      return allCovered(await commands.execute(new WithdrawStatements(read, reason, author, exception, onProgress)));
    }
    case 'regularise': {
      const to = replay === undefined ? { knownOn: jobDay(knownOn, author.meta) } : { replay };
      const read = codes === undefined ? of : { ...of, differenceCodes: codes };
      return allCovered(await commands.execute(new RegulariseStatements(read, to, author, onProgress)));
    }
  }
}

function selectionOf({ from, to, period, team, scheme, regularisations }: JobRequests['decide']): Selection {
  return {
    range: jobRange({ from, to }),
    ...(period === undefined ? {} : { onlyPeriod: period }),
    ...(team === undefined ? {} : { team }),
    ...(scheme === undefined ? {} : { scheme }),
    ...(regularisations === undefined ? {} : { regularisations }),
  };
}
