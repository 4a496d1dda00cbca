/** Converts the error of a route to problem details; an unexpected one is logged, and its details stay internal. */
import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Inject } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DomainError, type ErrorKind } from '#libs/kernel/domain-error.ts';
import { sentenceOf } from '#libs/words/sentence-of.ts';
import { LeaseLost, RevisionConflict } from '#libs/event-store/event-store.ts';
import { StoreUnreadable } from '#libs/event-store/stored-events.ts';
import { Failure } from '#libs/kernel/failure.ts';
import { StoreDamaged, StoreUnavailable } from '#libs/kernel/store-unavailable.ts';
import { ForeignKey } from '#libs/kernel/page.ts';
import { EveryFault } from '#apps/api/http/every-fault.ts';
import { badCursor } from '#apps/api/http/listing.ts';
import { Problem, type ProblemKind } from '#apps/api/http/problem.ts';
import { RouteTable } from '#apps/api/http/protection.ts';

const RETRY = { headers: { 'retry-after': '1' } };

/** Status and kind of a problem, by kind of error. */
const OF_KIND: Readonly<Record<ErrorKind, readonly [status: number, kind: ProblemKind]>> = {
  refused: [422, 'refused'],
  unknown: [404, 'not-found'],
  conflict: [409, 'conflict'],
  'key-reused': [409, 'key-reused'],
  invalid: [422, 'refused'],
  unavailable: [503, 'unavailable'],
  'code-required': [428, 'code-required'],
  changed: [412, 'changed'],
};

const UNREADABLE = [
  'invalid-shape',
  'la requête ne peut pas être lue ; vérifiez son adresse, ses en-têtes et son corps',
] as const;

const NOWHERE = ['not-found', 'il n’y a rien à cette adresse ; /openapi.json donne celles qui existent'] as const;

const OF_HTTP: Readonly<Record<number, readonly [ProblemKind, string]>> = {
  400: UNREADABLE,
  404: NOWHERE,
  405: ['method-not-allowed', 'cette méthode n’est pas prévue à cette adresse'],
  406: ['not-acceptable', 'ce format n’est pas proposé ; demandez application/json ou, pour une liste, text/csv'],
  408: [
    'invalid-shape',
    'le corps n’est pas arrivé en entier à temps ; envoyez-le d’un trait, ou un fichier à /imports',
  ],
  413: ['too-large', 'la requête dépasse la taille permise ; envoyez moins, ou un fichier à /imports'],
  414: ['too-large', 'l’adresse est trop longue'],
  415: [
    'unsupported-media-type',
    'ce type de contenu n’est pas lu ici ; envoyez celui que /openapi.json donne pour cette adresse',
  ],
  429: ['too-many-requests', 'trop de requêtes ; attendez, puis réessayez'],
  431: ['too-large', 'les en-têtes sont trop longs'],
};

const INTERNAL = 'l’erreur est consignée sous le numéro de la requête ; donnez-le en la signalant';

const NO_FILES = 'le service ne peut plus ouvrir de fichier et rien n’a été fait ; réessayez';
const DISK_FULL = 'le disque est plein et rien n’a été reçu ; réessayez quand il y aura de la place';

/** The problem of an error, for the caller. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof DomainError)
    return new Problem(...OF_KIND[error.kind], sentenceOf(error), error.kind === 'unavailable' ? RETRY : {});
  // A log that differs from the recorded one is a matter for operators: asking again does not help.
  if (error instanceof Failure && !(error instanceof StoreUnreadable)) return ofFailure(error as Failure);
  if (error instanceof ForeignKey) return badCursor();
  if (isDiskFull(error)) return new Problem(503, 'unavailable', DISK_FULL, RETRY);
  if (isOutOfFiles(error)) return new Problem(503, 'unavailable', NO_FILES, RETRY);
  const status = statusOf(error);
  const [kind, detail] = OF_HTTP[status] ?? (status < 500 ? UNREADABLE : (['internal', INTERNAL] as const));
  return new Problem(kind === 'internal' ? 500 : status, kind, detail);
}

function ofFailure(failure: Failure): Problem {
  if (failure instanceof RevisionConflict) return new Problem(409, 'conflict', sentenceOf(failure));
  // The sentence of the lease names the machine and process of the holder, for operators only.
  const sentence =
    failure instanceof LeaseLost ? 'un autre enregistrement est en cours ; réessayez' : sentenceOf(failure);
  return new Problem(503, 'unavailable', sentence, RETRY);
}

/** A full disk while writing a file; stores raise StoreUnavailable. */
function isDiskFull(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT');
}

