/** The HTTP service inside the test’s process, so that a test can inspect its parts. */
import { hash, randomUUID } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DiscoveryService } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { pino } from 'pino';
import type { Role } from '#apps/api/access/role.ts';
import { type Route, routesOf } from '#apps/api/access/routes.ts';
import { createApp } from '#apps/api/app.ts';
import { Contract } from '#apps/api/contract/contract.module.ts';
import type { OpenAPIObject } from '#apps/api/contract/open-api.ts';
import { environmentOf } from '#apps/api/environment.ts';
import { type DecompteClient, clientOf } from '#libs/client/client.ts';
import { Stores } from '#libs/runtime/stores.module.ts';
import { committedContract } from '#test/support/held-contract.ts';
import { OpenIdProvider } from '#test/support/openid-provider.ts';
import { Product } from '#test/support/product.ts';

export class Application {
  readonly app: NestFastifyApplication;
  readonly product: Product;
  readonly provider: OpenIdProvider;
  readonly baseUrl: string;
  readonly routes: readonly Route[];

  private constructor(app: NestFastifyApplication, product: Product, provider: OpenIdProvider, baseUrl: string) {
    this.app = app;
    this.product = product;
    this.provider = provider;
    this.baseUrl = baseUrl;
    this.routes = routesOf(app.get(DiscoveryService));
  }

  /** Uses the stores of a product and closes them; without one it makes its own. */
  static async start(
    product: Product = new Product(),
    variables: Readonly<Record<string, string>> = {},
  ): Promise<Application> {
    const provider = await OpenIdProvider.start();
    try {
      const app = await listening(product, { ...provider.environment(), ...variables });
      return new Application(app, product, provider, await app.getUrl());
    } catch (error) {
      await provider.close();
      throw error;
    }
  }

  get contract(): OpenAPIObject {
    return this.app.get(Contract).document;
  }

  /** An `authorization` header for a person with this role. */
  async bearer(role: Role, team?: string): Promise<string> {
    return `Bearer ${await this.provider.tokenOf(role, team)}`;
  }

  /** A typed client of a person with this role. */
  async client(role: Role, team?: string): Promise<DecompteClient> {
    const client = clientOf(this.baseUrl, await this.provider.tokenOf(role, team));
    const held = committedContract();
    client.use({
      async onResponse({ request: { method, url }, response }) {
        const { status, headers } = response;
        held.hold(method, url.slice(new URL(url).origin.length), {
          status,
          headers,
          text: await response.clone().text(),
        });
      },
    });
    return client;
  }

  /** Checks the answer against the contract; for a stream, only that it is one. */
  async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const response = await fetch(`${this.baseUrl}${path}`, init);
    const { status, headers } = response;
    const hold = (text: string): void => {
      committedContract().hold(init.method ?? 'GET', path, { status, headers, text });
    };
    // A stream does not end.
    if (headers.get('content-type')?.startsWith('text/event-stream') === true) {
      hold('');
      return response;
    }
    // Read once and given again: a clone costs several times as much.
    const bytes = await response.arrayBuffer();
    hold(Buffer.from(bytes).toString('utf8'));
    return new Response(bytes.byteLength === 0 ? null : bytes, { status, headers });
  }

  /** Sends a command under a new key. */
  async post(path: string, body: unknown, authorization: string): Promise<Response> {
    const headers = { authorization, 'content-type': 'application/json', 'idempotency-key': randomUUID() };
    return this.fetch(path, { method: 'POST', headers, body: JSON.stringify(body) });
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.provider.close();
    // The service has already closed the stores.
    rmSync(this.product.folder, { recursive: true, force: true });
  }
}

async function listening(
  product: Product,
  variables: Readonly<Record<string, string>>,
): Promise<NestFastifyApplication> {
  const keyFile = join(product.folder, 'webhook-key');
  writeFileSync(keyFile, hash('sha256', 'webhooks', 'base64'), { mode: 0o600 });
  const environment = environmentOf({
    DATA: product.folder,
    WEBHOOK_KEY_FILE: keyFile,
    PORT: '0',
    MAX_REQUESTS_PER_MINUTE: '1000000000',
    MAX_AFTER_MS: '100',
    ...variables,
  });
  const app = await createApp(environment, new Stores(product.log, product.readStore), pino({ level: 'silent' }));
  await app.listen(environment.port, environment.host);
  return app;
}
