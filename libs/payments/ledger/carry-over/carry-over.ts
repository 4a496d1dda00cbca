/** Carries the former streams over to the payment ledger in parts, so that an interrupted run can resume. */
import { canonical, digestOf } from '#libs/commands/digest.ts';
import type { Author } from '#libs/commands/author.ts';
import { streamIdsOf } from '#libs/commands/stream-ids.ts';
import { dayInFrance, dayText } from '#libs/kernel/day.ts';
import type { Person } from '#libs/event-store/author.ts';
import type { NewEvent, RecordedEvent } from '#libs/event-store/event.ts';
import { FORMER_CATEGORY } from '#libs/payments/ledger/former-events.ts';
import { eventId } from '#libs/event-store/event-id.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { type CarryOverPlan, carriedOver, carryOverPlan } from '#libs/payments/ledger/carry-over/plan.ts';
import { LEDGER_EVENTS } from '#libs/payments/ledger/events.ts';
import { changed, refused } from '#libs/payments/ledger/refusals.ts';
import type { PaymentLedger } from '#libs/payments/ledger/state.ts';
import { decisionId } from '#libs/statements/workflow/decisions.ts';
import { loadStatement } from '#libs/statements/workflow/statements.ts';

/** Events of one append: an engine accepts about a megabyte at once. */
const AT_ONCE = 300;

const formerEnvelopes = streamIdsOf(FORMER_CATEGORY);

/** Throws LEDGER_NOT_CARRIED_OVER if former streams wait, or if a carry-over was cut off. */
export async function requireCarriedOver(log: EventStore, ledger: PaymentLedger, revision: number): Promise<void> {
  const { carryOver } = ledger;
  if (carryOver === undefined && revision >= 0) return;
  if (carryOver !== undefined && carryOver.carried === carryOver.events) return;
  const envelopes = await formerEnvelopes(log);
  if (envelopes.length > 0) throw refused('LEDGER_NOT_CARRIED_OVER', { envelopes });
}

/** The plan, also if it is done already; undefined if the log has no former stream. */
export async function plannedCarryOver(log: EventStore): Promise<CarryOverPlan | undefined> {
  const former: RecordedEvent[] = [];
  for await (const batch of log.read({ after: 0, categories: [FORMER_CATEGORY] })) former.push(...batch);
  return former.length === 0 ? undefined : carryOverPlan(former, await submittersOf(log, former));
}

/**
 * The submitter of each decision, keyed by decision. They come from the statements, because the former streams lack them and a submitter
 * may not release. Decisions withdrawn since are left out, as they have nothing due.
 */
async function submittersOf(log: EventStore, former: readonly RecordedEvent[]): Promise<ReadonlyMap<string, Person>> {
  const submitters = new Map<string, Person>();
  for (const { type, data } of former.map((event) => LEDGER_EVENTS.read(event))) {
    if (type !== 'DecisionPosted') continue;
    const { decisions } = await loadStatement(log, data);
    for (const decision of decisions) submitters.set(decisionId(data, decision), decision.submittedBy);
  }
  return submitters;
}

/** Appends the missing events after `revision`. Throws CARRY_OVER_CHANGED for the code of another plan, RevisionConflict. */
export async function carryOver(
  log: EventStore,
  stream: string,
  { plan, code, revision }: { readonly plan: CarryOverPlan; readonly code: string; readonly revision: number },
  { meta, commit }: Author,
): Promise<void> {
  if (code !== plan.code) throw changed('CARRY_OVER_CHANGED', {});
  const first = firstEvent(plan, meta, commit.recordedAt);
  const events = [first, ...plan.copies];
  for (let done = revision + 1; done < events.length; done += AT_ONCE)
    await log.append(stream, events.slice(done, done + AT_ONCE), done === 0 ? 'none' : done - 1, commit);
}

function firstEvent(plan: CarryOverPlan, meta: Author['meta'], recordedAt: string): NewEvent {
  const event = carriedOver(plan);
  const { schemaVersion, json } = LEDGER_EVENTS.write(event);
  const command = { key: meta.key, digest: digestOf({ type: 'carryOver', code: plan.code }), meta };
  const { type, effective } = event;
  const knownOn = dayText(dayInFrance(new Date(recordedAt)));
  const id = eventId(type, plan.code);
  return { id, type, schemaVersion, effective, knownOn, data: canonical({ ...json, command }) };
}
