/** Files received and rows set aside as they are shown. */
import { ApiProperty } from '@nestjs/swagger';
import { type ReceivedFile, type SetAsideRow, streamOfKey } from '#libs/intake/import-events.ts';
import { type Columns, ListOf } from '#apps/api/http/listing.ts';

export class ReceivedFileView {
  @ApiProperty({ example: 'import-0123456789abcdef' }) id!: string;
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
}

export class ReceivedFilesPage extends ListOf {
  @ApiProperty({ type: [ReceivedFileView] }) items!: ReceivedFileView[];
}

export class ReceivedFileWithCommitView extends ReceivedFileView {
  @ApiProperty({ description: 'Première fois.', example: '2026-11-03T09:12:00.000Z' }) receivedAt!: string;
  @ApiProperty({ example: 'os:alice' }) receivedBy!: string;
}

export class SetAsideRowView {
  @ApiProperty({ example: 'import-0123456789abcdef' }) import!: string;
  @ApiProperty({ example: 'acts.csv' }) file!: string;
  @ApiProperty({ example: 17 }) line!: number;
  @ApiProperty({ example: 'UNKNOWN_PATIENT' }) code!: string;
  @ApiProperty({ description: 'Ce qui ne va pas, et ce qui irait.', example: 'Le patient P1 n’est pas connu.' })
  message!: string;
  @ApiProperty({
    description: 'La ligne telle que reçue.',
    example: 'A1,P1,10000002757,GP,1112,1,2020-03-16,2500,1750',
  })
  row!: string;
  @ApiProperty({ description: 'Enregistrée depuis : ce qui lui manquait est venu.', example: false })
  recorded!: boolean;
}

export class SetAsideRowsPage extends ListOf {
  @ApiProperty({ type: [SetAsideRowView] }) items!: SetAsideRowView[];
}

/** `key` without its prefix. */
export function receivedFileView(key: string, text: string): Readonly<ReceivedFileView> {
  const { file, sha256, rows, setAside, refused } = JSON.parse(text) as ReceivedFile;
  return { id: streamOfKey(key, 'file'), file, sha256, rows, setAside, refused };
}

/** `key` without its prefix. */
export function setAsideRowView(key: string, text: string): SetAsideRowView {
  const { file, line, code, message, row, recorded } = JSON.parse(text) as SetAsideRow & { recorded: boolean };
  return { import: streamOfKey(key, 'row'), file, line, code, message, row, recorded };
}

export const RECEIVED_COLUMNS: Columns<ReceivedFileView> = {
  id: ({ id }) => id,
  file: ({ file }) => file,
  sha256: ({ sha256 }) => sha256,
  rows: ({ rows }) => rows,
  set_aside: ({ setAside }) => setAside,
  refused: ({ refused }) => refused,
};

export const SET_ASIDE_COLUMNS: Columns<SetAsideRowView> = {
  file: ({ file }) => file,
  line: ({ line }) => line,
  code: ({ code }) => code,
  message: ({ message }) => message,
  row: ({ row }) => row,
  recorded: ({ recorded }) => String(recorded),
  import: (item) => item.import,
};
