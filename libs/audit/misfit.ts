/** What is wrong with the first event that does not fit, as far as those that follow tell. */
import { linkAfter } from '#libs/event-store/chain.ts';
import type { StoreFaultKind, StoredEvent } from '#libs/event-store/stored-events.ts';

/**
 * Besides the faults of a store: `missing`, `reordered` and `cut-off` (at the end) of events; `remade`: the chain holds, but is
 * not the one that was signed; `checkpoint`: a checkpoint itself cannot be trusted.
 */
export type MisfitKind =
  Exclude<StoreFaultKind, 'short'> | 'missing' | 'reordered' | 'cut-off' | 'remade' | 'checkpoint';

export interface Misfit {
  readonly kind: MisfitKind;
  /** The event that does not fit, or the place where one is missing. */
  readonly position?: number;
  /** In French, without a final point. */
  readonly detail: string;
}

/** Whether the event as it is stored fits at this position after this link. */
export function fits(previous: string, position: number, event: StoredEvent): boolean {
  return event.position === position && event.fault === undefined && givesItsLink(previous, position, event);
}

/** Whether the event, put at this position after this link, gives the link stored with it. */
function givesItsLink(previous: string, position: number, { text, link }: StoredEvent): boolean {
  return text !== '' && linkAfter(previous, position, text) === link;
}

/**
 * `ahead` begins with the first stored event that does not fit at this position after this link, and goes on with those that
 * follow it.
 */
export function howItMisfits(previous: string, position: number, ahead: readonly StoredEvent[]): Misfit {
  const [first] = ahead;
  if (first === undefined) throw new RangeError('an event that does not fit is needed');
  return (
    before(position, first) ??
    misplaced(previous, position, ahead) ??
    absent(position, first) ??
    faulty(first) ??
    closedUp(position, ahead) ?? {
      kind: 'changed',
      position,
      detail: "son contenu ou son maillon n'est pas celui qui a été enregistré",
    }
  );
}

function before(position: number, first: StoredEvent): Misfit | undefined {
  if (first.position >= position) return undefined;
  return { kind: 'inserted', position: first.position, detail: `la position ${position} était attendue` };
}

/** The event that belongs here is further on: others were put before it, or it changed places. */
function misplaced(previous: string, position: number, ahead: readonly StoredEvent[]): Misfit | undefined {
  const [first] = ahead;
  const found = ahead.findIndex((event, index) => {
    if (event.text === '' || (index === 0 && event.position === position)) return false;
    // Its link may have moved with it, or have stayed here.
    const link = linkAfter(previous, position, event.text);
    return link === event.link || link === first?.link;
  });
  const event = ahead[found];
  if (first === undefined || event === undefined) return undefined;
  const link = linkAfter(previous, position, event.text);
  const next = ahead[found + 1];
  const followsOn =
    next === undefined ? !givesItsLink(link, position + 1, first) : givesItsLink(link, position + 1, next);
  if (found === 0 || !followsOn)
    return {
      kind: 'reordered',
      position,
      detail: `l'événement qui a sa place ici est à la position ${event.position}`,
    };
  const number = found === 1 ? 'un événement a été mis' : `${found} événements ont été mis`;
  return {
    kind: 'inserted',
    position,
    detail: `${number} ici ; celui qui y a sa place est à la position ${event.position}`,
  };
}

/** A gap in the positions. */
function absent(position: number, first: StoredEvent): Misfit | undefined {
  const last = first.position - 1;
  if (last < position) return undefined;
  return {
    kind: 'missing',
    position,
    detail:
      last === position
        ? `il n'y a pas d'événement à cette position ; le suivant est le ${first.position}`
        : `il n'y a pas d'événements de la position ${position} à ${last}`,
  };
}

function faulty({ position, fault }: StoredEvent): Misfit | undefined {
  if (fault === undefined) return undefined;
  return { kind: fault.kind === 'short' ? 'changed' : fault.kind, position, detail: fault.detail };
}

/** Events were taken out and those that follow moved up: the next one fits after this one, at its former position. */
function closedUp(position: number, [first, second]: readonly StoredEvent[]): Misfit | undefined {
  if (first === undefined || second === undefined) return undefined;
  for (let missing = 1; missing <= MAX_CLOSED_UP; missing++)
    if (givesItsLink(first.link, second.position + missing, second))
      return {
        kind: 'missing',
        position,
        detail: `${missing === 1 ? 'un événement a été retiré' : `${missing} événements ont été retirés`}, et la suite avancée à sa place`,
      };
  return undefined;
}

const MAX_CLOSED_UP = 500;
