/** The webhook deliveries of this process. */
import { hostname } from 'node:os';
import type { Logger } from 'pino';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { type Delivering, deliverWebhooks } from '#libs/webhooks/deliver-all.ts';
import { HttpSender } from '#libs/webhooks/http/http-sender.ts';
import type { CommonEnvironment } from '#libs/runtime/environment.ts';
import { MeasuredSender } from '#libs/observability/measured-sender.ts';
import { openDeliveries } from '#libs/runtime/shared.ts';
import { whenAvailable } from '#libs/runtime/start.ts';
import type { WatchedService } from '#libs/runtime/watched.ts';
import { DELIVERY_WORDS } from '#libs/words/webhooks.ts';
import { isAlive } from '#libs/files/processes.ts';

const nameOf = (pid: number): string => `${hostname()}/${pid}`;

/** A process of this machine that has ended. */
function isDead(name: string): boolean {
  const pid = Number(name.split('/').at(-1));
  return name === nameOf(pid) && !isAlive(pid);
}

const NOTHING: Delivering = { stop: () => Promise.resolve() };

/** Starts the deliveries and gives a function that stops them once the pending sends are recorded. Without a key it starts none. */
export async function startDeliveries(
  environment: CommonEnvironment,
  log: EventStore,
  watched: WatchedService,
  logger: Logger,
): Promise<Delivering> {
  const { webhookKey: key, webhookAddresses, feedSource: source, stores } = environment;
  if (key === undefined) {
    logger.info('no webhooks: WEBHOOK_KEY_FILE is not set');
    return NOTHING;
  }
  const store = await whenAvailable(() => openDeliveries(stores), logger);
  const sender = new MeasuredSender(new HttpSender(webhookAddresses, { now: Date.now }), watched);
  const delivering = deliverWebhooks({
    log,
    store,
    sender,
    words: DELIVERY_WORDS,
    key,
    source,
    holder: { name: nameOf(process.pid), isDead },
    now: () => Date.now(),
    chance: () => Math.random(),
    onDelivered: (webhook, position, tookMs) => {
      logger.debug({ webhook, position, tookMs }, 'delivered');
    },
    onRefused: (webhook, position, reason) => {
      logger.warn({ webhook, position, reason }, 'not delivered');
    },
    onFailure: (webhook, error) => {
      logger.error({ webhook, err: error }, 'delivery failed on our side, tried again');
    },
    onRecovered: (webhook) => {
      logger.info({ webhook }, 'delivers again');
    },
  });
  return {
    stop: async () => {
      await delivering.stop();
      await sender.close();
      await store.close();
    },
  };
}
