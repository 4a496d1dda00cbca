/**
 * Caches the text of answers made from one projection: until the projection processes another event, the same question has the
 * same answer.
 */
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';
import type { Projection } from '#libs/read-store/projection.ts';
import { etagOf } from '#apps/api/http/conditional.ts';
import { ServedStores } from '#libs/runtime/stores.module.ts';

/** Without `after`, an answer may be this old, ms: where documents stand is asked at most this often. */
const LOOK_AGAIN_MS = 5;
/** Maximum characters cached per projection. */
const MAX_KEPT = 32 << 20;

interface Kept {
  readonly text: string;
  readonly headers: Readonly<Record<string, string>>;
}

interface Version {
  readonly documents: object;
  readonly processed: number;
  readonly texts: LRUCache<string, Kept>;
}

/** A look at where documents stand; the answer is at least as new as its beginning. */
interface Look {
  readonly beganMs: number;
  readonly version: Promise<Version>;
}

@Injectable()
export class ServedTexts {
  readonly #stores: ServedStores;
  /** The last of each projection. */
  readonly #looks = new Map<string, Look>();
  readonly #versions = new Map<string, Version>();

  constructor(@Inject(ServedStores) stores: ServedStores) {
    this.#stores = stores;
  }

  /**
   * Sends the JSON text that `make` returns for a question, which is the cache key. A failed `make` is called again next time.
   * Rejects with NotServed.
   */
  async send(
    { projection, key, make }: { projection: Projection<unknown>; key: string; make: () => Promise<string> },
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<string> {
    const version = await this.#version(projection, (request.query as { after?: unknown }).after !== undefined);
    const { text, headers } = version.texts.get(key) ?? (await this.#made(version, key, make));
    void reply.headers(headers);
    return text;
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

  #version(projection: Projection<unknown>, mustBeNow: boolean): Promise<Version> {
    const last = this.#looks.get(projection.name);
    const beganMs = performance.now();
    if (last !== undefined && !mustBeNow && beganMs - last.beganMs < LOOK_AGAIN_MS) return last.version;
    const version = this.#look(projection);
    this.#looks.set(projection.name, { beganMs, version });
    return version;
  }

  async #look(projection: Projection<unknown>): Promise<Version> {
    const { documents, checkpoint } = await this.#stores.projections.served(projection);
    const { processed } = checkpoint;
    const known = this.#versions.get(projection.name);
    if (known?.documents === documents && known.processed === processed) return known;
    const texts = new LRUCache<string, Kept>({ maxSize: MAX_KEPT, sizeCalculation: ({ text }) => text.length + 1 });
    const version = { documents, processed, texts };
    this.#versions.set(projection.name, version);
    return version;
  }
}
