/**
 * Carries the former streams over to the payment ledger in parts, so that an interrupted run can resume; and again what a former program
 * wrote since.
 */
import { setImmediate } from 'node:timers/promises';
import { canonical, digestOf } from '#libs/commands/digest.ts';
import type { Author } from '#libs/commands/author.ts';
import { streamIdsOf } from '#libs/commands/stream-ids.ts';
import { dayInFrance, dayText } from '#libs/kernel/day.ts';
import type { Person } from '#libs/event-store/author.ts';
import type { NewEvent, RecordedEvent } from '#libs/event-store/event.ts';
import { FORMER_CATEGORY } from '#libs/payments/ledger/former-events.ts';
import { eventId } from '#libs/event-store/event-id.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { LedgerBefore, envelopeOf } from '#libs/payments/ledger/carry-over/before.ts';
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
 * without any: its decisions and payments are not in this ledger, which would pay them again. They are to be carried over too.
 */
export async function requireNothingLater(log: EventStore, ledger: PaymentLedger): Promise<void> {
  const streams = await writtenBeside(log, ledger);
  if (streams.length > 0) throw refused('FORMER_LEDGER_WRITTEN', { streams });
}

/** The events of former streams that the ledger does not have. */
export async function writtenBeside(log: EventStore, { carryOver }: PaymentLedger): Promise<readonly FormerStream[]> {
  // Counted at each command; which streams they are is read only if there is something to say.
  if ((await log.count([FORMER_CATEGORY])) === (carryOver?.events ?? 0)) return [];
  const done = new Map(carryOver?.streams.map(({ envelope, events }) => [envelope, events]));
  const later: FormerStream[] = [];
  for (const envelope of await formerEnvelopes(log)) {
    const from = done.get(envelope) ?? 0;
    const { length } = await log.readStream(`${FORMER_CATEGORY}-${envelope}`, { from });
    if (length > 0) later.push({ envelope, events: length });
  }
  return later;
}

/** The ledger stream with its state and revision; -1 if it is empty. */
interface OneLedger {
  readonly stream: string;
  readonly state: PaymentLedger;
  readonly revision: number;
}

/** What is to be carried over now. */
export interface NextCarryOver {
  readonly plan: CarryOverPlan;
  /** The revision of the event that began it; undefined if it has not begun. */
  readonly begunAt: number | undefined;
}

/**
 * The plan of what the ledger does not have yet; undefined if it has everything. A carry-over that was cut off has only what it announced: an
 * event that was written since is not among its copies.
 */
export async function nextCarryOver(
  log: EventStore,
  { stream, state, revision }: OneLedger,
): Promise<NextCarryOver | undefined> {
  const { carryOver } = state;
  const isUnderWay = carryOver !== undefined && carryOver.carried < carryOver.events;
  // A ledger of years is not folded once more for nothing.
  if (!isUnderWay && (await writtenBeside(log, state)).length === 0) return undefined;
  const begunAt = isUnderWay ? carryOver.at : undefined;
  const before = await ledgerBefore(log, stream, begunAt ?? revision + 1);
  const announced = isUnderWay
    ? new Map(carryOver.streams.map(({ envelope, events }) => [envelope, events]))
    : undefined;
  const { taken } = before;
  const former = await formerEvents(log, ({ stream: of, revision: at }) => {
    const envelope = envelopeOf(of);
    const upTo = announced === undefined ? Infinity : (announced.get(envelope) ?? 0);
    return at >= (taken.get(envelope) ?? 0) && at < upTo;
  });
  if (former.length === 0) return undefined;
  return { plan: carryOverPlan(former, await submittersOf(log, former), before), begunAt };
}

/** The plan of all that was carried over, as it was. */
export async function carriedPlan(log: EventStore, streams: readonly FormerStream[]): Promise<CarryOverPlan> {
  const taken = new Map(streams.map(({ envelope, events }) => [envelope, events]));
  const former = await formerEvents(log, ({ stream, revision }) => revision < (taken.get(envelopeOf(stream)) ?? 0));
  return carryOverPlan(former, await submittersOf(log, former));
}

async function formerEvents(
  log: EventStore,
  isMeant: (event: RecordedEvent) => boolean,
): Promise<readonly RecordedEvent[]> {
  const former: RecordedEvent[] = [];
  for await (const batch of log.read({ after: 0, categories: [FORMER_CATEGORY] }))
    former.push(...batch.filter(isMeant));
  return former;
}

/** Events of one read. */
const READ_AT_ONCE = 1_000;

/** The first `length` events of the ledger, folded once more: the state that others read must not change. */
async function ledgerBefore(log: EventStore, stream: string, length: number): Promise<LedgerBefore> {
  const before = new LedgerBefore();
  for (let from = 0; from < length; from += READ_AT_ONCE) {
    const page = await log.readStream(stream, { from, limit: Math.min(READ_AT_ONCE, length - from) });
    for (const event of page) before.take(LEDGER_EVENTS.read(event));
    // Yields: a long ledger must not delay requests.
    await setImmediate();
  }
  return before;
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

/**
 * Appends the events that the ledger does not have yet. Throws CARRY_OVER_CHANGED for the code of another plan, CARRY_OVER_CONTRADICTED,
 * RevisionConflict.
 */
export async function carryOver(
  log: EventStore,
  { stream, revision }: Pick<OneLedger, 'stream' | 'revision'>,
  { next: { plan, begunAt }, code }: { readonly next: NextCarryOver; readonly code: string },
  { meta, commit }: Author,
): Promise<void> {
  if (code.trim().toLowerCase() !== plan.code) throw changed('CARRY_OVER_CHANGED', {});
  const { contradictions } = plan;
  if (contradictions.length > 0) throw refused('CARRY_OVER_CONTRADICTED', { contradictions });
  const events =
    begunAt === undefined
      ? [firstEvent(plan, meta, commit.recordedAt), ...plan.copies]
      : plan.copies.slice(revision - begunAt);
  for (let done = 0; done < events.length; done += AT_ONCE) {
    const last = revision + done;
    await log.append(stream, events.slice(done, done + AT_ONCE), last < 0 ? 'none' : last, commit);
  }
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
