/** Applies an event of the ledger to a run. */
import { type Recorded, commandMetaOf } from '#libs/event-store/typed-event.ts';
import type { RunDocument } from '#libs/payments/documents/documents.ts';
import type { LedgerEvent } from '#libs/payments/ledger/events.ts';

/** The run that an event changes; undefined if it changes none. */
export function runOf({ type, data }: Recorded<LedgerEvent>): string | undefined {
  switch (type) {
    case 'PaymentRunMade':
      return data.id;
    case 'PaymentRunPrepared':
    case 'PaymentRunDropped':
    case 'PaymentRunReleased':
    case 'SetOff':
    case 'PaymentReleased':
    case 'PaymentCancelled':
      return data.run;
    default:
      return undefined;
  }
}

/** Throws RangeError if the event names no existing run. */
export function runAfter(before: RunDocument | undefined, event: Recorded<LedgerEvent>): RunDocument {
  switch (event.type) {
    case 'PaymentRunPrepared': {
      const { run, envelope, executionDay, dueBy, count, totalCents, setOffCents, leftOut } = event.data;
      const planned = { executionDay, dueBy, count, totalCents, setOffCents, leftOut };
      return { run, envelope, status: 'PREPARED', ...authored(event), ...planned };
    }
    case 'PaymentRunReleased': {
      const { run, envelope, executionDay } = event.data;
      const { dueBy, leftOut } = present(before, event);
      return { run, envelope, status: 'RELEASED', ...authored(event), executionDay, dueBy, ...NOTHING_YET, leftOut };
    }
    case 'PaymentRunMade': {
      const { id: run, envelope, executionDay } = event.data;
      const former = { dueBy: undefined, leftOut: [] };
      return { run, envelope, status: 'RELEASED', ...authored(event), executionDay, ...former, ...NOTHING_YET };
    }
    case 'PaymentRunDropped':
      return { ...present(before, event), status: 'DROPPED', ...authored(event) };
    case 'PaymentCancelled':
      return { ...present(before, event), status: 'CANCELLED', ...authored(event) };
    case 'SetOff': {
      const run = present(before, event);
      return { ...run, setOffCents: run.setOffCents + event.data.amountCents };
    }
    case 'PaymentReleased': {
      const run = present(before, event);
      return { ...run, count: run.count + 1, totalCents: run.totalCents + event.data.amountCents };
    }
    default:
      throw new RangeError(`${event.type} changes no run`);
  }
}

/** The figures of a run before its payments, which are separate events. */
const NOTHING_YET = { count: 0, totalCents: 0n, setOffCents: 0n };

function authored(event: Recorded<LedgerEvent>): Pick<RunDocument, 'by' | 'at'> {
  const { by, at } = commandMetaOf(event);
  return { by, at };
}

function present(before: RunDocument | undefined, { type }: Recorded<LedgerEvent>): RunDocument {
  if (before === undefined) throw new RangeError(`${type} is about no run that was prepared`);
  return before;
}
