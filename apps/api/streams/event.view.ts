/** An event of the log in an answer, as recorded; IBANs are masked for callers who may not read them. */
import { ApiProperty } from '@nestjs/swagger';
import { categoryOf } from '#libs/event-store/event.ts';
import type { StreamEvent } from '#libs/event-store/queries/find-stream-events.ts';
import { noteAccount, noteStream } from '#apps/api/access/reads.ts';
import type { Identity } from '#apps/api/access/role.ts';
import { Problem } from '#apps/api/http/problem.ts';
import { maskedIban } from '#libs/access-record/account-read.ts';

export class EventView {
  @ApiProperty({ description: 'Rang dans le journal, à partir de 1.', example: 178823 }) position!: number;
  @ApiProperty({ example: 'team-PEPS-01' }) stream!: string;
  @ApiProperty({ description: 'Rang dans le flux, à partir de 0.', example: 4 }) revision!: number;
  @ApiProperty({ example: 'PhaseBegun' }) type!: string;
  @ApiProperty({ example: 1 }) schemaVersion!: number;
  @ApiProperty({ description: 'Fait de son contenu.', example: '0123456789abcdef0123456789abcdef' }) id!: string;
  @ApiProperty({ description: 'Jour ou période dont il s’agit.', example: '2021-01-01' }) effective!: string;
  @ApiProperty({ description: 'Jour où c’était connu.', example: '2021-01-04' }) knownOn!: string;
  @ApiProperty({ example: '2026-11-03T09:12:00.000Z' }) recordedAt!: string;
  @ApiProperty({ description: 'Qui l’a enregistré.', example: 'Alice (vérifié)' }) actor!: string;
  @ApiProperty({ description: 'De quoi cela fait partie.', example: 'import' }) correlation!: string;
  @ApiProperty({ description: 'Ce qui l’a amené.', example: 'phases.csv' }) causation!: string;
  @ApiProperty({ description: 'Contenu.', type: 'object', additionalProperties: true, example: { phase: 'FORFAIT' } })
  data!: unknown;
}

export function eventView({ event, commit }: StreamEvent, withIbans: boolean): Readonly<EventView> {
  const { position, stream, revision, type, schemaVersion, id, effective, knownOn, data } = event;
  const { recordedAt, actor, correlation, causation } = commit;
  noteStream(stream);
  // An event of an erased patient has no content.
  const content: unknown = JSON.parse(data === '' ? '{}' : data, (key, value: unknown) => {
    if (key !== 'iban' || typeof value !== 'string') return value;
    if (withIbans) noteAccount(value);
    return withIbans ? value : maskedIban(value);
  });
  const envelope = { position, stream, revision, type, schemaVersion, id, effective, knownOn };
  return { ...envelope, recordedAt, actor, correlation, causation, data: content };
}

/** Only the auditor may read about patients. */
const OF_PATIENTS = 'patient';

/** Throws Problem. */
export function requireAuditorOfPatients(stream: string, { roles }: Pick<Identity, 'roles'>): void {
  if (isOfPatients(stream) && !roles.includes('auditor'))
    throw new Problem(403, 'forbidden', 'les flux des patients sont pour l’auditeur');
}

export function isOfPatients(stream: string): boolean {
  return categoryOf(stream) === OF_PATIENTS;
}
