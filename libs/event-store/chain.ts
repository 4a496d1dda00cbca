/**
 * The hash chain over the log: each link covers the link before it and every stored field of its event, so that a changed,
 * missing, inserted or reordered event shows.
 */
import { hash } from 'node:crypto';
import type { Commit, NewEvent } from '#libs/event-store/event.ts';

/** The link before the first event. */
export const GENESIS = '0'.repeat(64);

/** The part of a commit that the links of its events cover; made once for all of them. */
export function commitText(commit: Commit): string {
  return JSON.stringify([commit.recordedAt, commit.actor, commit.correlation, commit.causation]);
}

/**
 * The fields of an event that its link covers, besides the previous link and the position. They hold no line break, except the
 * payload, which comes last.
 */
export function linkedText(streamText: string, revision: number, event: NewEvent, commit: string): string {
  return (
    `${streamText}\n${revision}\n${event.id}\n${event.type}\n${event.schemaVersion}\n` +
    `${event.effective}\n${event.knownOn}\n${commit}\n${event.data}`
  );
}

/** SHA-256 in hexadecimal of the previous link, the position and the text of the event. */
export function linkAfter(previous: string, position: number, text: string): string {
  return hash('sha256', `${previous}\n${position}\n${text}`, 'hex');
}
