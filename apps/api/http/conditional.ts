/** ETag on what is read, and 304 where the caller has it already. Own code: @fastify/etag compares one tag, not the list or `*` of RFC 9110. */
import { hash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';

/** Of an answer's text. Weak: packed, the answer has the same tag and other bytes. Source: RFC 9110, 8.8.3.3. */
export function etagOf(text: string): string {
  return `W/"${hash('sha1', text, 'base64url')}"`;
}

/** Of the whole answer, whatever its route: what is the same has the same tag. */
export function addConditionalReads(fastify: FastifyInstance): void {
  fastify.addHook('onSend', (request, reply, payload: unknown, done) => {
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    if (!isRead || reply.statusCode !== 200 || typeof payload !== 'string') {
      done(null, payload);
      return;
    }
    const given = reply.getHeader('etag');
    const etag = typeof given === 'string' ? given : etagOf(payload);
    void reply.header('etag', etag);
    if (!reply.hasHeader('cache-control')) void reply.header('cache-control', 'private, no-cache');
    // Whether this time it is packed or not.
    if (!reply.hasHeader('vary')) void reply.header('vary', 'accept-encoding');
    if (!matches(request.headers['if-none-match'], etag)) {
      done(null, payload);
      return;
    }
    void reply.status(304).removeHeader('content-length').removeHeader('content-type');
    done(null, '');
  });
}

/** Compared weakly. Source: RFC 9110, 13.1.2. */
function matches(asked: string | undefined, etag: string): boolean {
  if (asked === undefined) return false;
  const plain = (tag: string): string => tag.trim().replace(/^W\//, '');
  return asked.trim() === '*' || asked.split(',').some((tag) => plain(tag) === plain(etag));
}
