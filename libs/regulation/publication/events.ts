/** Events of the regulation, stream `regulation`: each holds a complete version, so that a calculation can be repeated with it. */
import { record, text, typed } from '#libs/kernel/field.ts';
import { type Event, eventCodec, eventSchema } from '#libs/event-store/typed-event.ts';
import type { RegulationSource } from '#libs/regulation/source.ts';

export interface VersionedSource extends RegulationSource {
  /** Name of the version, as its parameters say it. */
  readonly version: string;
}

type RegulationProposed = Event<'RegulationProposed', VersionedSource>;
type RegulationPublished = Event<'RegulationPublished', VersionedSource>;

type RegulationRefused = Event<'RegulationRefused', { readonly version: string; readonly reason: string }>;
type RegulationWithdrawn = Event<'RegulationWithdrawn', { readonly version: string }>;

export type RegulationEvent = RegulationProposed | RegulationPublished | RegulationRefused | RegulationWithdrawn;

const VERSIONED_SOURCE = record<VersionedSource>({ version: text, parameters: text, grids: text });
/** Includes the texts that a person gives as the sources of values. */
const GIVEN_SOURCE = record<VersionedSource>({ version: typed, parameters: typed, grids: typed });

export const REGULATION_EVENTS = eventCodec<RegulationEvent>({
  RegulationProposed: eventSchema(1, GIVEN_SOURCE),
  RegulationPublished: eventSchema(1, VERSIONED_SOURCE),
  RegulationRefused: eventSchema(1, record({ version: text, reason: typed })),
  RegulationWithdrawn: eventSchema(1, record({ version: text })),
});
