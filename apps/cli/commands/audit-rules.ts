/** `decompte audit rules`: checks from the log alone whether its decisions and payments keep the rules. */
import { RuleCheck } from '#libs/audit/rules/check-rules.ts';
import type { Impossible } from '#libs/audit/rules/findings.ts';
import { counted } from '#libs/kernel/counted.ts';
import { impossibleText, saidImpossible } from '#libs/words/audit-rules.ts';
import { onStoredLog } from '#apps/cli/stored-log.ts';
import type { StoreOptions } from '#apps/cli/stores.ts';
import { printJson, message, result } from '#apps/cli/terminal.ts';

const IMPOSSIBLE = 1;
const SHOWN = 10;

interface RulesOptions extends StoreOptions {
  readonly json?: boolean;
}

/** Checks only the rules of decisions and payments, without the chain: finds events that no command of the product makes. */
export async function auditRulesCommand(options: RulesOptions): Promise<number> {
  const rules = new RuleCheck();
  const events = await onStoredLog(options, async (stored, progress) => {
    const { end } = await stored.coverage();
    let done = 0;
    for await (const batch of stored.events()) {
      for (const event of batch) rules.take(event);
      done += batch.length;
      progress(done, end);
    }
    return done;
  });
  const { impossible, remarks } = rules;
  if (options.json === true)
    printJson({
      fits: impossible.length === 0,
      events,
      impossible: impossible.map(saidImpossible),
      remarks: remarks.map(saidImpossible),
    });
  else if (impossible.length > 0) reportImpossible(impossible);
  else
    result(
      `${counted(events, 'événement lu', 'événements lus')} ; les règles permettent tous ceux des décisions et des paiements.`,
    );
  if (options.json !== true) reportRemarks(remarks);
  return impossible.length === 0 ? 0 : IMPOSSIBLE;
}

export function reportImpossible(impossible: readonly Impossible[]): void {
  result('Le journal contient ce que les règles ne permettent pas :');
  for (const one of impossible.slice(0, SHOWN)) result(`- ${impossibleText(one)}.`);
  if (impossible.length > SHOWN) result(`- et ${counted(impossible.length - SHOWN, 'autre')}.`);
  result('Gardez ce journal tel quel, et cherchez qui a pu y écrire sans passer par Décompte.');
}

/** Reports what is no fault: events that were recorded before the rule existed, and what was begun and not ended. */
export function reportRemarks(remarks: readonly Impossible[]): void {
  for (const one of remarks.slice(0, SHOWN)) message(`À noter : ${impossibleText(one)}${whyNoFault(one)}.`);
  if (remarks.length > SHOWN) message(`À noter : et ${counted(remarks.length - SHOWN, 'autre')}.`);
}

function whyNoFault({ finding }: Impossible): string {
  return finding.code === 'CANCELLED_NOT_WITHDRAWN' ? '' : ' ; aucune règle d’alors ne le refusait';
}
