/** The history of the keys that sign checkpoints, in answers. */
import { ApiProperty } from '@nestjs/swagger';
import { Matches } from 'class-validator';
import type { KeyInHistory, KeySuccession } from '#libs/audit/key-history.ts';
import { type Columns, ListOf } from '#apps/api/http/listing.ts';

const KEY = '0123456789abcdef0123456789abcdef';
const INSTANT = '2026-11-03T09:12:00.000Z';

class AuditKeyView implements KeyInHistory {
  @ApiProperty({ description: 'Identifiant : début du SHA-256 de la clé publique.', example: KEY }) key!: string;
  @ApiProperty({
    description: 'Ed25519, SPKI en base64 ; null si l’on n’en a que des points de contrôle.',
    type: String,
    nullable: true,
    example: 'MCow…',
  })
  publicKey!: string | null;
  @ApiProperty({ description: 'Signe depuis ; null : depuis le début.', type: String, nullable: true, example: null })
  since!: string | null;
  @ApiProperty({
    description: 'A signé jusqu’à ; null : signe encore.',
    type: String,
    nullable: true,
    example: INSTANT,
  })
  until!: string | null;
  @ApiProperty({
    description: 'La clé dont elle a pris la suite, que les deux ont signée ; null pour la première.',
    type: String,
    nullable: true,
    example: null,
  })
  previous!: string | null;
  @ApiProperty({ description: 'Combien de points de contrôle elle a signés.', example: 12 }) checkpoints!: number;
}

export class AuditKeysPage extends ListOf {
  @ApiProperty({ type: [AuditKeyView] }) items!: AuditKeyView[];
}

export const KEY_COLUMNS: Columns<AuditKeyView> = {
  key: ({ key }) => key,
  public_key: ({ publicKey }) => publicKey ?? '',
  since: ({ since }) => since ?? '',
  until: ({ until }) => until ?? '',
  previous: ({ previous }) => previous ?? '',
  checkpoints: ({ checkpoints }) => checkpoints,
};

export class AuditKeyParams {
  @ApiProperty({ description: 'Identifiant d’une clé.', type: String, example: KEY })
  @Matches(/^[0-9a-f]{32}$/, { message: 'key est l’identifiant d’une clé, 32 chiffres hexadécimaux' })
  key!: string;
}

export class KeySuccessionView implements KeySuccession {
  @ApiProperty({ enum: ['decompte-key-1'], example: 'decompte-key-1' }) format!: KeySuccession['format'];
  @ApiProperty({ example: KEY }) previous!: string;
  @ApiProperty({ description: 'SPKI, en base64.', example: 'MCow…' }) previousPublicKey!: string;
  @ApiProperty({ example: KEY }) key!: string;
  @ApiProperty({ description: 'SPKI, en base64.', example: 'MCow…' }) publicKey!: string;
  @ApiProperty({ description: 'Depuis quand la nouvelle signe, et l’ancienne non.', example: INSTANT }) since!: string;
  @ApiProperty({ description: 'Par l’ancienne : Ed25519, en base64.', example: 'q83v…' }) previousSignature!: string;
  @ApiProperty({ description: 'Par la nouvelle : Ed25519, en base64.', example: 'q83v…' }) signature!: string;
}
