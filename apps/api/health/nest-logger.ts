/** Writes the log of Nest to the log of the service: life cycle at debug, warnings and errors at their level. */
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
