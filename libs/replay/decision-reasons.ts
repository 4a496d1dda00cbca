/** The reasons why a regularisation differs from the decisions before it: both calculations are as decided, each at its pin. */
import { DOSSIERS } from '#libs/enrolment/dossiers.ts';
import { ROSTERS } from '#libs/enrolment/rosters.ts';
import { periodFromText, quartersOf } from '#libs/kernel/period.ts';
import type { Progress } from '#libs/read-store/projection.ts';
import type { QueryStores } from '#libs/read-store/read-store.ts';
import { documentsWithoutErased } from '#libs/read-store/without-erased.ts';
import { NO_REASON, type ReplayReasons, reasonsOf } from '#libs/replay/reasons.ts';
import { statementKey } from '#libs/statements/calculated-statement.ts';
import { pinnedRegulation } from '#libs/statements/calculation/pinned-regulation.ts';
import { pinnedRules } from '#libs/statements/calculation/pinned-rules.ts';
import { rosterDocuments } from '#libs/statements/calculation/roster-documents.ts';
import { sumsInThread } from '#libs/statements/calculation/sums-of.ts';
import { frameOf } from '#libs/statements/rules/frame.ts';
import type { StatementState } from '#libs/statements/workflow/state.ts';

/** The reasons of the decision at this place among those in force; empty for the first, which has nothing to differ from. */
export async function reasonsOfDecision(
  stores: QueryStores,
  { team, period, scheme, decisions }: StatementState,
  index: number,
  onProgress?: Progress,
): Promise<ReplayReasons> {
  const [before, after] = [decisions[index - 1], decisions[index]];
  if (before === undefined || after === undefined) return NO_REASON;
  const { pin } = after;
  const regulation = await pinnedRegulation(stores, pin.regulationFingerprint);
  const rosters = await rosterDocuments(await documentsWithoutErased(stores, ROSTERS));
  const known = { day: pin.knownOn, position: pin.position };
  const frame = frameOf(rosters, known, regulation, quartersOf(periodFromText(period)), pinnedRules(pin));
  const dossiers = await documentsWithoutErased(stores, DOSSIERS);
  const { sums } = await sumsInThread({ frame, dossiers, rosters }, undefined, () => undefined);
  const changed = { team, period, scheme, pin: before.pin };
  const reasons = await reasonsOf(stores, [changed], { pin, regulation, frame, sums: sums.sums }, onProgress);
  return reasons.get(statementKey(team, period)) ?? NO_REASON;
}
