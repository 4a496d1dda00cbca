/**
 * Stops the service without losing anything: it says that it is not ready, takes no new connection, answers what it was asked, ends
 * what never ends of itself, records what waits, closes its stores.
 */
import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Logger } from 'pino';
import { LifeCycle } from '#libs/observability/life-cycle.ts';

export interface StopSettings {
  /** How long it goes on while it says that it is not ready, so that nobody sends it anything new, ms. */
  readonly noticeMs: number;
  /** How long requests under way may still take, ms; after that their connections are cut. */
  readonly graceMs: number;
}

const SWEEP_MS = 20;

/** Made ready before the service listens; what it gives stops the service. */
export function stopperOf(app: NestFastifyApplication, logger: Logger, settings: StopSettings): () => Promise<void> {
  const connections = new Connections(app.getHttpServer());
  return () => stopService(app, connections, logger, settings);
}

async function stopService(
  app: NestFastifyApplication,
  connections: Connections,
  logger: Logger,
  settings: StopSettings,
): Promise<void> {
  const lifeCycle = app.get(LifeCycle);
  lifeCycle.announceStop();
  logger.info('stopping');
  await pause(settings.noticeMs);
  lifeCycle.stop();
  await drained(app.getHttpServer(), connections, settings.graceMs, logger);
  await app.close();
  logger.info('stopped');
}

/** Keeps account of the connections of a server, which closes of itself only those that have asked something before. */
class Connections {
  readonly #open = new Set<Socket>();

  constructor(server: Server) {
    server.on('connection', (socket: Socket) => {
      this.#open.add(socket);
      socket.once('close', () => this.#open.delete(socket));
    });
  }

  closeSilent(): void {
    for (const socket of this.#open) if (socket.bytesRead === 0) socket.destroy();
  }
}

/** When every connection is closed: those that wait for nothing at once, the others once they are answered. */
async function drained(server: Server, connections: Connections, graceMs: number, logger: Logger): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    server.close(() => {
      resolve();
    });
  });
  const sweep = setInterval(() => {
    server.closeIdleConnections();
    connections.closeSilent();
  }, SWEEP_MS);
  const bound = setTimeout(() => {
    logger.warn({ graceMs }, 'requests under way are cut off');
    server.closeAllConnections();
  }, graceMs);
  await closed;
  clearInterval(sweep);
  clearTimeout(bound);
}
