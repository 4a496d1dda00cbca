/** The position at which a stream of events resumes: that of the last event that the client received. */
import type { FastifyRequest } from 'fastify';
import { CURSOR_PATTERN } from '#libs/feed/epoch.ts';
import { Problem } from '#apps/api/http/problem.ts';

/** Undefined for a stream that begins. Throws Problem. */
export function lastEventId({ headers }: FastifyRequest): number | undefined {
  const given = headers['last-event-id'];
  if (given === undefined || given === '') return undefined;
  if (typeof given === 'string' && /^\d{1,15}$/.test(given)) return Number(given);
  throw badEventCursor(
    'header.last-event-id',
    'l’identifiant d’un événement du flux est sa position : un nombre entier',
  );
}

/**
 * The position of a reader of the feed: the id of its last event, or the id of a wait. Undefined for a stream that begins. Throws Problem.
 */
export function lastFeedEvent({ headers }: FastifyRequest): { cursor: number; epoch: string | undefined } | undefined {
  const given = headers['last-event-id'];
  if (given === undefined || given === '') return undefined;
  const [, position, epoch] = CURSOR_PATTERN.exec(String(given)) ?? [];
  if (position !== undefined) return { cursor: Number(position), epoch };
  throw badEventCursor(
    'header.last-event-id',
    'l’identifiant d’un événement du flux est une position, un tiret et 16 chiffres hexadécimaux',
  );
}

export function badEventCursor(path: string, detail: string): Problem {
  return new Problem(400, 'invalid-shape', 'le curseur n’en est pas un ; errors dit pourquoi', {
    errors: [{ path, code: 'SHAPE', detail }],
  });
}
