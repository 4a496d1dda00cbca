/** Events of losses of the log (stream `losses`): one person reports a loss, a second person acknowledges it. */
import type { NoData } from '#libs/kernel/domain-error.ts';
import { type Field, list, oneOf, optional, record, text, typed, whole } from '#libs/kernel/field.ts';
import type { MissingCheckpoint } from '#libs/audit/checkpoint-chain.ts';
import { type Event, eventCodec, eventSchema } from '#libs/event-store/typed-event.ts';
import { type Head, type Loss, WITNESS_KINDS, type Witness } from '#libs/continuity/witness.ts';

/** The loss, and its cause. */
export interface ReportedLoss extends Loss {
  readonly reason: string;
}

type LogLossReported = Event<'LogLossReported', ReportedLoss>;
/** Two people know of it: payments continue with the events that the log has. */
type LogLossAcknowledged = Event<'LogLossAcknowledged', ReportedLoss>;
type LogLossReportRefused = Event<'LogLossReportRefused', { readonly reason: string }>;
type LogLossReportWithdrawn = Event<'LogLossReportWithdrawn', NoData>;

export type LossEvent = LogLossReported | LogLossAcknowledged | LogLossReportRefused | LogLossReportWithdrawn;

const HEAD = record<Head>({ position: whole, link: text });
/** How a witness is written, in an event and in a file. */
export const WITNESS = record<Witness>({ kind: oneOf(...WITNESS_KINDS), name: text, position: whole, link: text });
const FILE = record<MissingCheckpoint>({ sequence: whole, position: whole, digest: text });
const LOSS: Field<ReportedLoss> = record<ReportedLoss>({
  lost: list(WITNESS),
  files: optional(list(FILE)),
  agreed: HEAD,
  end: HEAD,
  reason: typed,
});

export const LOSS_EVENTS = eventCodec<LossEvent>({
  LogLossReported: eventSchema(1, LOSS),
  LogLossAcknowledged: eventSchema(1, LOSS),
  LogLossReportRefused: eventSchema(1, record({ reason: typed })),
  LogLossReportWithdrawn: eventSchema(1, record<NoData>({})),
});
