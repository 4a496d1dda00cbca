/**
 * Events of the erasure of a patient (stream `erasure-<id>`): proposed, decided by a second person, completed when the patient's data are
 * gone. They name the patient by the reference of the key, which reveals nothing once the key is destroyed. The last event of the patient's
 * own stream is PatientErased, with the kept part.
 */
import { type Field, list, oneOf, record, text, typed, whole } from '#libs/kernel/field.ts';
import { type KeptOfPatient, KEPT_OF_PATIENT, keptOfPatient } from '#libs/enrolment/kept-part.ts';
import { type Event, eventCodec, eventSchema } from '#libs/event-store/typed-event.ts';

/** The ground: the patient asked for it, or the retention period of the facts is over. */
export const ERASURE_GROUNDS = ['REQUEST', 'KEEPING_PERIOD'] as const;
export type ErasureGround = (typeof ERASURE_GROUNDS)[number];

/** The data that an erasure removes, and those that it keeps. */
export interface ErasureEffects {
  /** Events about the patient. */
  readonly facts: number;
  /** Rows set aside that name the patient. */
  readonly rowsSetAside: number;
  /** Decided statements in which the patient counts: they stay unchanged. */
  readonly decided: number;
  /** Undecided statements in which the patient counts: from then on they are calculated without the patient. */
  readonly open: number;
}

export interface ErasureContent extends ErasureEffects {
  readonly reference: string;
  readonly ground: ErasureGround;
  readonly reason: string;
}

interface OfReference {
  readonly reference: string;
}

type ErasureProposed = Event<'ErasureProposed', ErasureContent>;
type ErasureConfirmed = Event<'ErasureConfirmed', ErasureContent>;
/**
 * The kept part is recorded; next the keys of these references are destroyed. A completed erasure begins again when an event that names the
 * patient comes in later.
 */
type ErasureBegun = Event<'ErasureBegun', OfReference & { readonly references: readonly string[] }>;
type ErasureRefused = Event<'ErasureRefused', OfReference & { readonly reason: string }>;
type ErasureWithdrawn = Event<'ErasureWithdrawn', OfReference>;
/** `keys`: how many were destroyed, since it was begun last. */
type ErasureCompleted = Event<'ErasureCompleted', OfReference & { readonly keys: number }>;

export type ErasureEvent =
  | ErasureProposed
  | ErasureConfirmed
  | ErasureBegun
  | ErasureRefused
  | ErasureWithdrawn
  | ErasureCompleted;

const CONTENT: Field<ErasureContent> = record<ErasureContent>({
  reference: text,
  ground: oneOf(...ERASURE_GROUNDS),
  reason: typed,
  facts: whole,
  rowsSetAside: whole,
  decided: whole,
  open: whole,
});

export const ERASURE_EVENTS = eventCodec<ErasureEvent>({
  ErasureProposed: eventSchema(1, CONTENT),
  ErasureConfirmed: eventSchema(1, CONTENT),
  ErasureBegun: eventSchema(1, record({ reference: text, references: list(text) })),
  ErasureRefused: eventSchema(1, record({ reference: text, reason: typed })),
  ErasureWithdrawn: eventSchema(1, record({ reference: text })),
  ErasureCompleted: eventSchema(1, record({ reference: text, keys: whole })),
});

/** In the stream of the patient; its effective date is that of the erasure. */
export type PatientErased = Event<'PatientErased', KeptOfPatient>;

export const PATIENT_ERASED_EVENTS = eventCodec<PatientErased>({
  PatientErased: eventSchema(2, KEPT_OF_PATIENT, {
    1: (json) => ({ ...keptOfPatient(json as unknown as KeptOfPatient) }),
  }),
});
