/**
 * Caches the text of answers made from one projection: until the projection processes another event, the same question has the
 * same answer.
 */
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { LRUCache } from 'lru-cache';
import type { Projection } from '#libs/read-store/projection.ts';
import type { AuthenticatedRequest } from '#apps/api/access/authenticated-request.ts';
import type { Identity } from '#apps/api/access/role.ts';
import { etagOf } from '#apps/api/http/conditional.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';

/** Without `after`, an answer may be this old, ms: the position of the documents is read at most this often. */
const LOOK_AGAIN_MS = 5;
/** Maximum characters cached per projection. */
const MAX_KEPT = 32 << 20;
/** Maximum number of remembered questions with their callers. */
const MAX_ASKED = 10_000;

interface Kept {
  readonly text: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** An answered question: the caller may ask it, and the address asks nothing else. */
interface Asked {
  /** Another token, or the same one verified again, is another identity. */
  readonly identity: Identity;
  readonly projection: Projection<unknown>;
  readonly key: string;
}

interface Version {
  readonly documents: object;
  readonly processed: number;
  readonly texts: LRUCache<string, Kept>;
}

/** The position of the documents at the begin of the answer: the answer is at least as new. */
interface Look {
  readonly beganMs: number;
  readonly version: Version;
}

/** The looks at the documents of one projection. */
interface Looks {
  last?: Look;
  underWay?: { readonly beganMs: number; readonly version: Promise<Version> } | undefined;
}

@Injectable()
export class ServedTexts {
  readonly #stores: ServedStores;
  readonly #looks = new Map<string, Looks>();
  readonly #asked = new LRUCache<string, Asked>({ max: MAX_ASKED });

  constructor(@Inject(ServedStores) stores: ServedStores) {
    this.#stores = stores;
  }

  /**
   * Sends the JSON text that `make` returns for a question, which is the cache key. A failed `make` is called again next time. Rejects with
   * NotServed.
   */
  async send(
    { projection, key, make }: { projection: Projection<unknown>; key: string; make: () => Promise<string> },
    request: AuthenticatedRequest,
    reply: FastifyReply,
  ): Promise<string> {
    const { identity } = request;
    const mustBeNow = (request.query as { after?: unknown }).after !== undefined;
    const version = await this.#version(projection, mustBeNow);
    const { text, headers } = version.texts.get(key) ?? (await this.#made(version, key, make));
    void reply.headers(headers);
    if (identity !== undefined && !mustBeNow)
      this.#asked.set(placeOf(identity, request.url), { identity, projection, key });
    return text;
  }

  /** The answer to an earlier question of the same caller at the same address; undefined if it has to be made. Rejects with NotServed. */
  again({ method, identity, url }: AuthenticatedRequest): Kept | undefined | Promise<Kept | undefined> {
    if (identity === undefined || method !== 'GET') return undefined;
    const asked = this.#asked.get(placeOf(identity, url));
    if (asked?.identity !== identity) return undefined;
    const version = this.#version(asked.projection, false);
    const textOf = ({ texts }: Version): Kept | undefined => texts.get(asked.key);
    return version instanceof Promise ? version.then(textOf) : textOf(version);
  }

  async #made(version: Version, key: string, make: () => Promise<string>): Promise<Kept> {
    const text = await make();
    const headers = {
      'content-type': 'application/json; charset=utf-8',
      // Counted once: counting for each answer would cost as much as the lookup.
      'content-length': String(Buffer.byteLength(text)),
      etag: etagOf(text),
    };
    const kept = { text, headers };
    version.texts.set(key, kept);
    return kept;
  }

  /** The next look begins while the last one still holds, so that no caller waits for a server that is asked often. */
  #version(projection: Projection<unknown>, mustBeNow: boolean): Version | Promise<Version> {
    const looks = this.#looks.get(projection.name) ?? {};
    this.#looks.set(projection.name, looks);
    const now = performance.now();
    if (mustBeNow) return this.#look(projection, looks, now);
    const { last, underWay } = looks;
    if (last !== undefined && now - last.beganMs < LOOK_AGAIN_MS) {
      if (underWay === undefined && now - last.beganMs > LOOK_AGAIN_MS / 2)
        // The next caller gets the error.
        this.#look(projection, looks, now).catch(() => undefined);
      return last.version;
    }
    return underWay !== undefined && now - underWay.beganMs < LOOK_AGAIN_MS
      ? underWay.version
      : this.#look(projection, looks, now);
  }

  #look(projection: Projection<unknown>, looks: Looks, beganMs: number): Promise<Version> {
    const version = this.#looked(projection, looks, beganMs);
    const underWay = { beganMs, version };
    looks.underWay = underWay;
    return version.finally(() => {
      if (looks.underWay === underWay) looks.underWay = undefined;
    });
  }

  async #looked(projection: Projection<unknown>, looks: Looks, beganMs: number): Promise<Version> {
    const { documents, checkpoint } = await this.#stores.projections.served(projection);
    const { processed } = checkpoint;
    const known = looks.last?.version;
    if (known?.documents === documents && known.processed === processed) {
      looks.last = { beganMs: Math.max(beganMs, looks.last?.beganMs ?? 0), version: known };
      return known;
    }
    const texts = new LRUCache<string, Kept>({ maxSize: MAX_KEPT, sizeCalculation: ({ text }) => text.length + 1 });
    const version = { documents, processed, texts };
    // A look that began later may have ended earlier.
    if (looks.last === undefined || looks.last.beganMs < beganMs) looks.last = { beganMs, version };
    return version;
  }
}

function placeOf({ session }: Identity, url: string): string {
  return `${session} ${url}`;
}

/**
 * Answers a repeated question of the same caller without its route: the guards and pipes would give the same result. Registered after the
 * checks that every request has to pass.
 */
export function addAnswersAgain(instance: FastifyInstance, texts: ServedTexts): void {
  instance.addHook('preHandler', (request: AuthenticatedRequest, reply, done) => {
    const send = (kept: Kept | undefined): void => {
      if (kept === undefined) done();
      else void reply.headers(kept.headers).send(kept.text);
    };
    const kept = texts.again(request);
    if (kept instanceof Promise) kept.then(send, done);
    else send(kept);
  });
}