/** SQLite does not say why it cannot open a file; for a file that existed at the start, the cause is the limit of open files. */
const SQLITE_CANTOPEN = 14;

function isOutOfFiles(error: unknown): boolean {
  const { code, errcode } = (error ?? {}) as { readonly code?: unknown; readonly errcode?: unknown };
  return (
    code === 'EMFILE' || code === 'ENFILE' || (typeof errcode === 'number' && (errcode & 0xff) === SQLITE_CANTOPEN)
  );
}

function statusOf(error: unknown): number {
  if (error instanceof HttpException) return error.getStatus();
  const status = (error as { statusCode?: unknown } | null)?.statusCode;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : 500;
}

export function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const problem = problemOf(error);
  const failed = { request: request.id, err: error };
  if (problem.kind === 'internal') request.log.error(failed, 'request failed');
  // The caller can retry; the operator must know the cause.
  else if (
    error instanceof StoreUnavailable ||
    error instanceof StoreDamaged ||
    isDiskFull(error) ||
    isOutOfFiles(error)
  )
    request.log.warn(failed, 'store unavailable');
  void reply
    .status(problem.status)
    // An error may be temporary, but browsers cache a 404.
    .headers({
      ...problem.headers,
      'cache-control': 'no-store',
      'content-type': 'application/problem+json; charset=utf-8',
    })
    .send(JSON.stringify(problem.details(request.id)));
}

@Catch()
export class ProblemFilter implements ExceptionFilter {
  readonly #routes: RouteTable;
  readonly #everyFault: EveryFault;

  constructor(@Inject(RouteTable) routes: RouteTable, @Inject(EveryFault) everyFault: EveryFault) {
    this.#routes = routes;
    this.#everyFault = everyFault;
  }

  async catch(error: unknown, host: ArgumentsHost): Promise<void> {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    sendProblem(await this.#problem(error, request), request, http.getResponse<FastifyReply>());
  }

  /** Sends its own error as the problem too: a filter that throws would leave the caller waiting. */
  async #problem(error: unknown, request: FastifyRequest): Promise<unknown> {
    const other = this.#otherMethod(request) ?? unknownAddress(error, request);
    if (other !== undefined || !(error instanceof Problem)) return other ?? error;
    return this.#everyFault.of(error, request).catch((failed: unknown) => failed);
  }

  /** The problem of a known address with another method. */
  #otherMethod(request: FastifyRequest): Problem | undefined {
    const methods = request.is404 ? this.#routes.methodsAt(request) : [];
    if (methods.length === 0) return undefined;
    return new Problem(405, 'method-not-allowed', `cette adresse se demande par ${methods.join(', ')}`, {
      headers: { allow: methods.join(', ') },
    });
  }
}

/** The faults of a body, which is read before the address is looked up: without an address nothing helps the body. */
const OF_BODY: ReadonlySet<number> = new Set([400, 413, 415]);

/** What is wrong with the address of a request whose body cannot be read either. */
function unknownAddress(error: unknown, { is404 }: FastifyRequest): Problem | undefined {
  if (!is404 || !OF_BODY.has(error instanceof Problem ? error.status : statusOf(error))) return undefined;
  const [kind, detail] = NOWHERE;
  return new Problem(404, kind, detail);
}
