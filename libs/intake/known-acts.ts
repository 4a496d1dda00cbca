/**
 * The projection of recorded acts and their reversals, against which intake checks an act, and of described patients. Intake keeps it up to
 * date during recording.
 */
import { PATIENTS } from '#libs/enrolment/facts/patient-described.ts';
import type { EventField, RecordedEvent } from '#libs/event-store/event.ts';
import type { Projection } from '#libs/read-store/projection.ts';

/** The stream and event id of an act, or of the first description of a patient. */
export type KnownAct = readonly [stream: string, eventId: string];

export const KNOWN_FIELDS = ['stream', 'id', 'type', 'data'] as const satisfies readonly EventField[];

export const KNOWN_ACTS: Projection<KnownAct, (typeof KNOWN_FIELDS)[number]> = {
  name: 'known-acts',
  version: 2,
  categories: ['patient'],
  fields: KNOWN_FIELDS,
  documentPerStream: false,
  ofPeople: { scratch: [] },
  keys: (event) => {
    if (event.data !== '' && event.type === PATIENTS.event) return [patientKey(event.stream)];
    return keysOfRecorded(event);
  },
  // The other reversals of an act are compared with the first one.
  evolve: (known, event) => known ?? [event.stream, event.id],
};

/** The key under the stream of a patient that a row of `patients` describes. */
export function patientKey(stream: string): string {
  return `patient/${stream}`;
}

/** The key of the act that an event records; none for another event, and for one without content. */
function keysOfRecorded({ type, data }: Pick<RecordedEvent, 'type' | 'data'>): string[] {
  if (type !== 'ActRecorded' || data === '') return [];
  const { act_id: act, reverses } = JSON.parse(data) as { act_id: string; reverses: string };
  return keysOfAct(act, reverses);
}

export function keysOfAct(act: string, reverses: string): string[] {
  return reverses === '' ? [actKey(act)] : [actKey(act), reversalKey(reverses)];
}

export function actKey(act: string): string {
  return `act/${act}`;
}

/** The key under the id of the reversed act. */
export function reversalKey(act: string): string {
  return `reversal/${act}`;
}
