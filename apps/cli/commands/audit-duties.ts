/** `decompte audit duties`: who did what for each payment and change of the ledger and when, with marks for an auditor. */
import { momentInFrench, periodInFrench } from '#libs/kernel/french-days.ts';
import { counted } from '#libs/kernel/counted.ts';
import { personText } from '#libs/commands/person.ts';
import type { PaymentDuties } from '#libs/history/payment-duties.ts';
import { HistoryModule } from '#libs/history/history.module.ts';
import { FindDuties } from '#libs/history/queries/find-duties.ts';
import { euros } from '#libs/kernel/euros.ts';
import { DUTY_LABELS, markText } from '#libs/words/labels/duties.ts';
import { proposalName } from '#libs/words/labels/proposals.ts';
import type { StoreOptions } from '#apps/cli/stores.ts';
import { printJson, message, result } from '#apps/cli/terminal.ts';
import { withModules } from '#apps/cli/with-modules.ts';

interface DutiesOptions extends StoreOptions {
  readonly run?: string;
  readonly team?: string;
  readonly marked?: boolean;
  readonly json?: boolean;
}

export function dutiesCommand({ run, team, marked = false, ...options }: DutiesOptions): Promise<number> {
  return withModules(options, [HistoryModule], async ({ query }) => {
    const found = await query(new FindDuties({ run, team, marked }));
    if (options.json === true) printJson(found);
    else for (const payment of found) result(paymentText(payment));
    const withMarks = found.filter(({ marks }) => marks.length > 0).length;
    const changes = found.filter(({ change }) => change !== null).length;
    message(
      `${counted(found.length - changes, 'paiement')}, ${counted(changes, 'changement')} du livre à deux personnes, ${withMarks} à regarder.`,
    );
  });
}

function paymentText({ endToEndId, change, run, team, period, amountCents, acts, marks }: PaymentDuties): string {
  return [
    change === null
      ? `${endToEndId} : ${team} ${periodInFrench(period)}, ${euros(BigInt(amountCents))}, campagne ${run}`
      : proposalName(change),
    ...acts.map(({ duty, by, at }) => `  ${momentInFrench(at)}  ${DUTY_LABELS[duty]}, ${personText(by)}`),
    ...marks.map((mark) => `  À regarder : ${markText(mark)}.`),
  ].join('\n');
}
