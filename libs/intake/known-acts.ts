/**
 * The projection of recorded acts and their reversals, against which intake checks an act, and of the patients who are described. Intake
 * keeps it up to date as it records.
 */
import { PATIENTS } from '#libs/enrolment/facts/patient-described.ts';
import type { EventField, RecordedEvent } from '#libs/event-store/event.ts';
import type { Projection } from '#libs/read-store/projection.ts';

/** Where an act is, or a patient was described first: its stream and the id of its event. */
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
  // The first reversal of an act is the one the others are held against.
  evolve: (known, event) => known ?? [event.stream, event.id],
};

/** Under the stream of a patient, where a row of `patients` describes him. */
export function patientKey(stream: string): string {
  return `patient/${stream}`;
}

/** Of the act that an event records; none for another event, and for one without content. */
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

/** Under the id of the act reversed. */
export function reversalKey(act: string): string {
  return `reversal/${act}`;
}
