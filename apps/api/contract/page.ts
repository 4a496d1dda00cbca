/** The contract as a page to read and to try out: Swagger UI, served from its package, with nothing from elsewhere. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Controller, Get, Header } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Public } from '#apps/api/access/role.ts';

/** Scripts, styles and requests of this service alone, and nothing inline; the icons within the style sheet are data. */
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

/** Addresses are relative, so that the page works behind a proxy that serves it under a path. */
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

/** By controllers and not by @fastify/static: each address that is served stands behind the guard. */
@ApiExcludeController()
@Public()
@Controller('docs')
export class PageController {
  readonly #files = new Map<string, string>();

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
  @Header('content-type', 'text/javascript; charset=utf-8')
  library(): string {
    return this.#fileOf('swagger-ui-bundle.js');
  }

  @Get('swagger-ui.css')
  @Header('content-type', 'text/css; charset=utf-8')
  style(): string {
    return this.#fileOf('swagger-ui.css');
  }

  #fileOf(name: string): string {
    let text = this.#files.get(name);
    if (text === undefined) {
      text = readFileSync(createRequire(import.meta.url).resolve(`swagger-ui-dist/${name}`), 'utf8');
      this.#files.set(name, text);
    }
    return text;
  }
}
