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

/** Without `after`, an answer may be this old, ms: the log is folded at most this often. */
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
  seenMs: number;
}

@Injectable()
export class ServedTexts {
  readonly #stores: ServedStores;
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

  async #version(projection: Projection<unknown>, mustBeNow: boolean): Promise<Version> {
    const known = this.#versions.get(projection.name);
    if (known !== undefined && !mustBeNow && performance.now() - known.seenMs < LOOK_AGAIN_MS) return known;
    const seenMs = performance.now();
    const documents = await this.#stores.projections.documents(projection);
    const { processed } = await documents.checkpoint();
    if (known?.documents === documents && known.processed === processed) {
      known.seenMs = seenMs;
      return known;
    }
    const texts = new LRUCache<string, Kept>({ maxSize: MAX_KEPT, sizeCalculation: ({ text }) => text.length + 1 });
    const version = { documents, processed, texts, seenMs };
    this.#versions.set(projection.name, version);
    return version;
  }
}
