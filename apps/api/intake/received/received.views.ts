/** Received files and rows set aside in answers. */
import { ApiProperty } from '@nestjs/swagger';
import { ROW_STATES, isRecorded } from '#libs/intake/import/imports.ts';
import { DialectView } from '#apps/api/jobs/import-result.views.ts';
import type { FoundFileWithArrival } from '#libs/intake/queries/find-received-file.ts';
import type { FoundRow } from '#libs/intake/import/documents.ts';
import { type Columns, ListOf } from '#apps/api/http/listing.ts';

export class ReceivedFileView {
  @ApiProperty({ example: 'import-347065d91ae7a1af' }) id!: string;
  @ApiProperty({ example: 'acts.csv' }) file!: string;
  @ApiProperty({ description: 'De son contenu.', example: '9f86d081884c7d65…' }) sha256!: string;
  @ApiProperty({ description: 'Lignes lues.', example: 421 }) rows!: number;
  @ApiProperty({ description: 'Lignes mises de côté.', example: 2 }) setAside!: number;
  @ApiProperty({
    description: 'Pourquoi rien n’en est enregistré ; null : il est enregistré.',
    type: String,
    nullable: true,
    example: null,
  })
  refused!: string | null;

  @ApiProperty({
    description: 'Pourquoi son refus est classé sans suite ; null s’il ne l’est pas.',
    type: String,
    nullable: true,
    example: null,
  })
  dismissed!: string | null;

  @ApiProperty({ description: 'false : ses premières lignes sont enregistrées, et il n’est pas lu jusqu’au bout.' })
  finished!: boolean;

  @ApiProperty({
    description: 'Comment le fichier est écrit ; null : il est refusé.',
    type: DialectView,
    nullable: true,
  })
  dialect!: DialectView | null;

  @ApiProperty({ description: 'La première fois.', example: '2026-11-03T09:12:00.000Z' }) receivedAt!: string;
  @ApiProperty({ example: 'os:alice' }) receivedBy!: string;
}

export class ReceivedFilesPage extends ListOf {
  @ApiProperty({ type: [ReceivedFileView] }) items!: ReceivedFileView[];
}

class SetAsideRowView {
  @ApiProperty({ example: 'import-347065d91ae7a1af' }) import!: string;
  @ApiProperty({ example: 'acts.csv' }) file!: string;
  @ApiProperty({ example: 3 }) line!: number;
  @ApiProperty({ example: 'DATE' }) code!: string;
  @ApiProperty({
    description: 'Ce qui ne va pas, et ce qui irait.',
    example: 'care_on : « 2023-02-30 » n’est pas un jour du calendrier ; écrivez AAAA-MM-JJ, par exemple 2021-03-05.',
  })
  message!: string;
  @ApiProperty({
    description: 'La ligne telle que reçue.',
    example: 'acte-2023-000002,P0000001,10000002757,GP,1111,1,2023-02-30,2650,1855,,,2023-09-15',
  })
  row!: string;
  @ApiProperty({
    description: 'Ses champs, dans la forme et l’ordre décrits ; aucun si la ligne n’en a pas autant que de colonnes.',
    type: [String],
    example: ['acte-2023-000002', 'P0000001'],
  })
  fields!: readonly string[];
  @ApiProperty({ description: 'Enregistrée depuis, de son fichier ou d’un autre.', example: false })
  recorded!: boolean;
  @ApiProperty({
    description:
      'OPEN : elle attend ; RECORDED : ce qui lui manquait est venu ; MENDED : un autre fichier l’a, corrigée ; DISMISSED : classée sans suite ; ERASED : d’un patient effacé, rien n’en reste.',
    enum: ROW_STATES,
    example: 'OPEN',
  })
  state!: string;
  @ApiProperty({ description: 'Pourquoi elle est classée sans suite.', type: String, nullable: true, example: null })
  reason!: string | null;
}

export class SetAsideRowsPage extends ListOf {
  @ApiProperty({ type: [SetAsideRowView] }) items!: SetAsideRowView[];
}

export function receivedFileView({ dialect, ...file }: FoundFileWithArrival): Readonly<ReceivedFileView> {
  const { id, file: name, sha256, rows, setAside, refused, dismissed, isFinished, receivedAt, receivedBy } = file;
  const read = { rows, setAside, refused, dismissed, finished: isFinished, dialect: dialect ?? null };
  return { id, file: name, sha256, ...read, receivedAt, receivedBy };
}

export function setAsideRowView(found: FoundRow): Readonly<SetAsideRowView> {
  const { import: of, file, line, code, message, row, fields, state, reason } = found;
  return { import: of, file, line, code, message, row, fields, recorded: isRecorded(found), state, reason };
}

export const RECEIVED_COLUMNS: Columns<ReceivedFileView> = {
  id: ({ id }) => id,
  file: ({ file }) => file,
  sha256: ({ sha256 }) => sha256,
  rows: ({ rows }) => rows,
  set_aside: ({ setAside }) => setAside,
  refused: ({ refused }) => refused,
  received_at: ({ receivedAt }) => receivedAt,
  received_by: ({ receivedBy }) => receivedBy,
};

export const SET_ASIDE_COLUMNS: Columns<SetAsideRowView> = {
  file: ({ file }) => file,
  line: ({ line }) => line,
  code: ({ code }) => code,
  message: ({ message }) => message,
  row: ({ row }) => row,
  recorded: ({ recorded }) => String(recorded),
  import: (item) => item.import,
  state: ({ state }) => state,
  reason: ({ reason }) => reason,
};
