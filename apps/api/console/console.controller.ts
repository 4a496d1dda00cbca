/** `/console/`: the screens for people. Every address below it that is no file is a screen, and gets the one page. */
import { Controller, Get, Inject, Param, Query, Redirect, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '#apps/api/access/role.ts';
import { type ConstantFile, sendConstant } from '#apps/api/http/constant-file.ts';
import { Problem } from '#apps/api/http/problem.ts';

/** Injection token of the files, by path. */
export const CONSOLE_FILES = Symbol('console files');

const PAGE = 'index.html';
const NOT_BUILT = 'la console n’est pas construite ici ; construisez-la par npm run console, puis relancez le service';

/** Only scripts, styles and requests of this service; text never becomes a script or a page (Trusted Types). */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

const PAGE_HEADERS = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'cache-control': 'no-cache',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
};
const FOR_GOOD = { 'cache-control': 'public, max-age=31536000, immutable' };

@ApiExcludeController()
@Public()
@Controller()
export class ConsoleController {
  readonly #files: ReadonlyMap<string, ConstantFile>;

  constructor(@Inject(CONSOLE_FILES) files: ReadonlyMap<string, ConstantFile>) {
    this.#files = files;
  }

  @Get()
  @Redirect('/console/', 302)
  home(): void {
    // The decorator answers.
  }

  @Get('console')
  @Redirect('/console/', 302)
  withoutSlash(): void {
    // The same.
  }

  @Get('console/assets/:file')
  asset(@Param('file') name: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    const file = this.#files.get(`assets/${name}`);
    if (file === undefined) throw new Problem(404, 'not-found', 'la console n’a pas ce fichier ; rechargez la page');
    sendConstant(file, request, reply.headers(FOR_GOOD));
  }

  @Get('console/*')
  page(@Query() _ofScreen: unknown, @Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    const file = this.#files.get(PAGE);
    if (file === undefined) throw new Problem(404, 'not-found', NOT_BUILT);
    sendConstant(file, request, reply.headers(PAGE_HEADERS));
  }
}
