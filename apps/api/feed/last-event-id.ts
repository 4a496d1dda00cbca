/** Where a stream of events goes on: the position of the last event that the client received. */
import type { FastifyRequest } from 'fastify';
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

export function badEventCursor(path: string, detail: string): Problem {
  return new Problem(400, 'invalid-shape', 'le curseur n’en est pas un ; errors dit pourquoi', {
    errors: [{ path, code: 'SHAPE', detail }],
  });
}
