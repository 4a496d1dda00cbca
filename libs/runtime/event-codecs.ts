/** The codec of every event, by the prefix of its streams: for the catalogue, and for tests that hold for all events. */
import type { EventSchema } from '#libs/event-store/typed-event.ts';
import { CHECKPOINT_EVENTS } from '#libs/audit/checkpoint-events.ts';
import { CANDIDATE_EVENTS } from '#libs/candidates/events.ts';
import { CLOSING_EVENTS } from '#libs/closing/events.ts';
import { COMMAND_EVENTS } from '#libs/commands/received-command.ts';
import { ERASURE_EVENTS, PATIENT_ERASED_EVENTS } from '#libs/erasure/events.ts';
import { FACT_EVENTS } from '#libs/intake/fact-kinds.ts';
import { IMPORT_EVENTS } from '#libs/intake/import/events.ts';
import { DUPLICATES_EVENTS } from '#libs/enrolment/duplicates/events.ts';
import { JOB_EVENTS } from '#libs/jobs/job/events.ts';
import { ACCOUNT_EVENTS } from '#libs/payments/accounts/events.ts';
import { LOSS_EVENTS } from '#libs/continuity/events.ts';
import { INDEX_EVENTS, RECOMPUTATION_EVENTS } from '#libs/statements/recomputation/events.ts';
import { STATEMENT_EVENTS } from '#libs/statements/workflow/events.ts';
import { REGULATION_EVENTS } from '#libs/regulation/publication/events.ts';
import { LEDGER_EVENTS } from '#libs/payments/ledger/events.ts';
import { BANK_ACCOUNT_EVENTS } from '#libs/payments/reconciliation/events.ts';
import { SUBSCRIPTION_EVENTS } from '#libs/webhooks/subscription/events.ts';

interface DescribedEvents {
  /** The prefixes of the streams of these events. */
  readonly streams: readonly string[];
  readonly schemas: Readonly<Record<string, EventSchema<object>>>;
}

export const EVERY_EVENT = [
  { streams: ['patient', 'team', 'national'], schemas: FACT_EVENTS.schemas },
  { streams: ['duplicates'], schemas: DUPLICATES_EVENTS.schemas },
  { streams: ['patient'], schemas: PATIENT_ERASED_EVENTS.schemas },
  { streams: ['erasure'], schemas: ERASURE_EVENTS.schemas },
  { streams: ['import'], schemas: IMPORT_EVENTS.schemas },
  { streams: ['payment'], schemas: LEDGER_EVENTS.schemas },
  { streams: ['account'], schemas: BANK_ACCOUNT_EVENTS.schemas },
  { streams: ['payee', 'debtor'], schemas: ACCOUNT_EVENTS.schemas },
  { streams: ['statement'], schemas: STATEMENT_EVENTS.schemas },
  { streams: ['recomputation'], schemas: RECOMPUTATION_EVENTS.schemas },
  { streams: ['index'], schemas: INDEX_EVENTS.schemas },
  { streams: ['checkpoints'], schemas: CHECKPOINT_EVENTS.schemas },
  { streams: ['losses'], schemas: LOSS_EVENTS.schemas },
  { streams: ['job'], schemas: JOB_EVENTS.schemas },
  { streams: ['regulation'], schemas: REGULATION_EVENTS.schemas },
  { streams: ['candidates'], schemas: CANDIDATE_EVENTS.schemas },
  { streams: ['closings'], schemas: CLOSING_EVENTS.schemas },
  { streams: ['command'], schemas: COMMAND_EVENTS.schemas },
  { streams: ['webhook'], schemas: SUBSCRIPTION_EVENTS.schemas },
] as const satisfies readonly DescribedEvents[];

type EverySchema<Described> = Described extends { readonly schemas: infer Schemas } ? keyof Schemas : never;

/** The type of every event that has a codec. */
export type EventType = EverySchema<(typeof EVERY_EVENT)[number]>;
