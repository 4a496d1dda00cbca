/** ETag of reads, and 304 for a current one. Own code: @fastify/etag compares one tag, not the list or `*` of RFC 9110. */
import { hash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';

/** The tag of an answer. Weak: a compressed answer has the same tag and other bytes. Source: RFC 9110, 8.8.3.3. */
export function etagOf(content: string | Buffer): string {
  return `W/"${hash('sha1', content, 'base64url')}"`;
}

/** The tag of an answer on any route: equal content has an equal tag. */
export function addConditionalReads(fastify: FastifyInstance): void {
  fastify.addHook('onSend', (request, reply, payload: unknown, done) => {
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    const isWhole = typeof payload === 'string' || Buffer.isBuffer(payload);
    if (!isRead || reply.statusCode !== 200 || !isWhole) {
      done(null, payload);
      return;
    }
    const given = reply.getHeader('etag');
    const etag = typeof given === 'string' ? given : etagOf(payload);
    void reply.header('etag', etag);
    if (!reply.hasHeader('cache-control')) void reply.header('cache-control', 'private, no-cache');
    // Compressed or not.
    if (!reply.hasHeader('vary')) void reply.header('vary', 'accept-encoding');
    if (!matches(request.headers['if-none-match'], etag)) {
      done(null, payload);
      return;
    }
    void reply.status(304).removeHeader('content-length').removeHeader('content-type');
    void reply.removeHeader('content-disposition');
    done(null, '');
  });
}

/** Weak comparison. Source: RFC 9110, 13.1.2. */
function matches(asked: string | undefined, etag: string): boolean {
  if (asked === undefined) return false;
  const plain = (tag: string): string => tag.trim().replace(/^W\//, '');
  return asked.trim() === '*' || asked.split(',').some((tag) => plain(tag) === plain(etag));
}
