/** What others read of imports: the files received, and where rows were set aside. The rows themselves may be about a patient. */
import {
  FILE_PREFIX,
  IMPORTS,
  type ReceivedFile,
  type ReceivedRow,
  SET_ASIDE_PREFIX,
  isRecorded,
} from '#libs/intake/import/imports.ts';
import { type ReadModel, flag, text, whole } from '#libs/read-store/read-model.ts';

const FILE = text('nom du fichier');

export const IMPORTS_READ_MODEL: ReadModel = {
  projection: IMPORTS.name,
  kinds: [
    {
      kind: 'file',
      meaning: 'un fichier reçu',
      prefix: FILE_PREFIX,
      optional: ['refused'],
      fields: {
        file: FILE,
        sha256: text('empreinte du contenu'),
        rows: whole('nombre de lignes'),
        setAside: whole('lignes mises de côté'),
        refused: text('pourquoi le fichier entier a été refusé'),
      },
      show: (stored) => JSON.parse(stored) as ReceivedFile,
    },
    {
      kind: 'row',
      meaning: 'une ligne mise de côté, sans son contenu',
      prefix: SET_ASIDE_PREFIX,
      optional: [],
      fields: {
        file: FILE,
        line: whole('numéro de la ligne'),
        code: text('code de ce qui ne va pas'),
        recorded: flag('vrai : enregistrée depuis, de son fichier ou d’un autre'),
        state: text('où elle en est : OPEN, RECORDED, MENDED, DISMISSED, ERASED'),
      },
      show: (stored) => {
        const row = JSON.parse(stored) as ReceivedRow;
        return { ...row, recorded: isRecorded(row) };
      },
    },
  ],
  indexes: { by_file: ['kind', 'file'], by_code: ['kind', 'code', 'file'] },
  views: [
    { name: 'received_files', question: 'les fichiers reçus', kind: 'file' },
    { name: 'rows_set_aside', question: 'les lignes mises de côté, par fichier et code', kind: 'row' },
  ],
};
