/**
 * Stops the service without loss: reports not ready, accepts no new connection, answers pending requests, closes streams, records waiting
 * data, closes the stores.
 */
import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Logger } from 'pino';
import { LifeCycle } from '#libs/observability/life-cycle.ts';

export interface StopSettings {
  /** How long it reports not ready before it stops accepting requests, ms. */
  readonly noticeMs: number;
  /** How long pending requests may still take, in ms; then their connections are cut. */
  readonly graceMs: number;
}

const SWEEP_MS = 20;

/** Called before the service listens; returns the function that stops it. */
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

/** Tracks the connections of a server, which itself closes only those that have sent a request. */
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

/** Resolves when every connection is closed: idle ones at once, the others after their answer. */
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
