/** The contract as a page to read and try: Swagger UI, served locally from its package. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Controller, Get, Header, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '#apps/api/access/role.ts';
import { type ConstantFile, constantFile, sendConstant } from '#apps/api/http/constant-file.ts';

/** Allows scripts, styles and requests of this service only, without inline code; the icons of the style sheet are data URLs. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Relative addresses, so that the page works behind a proxy with a path prefix. */
const PAGE = `<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Décompte, contrat de l’API</title>
<link rel="icon" href="data:,"><link rel="stylesheet" href="docs/swagger-ui.css"></head>
<body><noscript><p>Cette page demande JavaScript ; le contrat est aussi à <a href="openapi.json">openapi.json</a> (OpenAPI 3.1).</p></noscript>
<div id="contract"></div>
<script src="docs/swagger-ui-bundle.js"></script><script src="docs/contract.js"></script></body></html>
`;

/** No validator: it would send the contract to another site. */
const SCRIPT = `SwaggerUIBundle({
  url: 'openapi.json',
  dom_id: '#contract',
  deepLinking: true,
  docExpansion: 'none',
  defaultModelsExpandDepth: 0,
  filter: true,
  validatorUrl: null,
});
`;

/** Served by controllers, not by @fastify/static, so that the guard covers each address. */
@ApiExcludeController()
@Public()
@Controller('docs')
export class PageController {
  readonly #files = new Map<string, ConstantFile>();

  @Get()
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('content-security-policy', CONTENT_SECURITY_POLICY)
  page(): string {
    return PAGE;
  }

  @Get('contract.js')
  @Header('content-type', 'text/javascript; charset=utf-8')
  script(): string {
    return SCRIPT;
  }

  @Get('swagger-ui-bundle.js')
  library(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    sendConstant(this.#fileOf('swagger-ui-bundle.js', 'text/javascript'), request, reply);
  }

  @Get('swagger-ui.css')
  style(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    sendConstant(this.#fileOf('swagger-ui.css', 'text/css'), request, reply);
  }

  #fileOf(name: string, type: string): ConstantFile {
    let file = this.#files.get(name);
    if (file === undefined) {
      file = constantFile(
        type,
        readFileSync(createRequire(import.meta.url).resolve(`swagger-ui-dist/${name}`), 'utf8'),
      );
      this.#files.set(name, file);
    }
    return file;
  }
}
