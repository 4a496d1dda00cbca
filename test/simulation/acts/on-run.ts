/** Acts on payment runs: prepared, released by their code, dropped. */
import { ledgerOf } from '#libs/payments/ledger/ledger.ts';
import { runCode } from '#libs/payments/ledger/payment.ts';
import { DropPaymentRun } from '#libs/payments/runs/commands/drop-payment-run.ts';
import { PreparePaymentRun } from '#libs/payments/runs/commands/prepare-payment-run.ts';
import { ReleasePaymentRun } from '#libs/payments/runs/commands/release-payment-run.ts';
import { type Acting, DONE, type Result } from '#test/simulation/acts/acting.ts';
import { codeGiven } from '#test/simulation/acts/code.ts';
import type { Act } from '#test/simulation/story.ts';

type RunAct = Extract<Act, { readonly act: 'prepare' | 'release' | 'drop' }>;

export async function onRun(asked: RunAct, acting: Acting): Promise<Result> {
  const { process, author } = acting;
  const { run } = asked;
  switch (asked.act) {
    case 'prepare': {
      const { act: _, ...request } = asked;
      await process.prepare.execute(new PreparePaymentRun(request, author));
      return DONE;
    }
    case 'release': {
      const prepared = (await ledgerOf(process.log)).preparedRuns.get(run);
      const shown = prepared === undefined ? undefined : runCode(prepared);
      const code = codeGiven(`run ${run}`, shown, asked.code, acting);
      await process.release.execute(new ReleasePaymentRun(run, code, author));
      return DONE;
    }
    case 'drop':
      await process.drop.execute(new DropPaymentRun(run, author));
      return DONE;
  }
}
