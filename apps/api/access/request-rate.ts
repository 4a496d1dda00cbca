/**
 * Limits the requests of a caller per minute, with @fastify/rate-limit: by the subject of a verified token, otherwise by address (an IPv6
 * network of 64 bits counts as one). With Redis for the jobs, all processes share the counts.
 */
import { hash } from 'node:crypto';
import rateLimit, { type RateLimitPluginOptions, normalizeIP } from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { AuthenticatedRequest } from '#apps/api/access/authenticated-request.ts';
import { localJobsPath } from '#libs/jobs/open-job-queue.ts';

const WINDOW_MS = 60_000;
/** Maximum number of callers counted in one process; beyond it, the least recent caller restarts at zero. */
const MAX_CALLERS = 100_000;
/** Maximum wrong tokens per address and minute: each costs the verification of a signature. */
const MAX_WRONG_TOKENS = 20_000;
/** How long a request waits for Redis before the process counts it locally. */
const REDIS_ANSWER_MS = 100;
const REDIS_KEYS = 'decompte:requests:';

export interface RateSettings {
  readonly requestsPerMinute: number;
  readonly wrongTokensPerMinute?: number;
  /** `local:PATH` or `redis://…`, as for the job queue. */
  readonly jobsUrl: string;
}

/** Each method returns the whole seconds to wait, 0 for none. */
export interface RequestRate {
  /** Counts the request. */
  readonly ofRequest: (request: AuthenticatedRequest) => Promise<number>;
  /** Counts a wrong token for its address, in this process. */
  readonly ofWrongToken: (request: FastifyRequest) => Promise<number>;
  /** Like `ofWrongToken` for one more token, but does not count it. */
  readonly beforeToken: (request: FastifyRequest) => Promise<number>;
}

type Limiter = ReturnType<FastifyInstance['createRateLimit']>;
type Counted = Extract<Awaited<ReturnType<Limiter>>, { isAllowed: false }>;

export async function requestRate(
  instance: FastifyInstance,
  { requestsPerMinute, wrongTokensPerMinute = MAX_WRONG_TOKENS, jobsUrl }: RateSettings,
  logger: Logger,
): Promise<RequestRate> {
  const byCaller = { max: requestsPerMinute, keyGenerator: callerOf };
  const here = await limiter(instance, { ...byCaller, cache: MAX_CALLERS });
  const isLocal = localJobsPath(jobsUrl) !== undefined;
  const requests = isLocal ? here : await sharedLimiter(instance, jobsUrl, byCaller, here, logger);
  const wrongTokens = await limiter(instance, { max: wrongTokensPerMinute, cache: MAX_CALLERS });
  return {
    ofRequest: async (request) => wait(await requests(request), ({ isExceeded }) => isExceeded),
    ofWrongToken: async (request) => wait(await wrongTokens(request), ({ isExceeded }) => isExceeded),
    beforeToken: async (request) =>
      wait(await wrongTokens(request, { increment: false }), ({ remaining }) => remaining === 0),
  };
}

function callerOf(request: AuthenticatedRequest): string {
  return request.identity === undefined ? `address ${normalizeIP(request.ip)}` : `subject ${request.identity.subject}`;
}

/** Registers in its own scope: an instance accepts the plugin once. */
async function limiter(instance: FastifyInstance, options: RateLimitPluginOptions): Promise<Limiter> {
  const made = Promise.withResolvers<Limiter>();
  await instance.register(async (scope) => {
    await scope.register(rateLimit, { global: false, timeWindow: WINDOW_MS, ...options });
    made.resolve(scope.createRateLimit());
  });
  return made.promise;
}

/** Counts in Redis, or with `otherwise` when Redis does not answer in time, so that the service keeps working. */
async function sharedLimiter(
  instance: FastifyInstance,
  url: string,
  options: RateLimitPluginOptions,
  otherwise: Limiter,
  logger: Logger,
): Promise<Limiter> {
  const { Redis } = await import('ioredis');
  const redis = new Redis(url, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    commandTimeout: REDIS_ANSWER_MS,
    connectionName: 'decompte-requests',
  });
  let isReached = true;
  const reached = (now: boolean, error?: unknown): void => {
    if (now !== isReached) {
      if (now) logger.info('requests are counted in Redis again');
      else logger.warn({ err: error }, 'Redis cannot be reached, each process counts its requests alone');
    }
    isReached = now;
  };
  redis.on('error', (error) => {
    reached(false, error);
  });
  instance.addHook('onClose', (_, done) => {
    redis.disconnect();
    done();
  });
  // Hashed, so that Redis does not store the identity of callers.
  const keyGenerator = (request: FastifyRequest): string => hash('sha256', callerOf(request), 'base64url');
  const shared = await limiter(instance, { ...options, keyGenerator, redis, nameSpace: REDIS_KEYS });
  return async (request) => {
    try {
      const counted = await shared(request);
      reached(true);
      return counted;
    } catch (error) {
      reached(false, error);
      return otherwise(request);
    }
  };
}

/** No caller is exempt, so isAllowed is always false. */
function wait(state: Awaited<ReturnType<Limiter>>, refuses: (counted: Counted) => boolean): number {
  return state.isAllowed || !refuses(state) ? 0 : Math.max(1, state.ttlInSeconds);
}
