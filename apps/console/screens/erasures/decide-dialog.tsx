/** Asks before a patient is erased, or before an erasure is refused or withdrawn, and sends it. */
import type { Way } from '../../parts/confirmations-queries.ts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { client } from '../../api/client.ts';
import { answer } from '../../api/problem.ts';
import { type Command, ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { TextField } from '../../parts/fields.tsx';
import { Loaded, Skeleton } from '../../parts/states.tsx';
import { counted } from '../../parts/words.tsx';
import { useCodeRead } from './code-read.ts';
import { type Erasure, erasureQuery } from './queries.ts';

/** `patient`: the preset patient; '' if the person types one. */
export function ProposeDialog({ patient: given, ground, close }: ProposeProps) {
  const [patient, setPatient] = useState(given);
  return (
    <ConfirmDialog
      title={given === '' ? 'Proposer d’effacer un patient ?' : `Proposer d’effacer ${given} ?`}
      verb="Proposer"
      reasonLabel="Pourquoi, sans le nommer"
      content={patient}
      isReady={patient.trim() !== ''}
      run={({ key, reason }) =>
        answer(
          client.POST('/erasures', {
            params: { header: { 'Idempotency-Key': key } },
            body: { patient: patient.trim(), ground, reason },
          }),
        )
      }
      said={() => 'Proposé : une autre personne le confirme.'}
      close={close}
    >
      {given === '' && <TextField label="Pseudonyme" value={patient} set={setPatient} />}
    </ConfirmDialog>
  );
}

interface ProposeProps {
  readonly patient: string;
  readonly ground: Erasure['ground'];
  readonly close: () => void;
}

interface DecideProps {
  readonly way: Way;
  readonly erasure: Erasure;
  readonly close: () => void;
}

export function DecideErasureDialog({ way, erasure, close }: DecideProps) {
  const read = useQuery(erasureQuery(erasure.erasure));
  const code = read.data?.proposed?.code;
  const { first, hasMoved } = useCodeRead(code);
  const { title, verb, said } = wordsOf(way, erasure.patient ?? erasure.erasure);
  return (
    <ConfirmDialog
      title={title}
      verb={verb}
      {...(way === 'refuse' ? { reasonLabel: 'Pourquoi' } : {})}
      // What cannot be read can still be refused or withdrawn: nothing is erased by that.
      isReady={way === 'confirm' ? first !== undefined : !read.isPending}
      moved={hasMoved ? <p className="fault">{MOVED}</p> : undefined}
      run={(command) => send(way, erasure.erasure, command, first === undefined ? {} : { code: first })}
      said={() => said}
      close={close}
    >
      {read.isPending && read.failureReason !== null && <p role="status">{read.failureReason.message}</p>}
      <Loaded query={read} skeleton={<Skeleton lines={4} />}>
        {({ effects, proposed }) =>
          way === 'confirm' ? (
            <>
              <p>
                Ses clés sont détruites : {counted(effects.facts, 'événement')} et{' '}
                {counted(effects.rowsSetAside, 'ligne mise de côté', 'lignes mises de côté')} perdent leur contenu, et
                rien ne le rend.
              </p>
              <p>
                Il compte dans {counted(effects.decided, 'décompte décidé', 'décomptes décidés')}, qui ne changent pas,
                et dans {counted(effects.open, 'décompte non décidé', 'décomptes non décidés')}, où il ne comptera plus.
              </p>
              {(proposed?.named.length ?? 0) > 0 && (
                <p>
                  Attention : {counted(proposed?.named.length ?? 0, 'événement d’autres a', 'événements d’autres ont')}{' '}
                  son pseudonyme, dans un nom, un motif ou un numéro, et rien ne l’y efface (places dans le journal :{' '}
                  {proposed?.named.map(({ position }) => position).join(', ')}).
                </p>
              )}
              <p className="quiet">
                Vous confirmez ce qui est écrit ici, de code <code>{code}</code>.
              </p>
            </>
          ) : (
            <p className="quiet">Ses données restent : rien n’en est effacé.</p>
          )
        }
      </Loaded>
    </ConfirmDialog>
  );
}

const MOVED = 'Ce qu’il change a changé depuis votre lecture : fermez, et relisez-le.';

function wordsOf(way: Way, patient: string): { readonly title: string; readonly verb: string; readonly said: string } {
  switch (way) {
    case 'confirm':
      return {
        title: `Effacer ${patient} pour toujours ?`,
        verb: 'Effacer',
        said: 'Confirmé : un travail l’efface, et rien ne le rend.',
      };
    case 'refuse':
      return { title: `Refuser d’effacer ${patient} ?`, verb: 'Refuser', said: 'Refusé.' };
    case 'withdraw':
      return { title: `Retirer la proposition d’effacer ${patient} ?`, verb: 'Retirer', said: 'Retiré.' };
  }
}

function send(way: Way, erasure: string, { key, reason }: Command, read: { readonly code?: string }) {
  const params = { path: { erasure }, header: { 'Idempotency-Key': key } };
  switch (way) {
    case 'confirm':
      return answer(client.POST('/erasures/{erasure}/confirm', { params, body: read }));
    case 'refuse':
      return answer(client.POST('/erasures/{erasure}/refuse', { params, body: { reason, ...read } }));
    case 'withdraw':
      return answer(client.POST('/erasures/{erasure}/withdraw', { params, body: read }));
  }
}
