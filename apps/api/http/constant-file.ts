/**
 * A constant file that the service sends to everyone from memory: its bytes are made, compressed and tagged once. For any number of
 * callers, each answer is the same bytes and costs next to nothing.
 */
import { hash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';
import Negotiator from 'negotiator';

export interface ConstantFile {
  readonly type: string;
  readonly plain: Buffer;
  /** Undefined for compressed files, such as fonts. */
  readonly brotli: Buffer | undefined;
  readonly gzip: Buffer | undefined;
  readonly etag: string;
}

/** The tag of bytes that are the same on every machine. */
export function constantTag(plain: Buffer): string {
  return `"${hash('sha256', plain, 'base64url').slice(0, 22)}"`;
}

/** A file made of a text. `type`: its media type, in UTF-8. */
export function constantFile(type: string, text: string): ConstantFile {
  const plain = Buffer.from(text);
  return { type: `${type}; charset=utf-8`, plain, brotli: undefined, gzip: gzipSync(plain), etag: constantTag(plain) };
}

/** Uses the best encoding that the caller accepts. */
export function sendConstant(file: ConstantFile, request: FastifyRequest, reply: FastifyReply): void {
  const { type, etag, plain, brotli, gzip } = file;
  void reply.headers({ 'content-type': type, etag, vary: 'accept-encoding' });
  if (request.headers['if-none-match'] === etag) {
    void reply.status(304).send();
    return;
  }
  const accepted = new Negotiator(request.raw).encodings();
  const [encoding, packed] = accepted.includes('br') && brotli !== undefined ? ['br', brotli] : ['gzip', gzip];
  if (packed === undefined || !accepted.includes(encoding)) void reply.send(plain);
  else void reply.header('content-encoding', encoding).send(packed);
}
