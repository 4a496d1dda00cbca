/** `GET /health/live`, `GET /health/ready`: for monitoring; names and numbers only. */
import { Controller, Get, Header, Inject, Res } from '@nestjs/common';
import {
  ApiOkResponse,
  ApiOperation,
  ApiProperty,
  ApiPropertyOptional,
  ApiServiceUnavailableResponse,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Public } from '#apps/api/access/role.ts';
import { headersOf } from '#apps/api/contract/headers.ts';
import { Readiness, type ReadinessReport } from '#libs/observability/readiness.ts';

class LiveView {
  @ApiProperty({ example: true }) live!: boolean;
}

class CheckView {
  @ApiProperty({ example: 'projection dossiers' }) name!: string;
  @ApiProperty({ example: true }) ok!: boolean;
  @ApiPropertyOptional({
    description: 'Ce qui ne va pas ; absent si tout va.',
    example: '120000 événements à traiter, plus que 100000',
  })
  detail?: string;
  @ApiPropertyOptional({ description: 'Événements à traiter.', example: 0 }) lagEvents?: number;
  @ApiPropertyOptional({ description: 'Âge du plus ancien événement à traiter, en secondes.', example: 0 })
  lagSeconds?: number;
}

class ReadyView {
  @ApiProperty({ example: true }) ready!: boolean;
  @ApiProperty({ type: [CheckView] }) checks!: CheckView[];
}

@ApiTags('operation')
@Public()
@Controller('health')
export class HealthController {
  readonly #readiness: Readiness;

  constructor(@Inject(Readiness) readiness: Readiness) {
    this.#readiness = readiness;
  }

  @Get('live')
  @Header('cache-control', 'no-store')
  @ApiOperation({ operationId: 'live', summary: 'Le processus répond' })
  @ApiOkResponse({ type: LiveView })
  live(): LiveView {
    return { live: true };
  }

  @Get('ready')
  @Header('cache-control', 'no-store')
  @ApiOperation({ operationId: 'ready', summary: 'Les stockages répondent et aucune projection n’est bloquée' })
  @ApiOkResponse({ type: ReadyView })
  @ApiServiceUnavailableResponse({
    type: ReadyView,
    description: 'checks dit ce qui ne va pas.',
    headers: headersOf(['Cache-Control']),
  })
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<ReadinessReport> {
    const report = await this.#readiness.report();
    if (!report.ready) void reply.status(503);
    return report;
  }
}
