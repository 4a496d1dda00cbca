/** `GET /metrics`: the metrics of the service, in the text format of Prometheus. */
import { Controller, Get, Header, Inject, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Allow } from '#apps/api/access/role.ts';
import { Metrics } from '#libs/observability/metrics.ts';

const TEXT = 'text/plain';

@ApiTags('operation')
@Controller('metrics')
export class MetricsController {
  readonly #metrics: Metrics;

  constructor(@Inject(Metrics) metrics: Metrics) {
    this.#metrics = metrics;
  }

  @Get()
  @Allow('operator', 'auditor', 'service')
  @Header('cache-control', 'no-store')
  @ApiOperation({ operationId: 'metrics', summary: 'Mesures du service, au format Prometheus' })
  @ApiProduces(TEXT)
  @ApiOkResponse({ schema: { type: 'string', example: 'decompte_jobs{state="waiting"} 0\n' } })
  metrics(@Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    void reply.type(this.#metrics.contentType);
    return this.#metrics.text();
  }
}
