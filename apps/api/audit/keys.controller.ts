/** `GET /audit/keys`: the keys that signed checkpoints, each with its period, and the file by which one key replaced another. */
import { Controller, Get, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { checkpointsSoFar, readKey } from '#libs/audit/checkpoint.ts';
import { keysInHistory, readSuccessions } from '#libs/audit/key-history.ts';
import { numberKey } from '#libs/kernel/page.ts';
import type { AuditSettings } from '#libs/runtime/audit-settings.ts';
import { Allow } from '#apps/api/access/role.ts';
import { AuditKeyParams, AuditKeysPage, KEY_COLUMNS, KeySuccessionView } from '#apps/api/audit/keys.view.ts';
import { AUDIT_SETTINGS } from '#apps/api/audit/proof.controller.ts';
import { Reads } from '#apps/api/http/after.ts';
import { ApiPage } from '#apps/api/http/list-response.ts';
import { AfterQuery, PageQuery, pageOf, sendPage } from '#apps/api/http/listing.ts';
import { Problem } from '#apps/api/http/problem.ts';

@ApiTags('audit')
@Controller('audit/keys')
@Allow('auditor')
export class AuditKeysController {
  readonly #settings: AuditSettings;

  constructor(@Inject(AUDIT_SETTINGS) settings: AuditSettings) {
    this.#settings = settings;
  }

  @Get()
  @Reads()
  @ApiOperation({
    operationId: 'listAuditKeys',
    summary: 'Les clés qui ont signé des points de contrôle, chacune avec son temps, la plus ancienne d’abord.',
  })
  @ApiPage(AuditKeysPage, KEY_COLUMNS)
  async list(
    @Query() query: PageQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object | string> {
    const { checkpoints: folder, publicKeys } = this.#settings;
    const trusted = publicKeys.map((path) => readKey(path, 'public'));
    const [successions, files] = folder === undefined ? [[], []] : [readSuccessions(folder), checkpointsSoFar(folder)];
    const checkpoints = files.map(({ checkpoint }) => checkpoint);
    const keys = keysInHistory(trusted, successions, checkpoints);
    const keyed = keys.map((one, index) => [numberKey(index + 1), one] as const);
    return sendPage(request, reply, await pageOf(query, request, keyed), KEY_COLUMNS);
  }

  @Get(':key')
  @Reads()
  @ApiOperation({
    operationId: 'readKeySuccession',
    summary: 'Comment une clé a pris la suite d’une autre : à garder avec les points de contrôle, comme key-….json.',
  })
  @ApiOkResponse({ type: KeySuccessionView })
  read(@Param() { key }: AuditKeyParams, @Query() _: AfterQuery): KeySuccessionView {
    const { checkpoints: folder } = this.#settings;
    const found = folder === undefined ? [] : readSuccessions(folder);
    const one = found.find(({ succession }) => succession.key === key);
    if (one === undefined)
      throw new Problem(404, 'not-found', `la clé ${key} n’a pris la suite d’aucune autre ; /audit/keys les montre`);
    return one.succession;
  }
}
