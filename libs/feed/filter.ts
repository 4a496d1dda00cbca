/** The selection of a reader of the feed. */
import type { CloudEvent } from '#libs/feed/cloud-event.ts';

/** Selects events; all by default. */
export interface FeedFilter {
  /** Names of types (TYPE_NAMES). */
  readonly types?: readonly string[] | undefined;
  readonly team?: string | undefined;
}

export function isWanted({ type, team }: Pick<CloudEvent, 'type' | 'team'>, filter: FeedFilter): boolean {
  return (filter.types?.includes(type) ?? true) && (filter.team ?? team) === team;
}
