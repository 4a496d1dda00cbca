/** What Nest says of itself, in the log of the service: its life cycle at debug, its warnings and errors as they are. */
import type { LoggerService } from '@nestjs/common';
import type { Logger } from 'pino';

export class NestLogger implements LoggerService {
  readonly #logger: Logger;

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  log(message: unknown): void {
    this.#logger.debug({ nest: String(message) });
  }

  debug(message: unknown): void {
    this.#logger.debug({ nest: String(message) });
  }

  verbose(message: unknown): void {
    this.#logger.trace({ nest: String(message) });
  }

  warn(message: unknown): void {
    this.#logger.warn({ nest: String(message) });
  }

  error(message: unknown, stack?: unknown): void {
    this.#logger.error({ nest: String(message), stack });
  }
}
