/**
 * The proof of a stored event at its position: in form 1 its link, made from the previous link; in form 2 its leaf, and at the last event
 * of a commit the link over the stored bytes of the commit.
 */
import { linkAfter } from '#libs/event-store/chain.ts';
import { leafOf, nonceAfter, nonceOf } from '#libs/event-store/leaf.ts';
import type { StoredEvent } from '#libs/event-store/stored-events.ts';

/** Whether the stored event fits at this position after this link. */
export function fits(previous: string, position: number, event: StoredEvent): boolean {
  return (
    event.position === position &&
    event.fault === undefined &&
    givesProof(previous, position, event) &&
    (event.linkAfter === undefined || event.linkAfter(previous) === event.link)
  );
}

/** Whether only the link of its commit proves the event: computing its leaf needs the key. */
export function isProvedByCommit({ leaf }: StoredEvent): boolean {
  return leaf !== undefined && leaf.salt === undefined;
}

/** Whether the event, moved to this position after this link, has its stored link or leaf. True if only its commit proves it. */
export function givesProof(previous: string, position: number, event: StoredEvent): boolean {
  if (isProvedByCommit(event)) return true;
  return event.text !== '' && proofOf(previous, position, event) === storedProof(event);
}

/** The link or leaf of the event, moved to this position after this link. */
export function proofOf(previous: string, position: number, { text, leaf }: StoredEvent): string {
  return leaf === undefined
    ? linkAfter(previous, position, text)
    : leafOf(nonceOf(leaf.salt ?? '', position), position, text);
}

export function storedProof({ link, leaf }: StoredEvent): string {
  return leaf === undefined ? link : leaf.hash;
}

/** The last link of the log after the event. */
export function linkOf(previous: string, { link }: StoredEvent): string {
  return link === '' ? previous : link;
}

/** The leaf of an event that fits after this link, with its nonce; the nonce is empty if its key was destroyed. */
export function leafFor(
  previous: string,
  { position, text, leaf }: StoredEvent,
): { readonly nonce: string; readonly leaf: string } {
  if (leaf !== undefined)
    return { nonce: leaf.salt === undefined ? '' : nonceOf(leaf.salt, position), leaf: leaf.hash };
  const nonce = nonceAfter(previous);
  return { nonce, leaf: leafOf(nonce, position, text) };
}
