/** The area to drop or choose files or a folder; shows the kind of each file before anything is sent. */
import { useRef, useState } from 'react';
import { nearFileName } from '#libs/kernel/near-file-name.ts';
import { nearNameSentence } from '#libs/words/labels/near-file-names.ts';
import { sizeText } from '#libs/words/labels/sizes.ts';
import { saveAs } from '../../parts/save-as.ts';
import { counted } from '../../parts/words.tsx';
import { FACT_FILES, MANIFEST, holdsText, templateOf } from './files.ts';
import { SendDialog } from './send-dialog.tsx';

const NAMES = Object.keys(FACT_FILES).map((name) => name.replace('.csv', ''));

/** Why a file is not sent, with what to do where its name resembles that of a file of facts. */
function notSentText(file: string): string {
  const near = nearFileName(file, NAMES);
  return near === undefined ? 'ce n’est pas un fichier de faits, il ne sera pas envoyé' : nearNameSentence(near);
}

export function DropZone() {
  const [files, setFiles] = useState<readonly File[]>([]);
  const [isOver, setOver] = useState(false);
  const [fault, setFault] = useState<string>();
  const [asked, ask] = useState<'try' | 'import' | undefined>();
  const several = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const known = files.filter(({ name }) => holdsText(name) !== undefined);
  const hasFacts = known.some(({ name }) => name !== MANIFEST);
  /** The last file with a name wins. */
  const add = (more: readonly File[]): void =>
    setFiles((now) => [...new Map([...now, ...more].map((f) => [f.name, f])).values()]);
  return (
    <section
      className="drop-zone"
      aria-label="Fichiers à importer"
      data-over={isOver || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        setFault(undefined);
        filesIn([...event.dataTransfer.items]).then(add, () =>
          setFault(
            'Ce qui a été déposé n’a pas pu être lu : rien n’en est pris. Déposez-le de nouveau, ou choisissez les fichiers.',
          ),
        );
      }}
    >
      {fault !== undefined && (
        <p className="fault" role="alert">
          {fault}
        </p>
      )}
      <p>
        <strong>Déposez ici un dossier ou des fichiers CSV</strong>
      </p>
      <div className="actions">
        <button type="button" onClick={() => several.current?.click()}>
          Choisir des fichiers…
        </button>
        <button type="button" onClick={() => folder.current?.click()}>
          Choisir un dossier…
        </button>
        {files.length > 0 && (
          <>
            <button type="button" className="plain" onClick={() => setFiles([])}>
              Vider
            </button>
            <button type="button" disabled={!hasFacts} onClick={() => ask('try')}>
              Essayer sans enregistrer…
            </button>
            <button type="button" className="primary" disabled={!hasFacts} onClick={() => ask('import')}>
              Importer…
            </button>
          </>
        )}
      </div>
      <input
        ref={several}
        type="file"
        multiple
        accept=".csv"
        hidden
        aria-label="Fichiers"
        onChange={({ target }) => add(taken(target))}
      />
      <input
        ref={(input) => {
          folder.current = input;
          input?.setAttribute('webkitdirectory', '');
        }}
        type="file"
        hidden
        aria-label="Dossier"
        onChange={({ target }) => add(taken(target))}
      />
      {files.length === 0 ? (
        <details>
          <summary className="quiet">Les noms des fichiers, et leurs colonnes</summary>
          <ul>
            {Object.entries(FACT_FILES).map(([name, { holds, columns }]) => (
              <li key={name}>
                <code>{name}</code> : {holds} <span className="quiet">({columns.join(', ')})</span>{' '}
                <button
                  type="button"
                  className="plain"
                  aria-label={`Modèle de ${name}`}
                  onClick={() => saveAs(name, new Blob([templateOf(name)]))}
                >
                  Modèle
                </button>
              </li>
            ))}
          </ul>
        </details>
      ) : (
        <ul>
          {files.map(({ name, size }) => (
            <li key={name}>
              <code>{name}</code> : {holdsText(name) ?? notSentText(name)}, {sizeText(size)}
            </li>
          ))}
        </ul>
      )}
      {asked !== undefined && (
        <SendDialog
          files={known}
          what={counted(known.length, 'fichier')}
          dryRun={asked === 'try'}
          sent={() => setFiles([])}
          close={() => ask(undefined)}
        />
      )}
    </section>
  );
}

/** The chosen files. The input forgets them: else the same file, mended, could not be chosen again. */
function taken(input: HTMLInputElement): readonly File[] {
  const files = [...(input.files ?? [])];
  input.value = '';
  return files;
}

/** The dropped files, including those in folders. */
async function filesIn(items: readonly DataTransferItem[]): Promise<readonly File[]> {
  const entries = items.map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
  return (await Promise.all(entries.map(filesOf))).flat();
}

async function filesOf(entry: FileSystemEntry): Promise<readonly File[]> {
  if (entry.isFile)
    return [await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject))];
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const all: File[] = [];
  // A reader gives its entries by batches, an empty one at the end.
  for (;;) {
    const batch = await new Promise<readonly FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (batch.length === 0) return all;
    all.push(...(await Promise.all(batch.map(filesOf))).flat());
  }
}
