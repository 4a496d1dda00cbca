/** The imports for other programs: the received files, and the positions of rows set aside. The rows themselves may be about a patient. */
import {
  FILE_PREFIX,
  IMPORTS,
  type ReceivedFile,
  type ReceivedRow,
  SET_ASIDE_PREFIX,
  isRecorded,
} from '#libs/intake/import/imports.ts';
import { type ReadModel, flagShape, textShape, wholeShape } from '#libs/read-store/read-model.ts';

const FILE = textShape('nom du fichier');

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
        sha256: textShape('empreinte du contenu'),
        rows: wholeShape('nombre de lignes'),
        setAside: wholeShape('lignes mises de côté'),
        refused: textShape('pourquoi le fichier entier a été refusé'),
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
        line: wholeShape('numéro de la ligne'),
        code: textShape('code de ce qui ne va pas'),
        recorded: flagShape('vrai : enregistrée depuis, de son fichier ou d’un autre'),
        state: textShape('où elle en est : OPEN, RECORDED, MENDED, DISMISSED, ERASED'),
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
