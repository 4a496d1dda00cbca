/** Serves the health and metrics of a process without another server, such as the worker; for monitoring only. */
import { once } from 'node:events';
import { type Server, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { BoundedConnections, endConnection } from '#libs/observability/bounded-connections.ts';
import type { Metrics } from '#libs/observability/metrics.ts';
import type { Readiness } from '#libs/observability/readiness.ts';

interface OperationServer {
  readonly port: number;
  readonly close: () => Promise<void>;
}

interface OperationServed {
  readonly metrics: Metrics;
  readonly readiness: Readiness;
}

/** More than monitoring needs. */
const CONNECTIONS = 100;
/** How long the head of a request may take to arrive, ms. */
const HEAD_MS = 2_000;
const UNREADABLE = 'HTTP/1.1 400 Bad Request\r\nconnection: close\r\ncontent-length: 0\r\n\r\n';
const JSON_TYPE = 'application/json; charset=utf-8';

/** Listens on its own port: `/health/live`, `/health/ready`, `/metrics`, without a token. */
export async function serveOperation(host: string, port: number, served: OperationServed): Promise<OperationServer> {
  const server: Server = createServer(
    { headersTimeout: HEAD_MS, connectionsCheckingInterval: HEAD_MS },
    (request, response) => {
      void answer(request.method === 'GET' ? (request.url ?? '') : '', response, served);
    },
  );
  new BoundedConnections(server, { total: CONNECTIONS, perAddress: CONNECTIONS });
  server.on('clientError', (_error, socket) => {
    endConnection(socket, UNREADABLE);
  });
  server.listen(port, host);
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function answer(
  address: string,
  response: ServerResponse,
  { metrics, readiness }: OperationServed,
): Promise<void> {
  const send = (status: number, type: string, text: string): void => {
    response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(text);
  };
  try {
    if (address === '/health/live') send(200, JSON_TYPE, '{"live":true}');
    else if (address === '/health/ready') {
      const report = await readiness.report();
      send(report.ready ? 200 : 503, JSON_TYPE, JSON.stringify(report));
    } else if (address === '/metrics') send(200, metrics.contentType, await metrics.text());
    else send(404, JSON_TYPE, '{"status":404}');
  } catch {
    // The stores do not answer: their metrics are missing, which shows the failure.
    send(503, JSON_TYPE, '{"status":503}');
  }
}
