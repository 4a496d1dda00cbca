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

/** Whether the event, put at this position after this link, gives the link stored with it. */
export function isLinked(previous: string, position: number, event: StoredEvent): boolean {
  return event.fault === undefined && linkAfter(previous, position, event.text) === event.link;
}

/**
 * `ahead` begins with the first stored event that does not fit at this position after this link, and goes on with those that
 * follow it.
 */
export function howItMisfits(previous: string, position: number, ahead: readonly StoredEvent[]): Misfit {
  const [first] = ahead;
  if (first === undefined) throw new RangeError('an event that does not fit is needed');
  if (first.fault !== undefined && first.position === position) {
    const { kind, detail } = first.fault;
    return { kind: kind === 'short' ? 'changed' : kind, position, detail };
  }
  return (
    misplaced(previous, position, ahead) ??
    absent(position, first) ??
    closedUp(position, ahead) ?? {
      kind: 'changed',
      position,
      detail: "son contenu ou son maillon n'est pas celui qui a été enregistré",
    }
  );
}

/** The event that belongs here is further on: others were put before it, or it changed places. */
function misplaced(previous: string, position: number, ahead: readonly StoredEvent[]): Misfit | undefined {
  const [first] = ahead;
  const found = ahead.findIndex(
    (event, index) =>
      (index > 0 || event.position !== position) &&
      event.fault === undefined &&
      [event.link, first?.link].includes(linkAfter(previous, position, event.text)),
  );
  const event = ahead[found];
  if (event === undefined) return undefined;
  const [next] = ahead.slice(found + 1);
  const link = linkAfter(previous, position, event.text);
  const followsOn = next === undefined ? !fitsAfter(link, position + 1, first) : isLinked(link, position + 1, next);
  if (found > 0 && followsOn)
    return {
      kind: 'inserted',
      position,
      detail:
        found === 1
          ? `l'événement qui a sa place ici est à la position ${event.position}, et la suite avec lui`
          : `${found} événements ont été mis là ; celui qui y a sa place est à la position ${event.position}`,
    };
  return {
    kind: 'reordered',
    position,
    detail: `l'événement qui a sa place ici est à la position ${event.position}`,
  };
}

function fitsAfter(link: string, position: number, event: StoredEvent | undefined): boolean {
  return event?.fault === undefined && event !== undefined && isLinked(link, position, event);
}

/** A gap in the positions. */
function absent(position: number, first: StoredEvent): Misfit | undefined {
  if (first.position === position) return undefined;
  if (first.position < position)
    return { kind: 'inserted', position: first.position, detail: 'sa position est déjà prise' };
  const last = first.position - 1;
  return {
    kind: 'missing',
    position,
    detail:
      last === position
        ? `il n'y a pas d'événement à cette position ; le suivant est le ${first.position}`
        : `il n'y a pas d'événements de la position ${position} à ${last}`,
  };
}

/** Events were taken out and those that follow moved up: the next one fits after this one, at its former position. */
function closedUp(position: number, [first, second]: readonly StoredEvent[]): Misfit | undefined {
  if (first === undefined || second === undefined || second.fault !== undefined) return undefined;
  for (let missing = 1; missing <= MAX_CLOSED_UP; missing++)
    if (linkAfter(first.link, second.position + missing, second.text) === second.link)
      return {
        kind: 'missing',
        position,
        detail: `${missing === 1 ? 'un événement a été retiré' : `${missing} événements ont été retirés`}, et ceux qui suivent avancés à sa place`,
      };
  return undefined;
}

const MAX_CLOSED_UP = 2_000;
