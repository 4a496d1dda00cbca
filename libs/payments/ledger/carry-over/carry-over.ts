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
import { type FormerStream, LEDGER_EVENTS } from '#libs/payments/ledger/events.ts';
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

/**
 * Throws FORMER_LEDGER_WRITTEN if a program of before wrote to former streams after they were carried over, or beside a ledger that began
 * without any: its decisions and payments are not in this ledger, which would pay them again.
 */
export async function requireNothingLater(log: EventStore, { carryOver }: PaymentLedger): Promise<void> {
  // Counted at each command; which streams they are is read only if there is something to say.
  const events = (await log.count([FORMER_CATEGORY])) - (carryOver?.events ?? 0);
  if (events > 0) throw refused('FORMER_LEDGER_WRITTEN', { streams: await laterThan(log, carryOver?.streams ?? []) });
}

/** The events of former streams after those that were carried over. */
export async function laterThan(log: EventStore, carried: readonly FormerStream[]): Promise<readonly FormerStream[]> {
  const done = new Map(carried.map(({ envelope, events }) => [envelope, events]));
  const later: FormerStream[] = [];
  for (const envelope of await formerEnvelopes(log)) {
    const from = done.get(envelope) ?? 0;
    const { length } = await log.readStream(`${FORMER_CATEGORY}-${envelope}`, { from });
    if (length > 0) later.push({ envelope, events: length });
  }
  return later;
}

/** What a carry-over took from the former streams; undefined as long as none has begun, and there is no ledger. */
export function takenOver(ledger: PaymentLedger, revision: number): readonly FormerStream[] | undefined {
  return ledger.carryOver?.streams ?? (revision < 0 ? undefined : []);
}

/**
 * The plan, also if it is done already; undefined if the log has no former stream. A carry-over that has begun has only what it took: an
 * event that was written since is not among the copies that it announced.
 */
export async function plannedCarryOver(
  log: EventStore,
  taken?: readonly FormerStream[],
): Promise<CarryOverPlan | undefined> {
  const former: RecordedEvent[] = [];
  for await (const batch of log.read({ after: 0, categories: [FORMER_CATEGORY] }))
    former.push(...batch.filter((event) => isAmong(taken, event)));
  return former.length === 0 ? undefined : carryOverPlan(former, await submittersOf(log, former));
}

function isAmong(taken: readonly FormerStream[] | undefined, { stream, revision }: RecordedEvent): boolean {
  if (taken === undefined) return true;
  return taken.some(({ envelope, events }) => stream === `${FORMER_CATEGORY}-${envelope}` && revision < events);
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
