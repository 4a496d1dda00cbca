/**
 * Attestations of a checkpoint by others, over HTTP: sends out the request of a time stamp; receives and stores its answer, or a
 * countersignature.
 */
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { attestationsOf, keepCountersignature, keepTimestamp, readCertificate } from '#libs/audit/attestations.ts';
import { type CheckpointFile, checkpointDigest, checkpointsOf, keyId, readKey } from '#libs/audit/checkpoint.ts';
import { type Countersignature, parseCountersignature } from '#libs/audit/countersignature.ts';
import { timestampRequest } from '#libs/audit/timestamp/timestamp.ts';
import type { AuditSettings } from '#libs/runtime/audit-settings.ts';
import { Allow } from '#apps/api/access/role.ts';
import { AttestationDto, AttestationsView } from '#apps/api/audit/attestations.view.ts';
import { AUDIT_SETTINGS } from '#apps/api/audit/proof.controller.ts';
import { CheckpointParams } from '#apps/api/audit/proof.view.ts';
import { Reads } from '#apps/api/http/after.ts';
import { Commands } from '#apps/api/http/commands.ts';
import { type CommandRequest, AskedParam } from '#apps/api/http/idempotency.ts';
import { AfterQuery } from '#apps/api/http/listing.ts';
import { Problem } from '#apps/api/http/problem.ts';

@ApiTags('audit')
@Controller('audit/checkpoints/:position/attestations')
@Allow('auditor')
export class AttestationsController {
  readonly #commands: Commands;
  readonly #settings: AuditSettings;

  constructor(@Inject(Commands) commands: Commands, @Inject(AUDIT_SETTINGS) settings: AuditSettings) {
    this.#commands = commands;
    this.#settings = settings;
  }

  @Get()
  @Reads()
  @ApiOperation({
    operationId: 'readAttestations',
    summary:
      'Contresignatures et horodatages d’un point de contrôle, et la demande à envoyer à une autorité (RFC 3161).',
  })
  @ApiOkResponse({ type: AttestationsView })
  read(@Param() { position }: CheckpointParams, @Query() _: AfterQuery): AttestationsView {
    const { folder, file } = this.#checkpoint(position);
    return viewOf(folder, file);
  }

  @Post()
  @HttpCode(200)
  @ApiOperation({
    operationId: 'attestCheckpoint',
    summary: 'Garde une contresignature, ou la réponse d’une autorité d’horodatage, après l’avoir vérifiée.',
  })
  @ApiOkResponse({ type: AttestationsView })
  async attest(
    @Param() { position }: CheckpointParams,
    @Body() dto: AttestationDto,
    @AskedParam() asked: CommandRequest,
  ): Promise<AttestationsView> {
    const { countersignature, timestamp } = dto;
    if ((countersignature === undefined) === (timestamp === undefined)) {
      const detail = 'donnez une contresignature (countersignature) ou la réponse d’une autorité (timestamp)';
      throw new Problem(400, 'invalid-shape', detail, {
        errors: [{ path: '/timestamp', code: 'CONTENT', detail }],
      });
    }
    const { folder, file } = this.#checkpoint(position);
    await this.#commands.claim(asked);
    if (timestamp !== undefined) {
      const authorities = (this.#settings.authorities ?? []).map(readCertificate);
      keepTimestamp(folder, file, Buffer.from(timestamp, 'base64'), authorities);
    }
    if (countersignature !== undefined) {
      const publicKeys = this.#settings.publicKeys.map((path) => readKey(path, 'public'));
      const read = countersignatureIn(Buffer.from(countersignature, 'base64').toString());
      const publicKey = publicKeys.find((key) => keyId(key) === read.key);
      keepCountersignature(folder, file, read, publicKey);
    }
    return viewOf(folder, file);
  }

  /** Throws Problem for an unknown position. */
  #checkpoint(position: string): { readonly folder: string; readonly file: CheckpointFile } {
    const { checkpoints: folder } = this.#settings;
    const file = folder === undefined ? undefined : checkpointsOf(folder, Number(position)).at(-1);
    if (folder !== undefined && file !== undefined) return { folder, file };
    const detail = `il n’y a pas de point de contrôle de la position ${position} ; /audit/checkpoints les montre`;
    throw new Problem(404, 'not-found', detail);
  }
}

/** Throws Problem if the file is no countersignature. */
function countersignatureIn(text: string): Countersignature {
  const found = parseCountersignature(text);
  if (found !== undefined) return found;
  const detail = 'countersignature n’est pas le fichier d’une contresignature ; renvoyez-le tel qu’il a été écrit';
  throw new Problem(400, 'invalid-shape', detail, { errors: [{ path: '/countersignature', code: 'SHAPE', detail }] });
}

function viewOf(folder: string, file: CheckpointFile): AttestationsView {
  const digest = checkpointDigest(file.checkpoint);
  return {
    position: file.checkpoint.position,
    digest,
    timestampRequest: timestampRequest(digest).toString('base64'),
    files: attestationsOf(folder, file),
  };
}
