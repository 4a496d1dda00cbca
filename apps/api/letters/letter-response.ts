/** Sends a letter as PDF, and describes it in the contract. Its tag is the digest of its bytes. */
import { ApiOkResponse } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { fileName } from '#libs/letters/file-name.ts';
import type { Letter } from '#libs/letters/letter.ts';
import { letterPdf } from '#libs/letters/pdf.ts';
import { headersOf } from '#apps/api/contract/headers.ts';

/** Injection token: the installation's own details in letters. */
export const LETTERHEAD = Symbol('letterhead');

export const PDF = 'application/pdf';
export const PDF_CONTENT = { [PDF]: { schema: { type: 'string', format: 'binary' } } } as const;

export function ApiLetter(description: string): MethodDecorator {
  return ApiOkResponse({ description, headers: headersOf(['Content-Disposition']), content: PDF_CONTENT });
}

/** `name`: parts of the file’s name. */
export async function sendLetter(reply: FastifyReply, letter: Letter, name: readonly string[]): Promise<Buffer> {
  const { bytes, digest } = await letterPdf(letter);
  void reply.type(PDF).header('etag', `"${digest}"`);
  void reply.header('content-disposition', `inline; filename="${fileName(name)}"`);
  return bytes;
}
