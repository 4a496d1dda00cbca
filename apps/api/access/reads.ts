/**
 * Notes which patients and accounts an answer shows, and hands them to the record of accesses when the answer is over. Code that makes a
 * view calls `noteRead`, which finds the current request by itself.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';
import type { AccessKind } from '#libs/access-record/access-record.ts';
import { accountRead } from '#libs/access-record/account-read.ts';
import { type Part, everyPart } from '#libs/explain/part.ts';
import type { AccessRecorder } from '#libs/access-record/recorder.ts';
import type { AuthenticatedRequest } from '#apps/api/access/authenticated-request.ts';
import type { Identity } from '#apps/api/access/role.ts';
import { whenOver } from '#apps/api/health/request-log.ts';

/** Per answer; beyond it an entry may be counted more than once. */
const NOTED_MAX = 50_000;
const SESSIONS_MAX = 10_000;
const ADDRESS_MAX = 500;

/** The accesses of one request; most requests show no patient or account. */
interface Noted {
  shown?: Map<AccessKind, Set<string>>;
}

const NOTED = new AsyncLocalStorage<Noted>();

/** Notes that the current answer shows these. Does nothing outside of a request. */
export function noteRead(kind: AccessKind, ...shown: readonly string[]): void {
  const noted = NOTED.getStore();
  if (noted === undefined) return;
  noted.shown ??= new Map();
  const ids = noted.shown.get(kind) ?? new Set<string>();
  for (const id of shown) if (ids.size < NOTED_MAX) ids.add(id);
  noted.shown.set(kind, ids);
}

const OF_PATIENT = 'patient-';

/** Notes the patient of a stream, if it belongs to one. */
export function noteStream(stream: string): void {
  if (stream.startsWith(OF_PATIENT)) noteRead('PATIENT', stream.slice(OF_PATIENT.length));
}

/** The patients that a part of an explanation, and those under it, name. */
export function notePart(part: Part): void {
  for (const { label } of everyPart(part)) if ('patient' in label.data) noteRead('PATIENT', label.data.patient);
}

/** Notes that an account number was shown in full: its masked form, and the first digits of its SHA-256 to find it again. */
export function noteAccount(iban: string): void {
  noteRead('ACCOUNT', accountRead(iban));
}

/** Only reads are recorded: receiving a body would lose the request's context. */
export function addAccessRecord(instance: FastifyInstance, recorder: AccessRecorder): void {
  const sessions = new Sessions();
  instance.addHook('onRequest', (request, reply, done) => {
    const noted: Noted = {};
    whenOver(reply, () => {
      recordReads(recorder, sessions, { request, reply, noted });
    });
    if (request.method === 'GET') NOTED.run(noted, done);
    else done();
  });
}

/** The tokens and sessions whose roles are recorded already. */
class Sessions {
  readonly #seen = new LRUCache<string, true>({ max: SESSIONS_MAX });
  /** By session, the last one: a token that is remembered gives the same again. */
  readonly #last = new LRUCache<string, Identity>({ max: SESSIONS_MAX });

  /** Whether it has seen the session with these roles before. */
  hasSeen(identity: Identity): boolean {
    const { subject, session, roles } = identity;
    if (this.#last.get(session) === identity) return true;
    this.#last.set(session, identity);
    const shown = JSON.stringify([subject, session, roles]);
    if (this.#seen.has(shown)) return true;
    this.#seen.set(shown, true);
    return false;
  }
}

interface Over {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly noted: Noted;
}

function recordReads(recorder: AccessRecorder, sessions: Sessions, { request, reply, noted }: Over): void {
  const { identity } = request as AuthenticatedRequest;
  if (identity === undefined) return;
  // Recorded even if the caller left before the end, because it has seen a part.
  if (reply.statusCode < 300 && noted.shown !== undefined) {
    const said = accessOf(identity, request);
    for (const [kind, ids] of noted.shown) recorder.take({ ...said, kind, ids: [...ids] });
  }
  if (sessions.hasSeen(identity)) return;
  // Recorded for the session, without the address of its first request, which may name a patient.
  recorder.take({ ...accessOf(identity, request), address: '', kind: 'ROLES', ids: [] });
}

function accessOf({ subject, name, roles, session }: Identity, { url, id }: FastifyRequest) {
  const [address = ''] = url.split('?');
  return {
    at: new Date().toISOString(),
    subject,
    name,
    roles,
    session,
    address: address.slice(0, ADDRESS_MAX),
    request: id,
  };
}
