/** Asks before a command on two ids of patients, and sends it. */
import { useQuery } from '@tanstack/react-query';
import { AmountsEffect } from '../../parts/amounts-effect.tsx';
import { Loaded } from '../../parts/states.tsx';
import { client } from '../../api/client.ts';
import { answer } from '../../api/problem.ts';
import { type Command, ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { mergeEffectQuery } from './queries.ts';

export type PairWay = 'merge' | 'dismiss' | 'separate' | 'confirm' | 'refuse' | 'withdraw';

export interface PairToDecide {
  readonly way: PairWay;
  /** The id that is, or would be, merged into another. */
  readonly patient: string;
  readonly into: string;
  /** The code that was read. */
  readonly code?: string | undefined;
  /** The kind of the waiting proposal. */
  readonly kind?: string | undefined;
}

interface Words {
  readonly title: string;
  readonly verb: string;
  readonly said: string;
  readonly reasonLabel?: string;
}

function wordsOf({ way, patient, into, kind }: PairToDecide): Words {
  const what = kind === 'SEPARATION' ? `séparer ${patient} de ${into}` : `réunir ${patient} à ${into}`;
  switch (way) {
    case 'merge':
      return {
        title: `Proposer que ${patient} soit la personne ${into} ?`,
        verb: 'Proposer',
        said: 'Proposé : une autre personne le confirme.',
        reasonLabel: 'Pourquoi c’est une seule personne',
      };
    case 'dismiss':
      return {
        title: `${patient} et ${into} sont deux personnes ?`,
        verb: 'Ne plus les signaler',
        said: 'Ils ne sont plus signalés.',
        reasonLabel: 'Pourquoi ce sont deux personnes',
      };
    case 'separate':
      return {
        title: `Proposer que ${patient} soit de nouveau une personne à part ?`,
        verb: 'Proposer',
        said: 'Proposé : une autre personne le confirme.',
        reasonLabel: 'Pourquoi la réunion était une erreur',
      };
    case 'confirm':
      return { title: `Confirmer : ${what} ?`, verb: 'Confirmer', said: 'Confirmé : les calculs en tiennent compte.' };
    case 'refuse':
      return { title: `Refuser de ${what} ?`, verb: 'Refuser', said: 'Refusé.', reasonLabel: 'Pourquoi' };
    case 'withdraw':
      return { title: `Retirer la proposition de ${what} ?`, verb: 'Retirer', said: 'Retiré.' };
  }
}

export function DecidePairDialog({ asked, close }: { readonly asked: PairToDecide; readonly close: () => void }) {
  const { title, verb, said, reasonLabel } = wordsOf(asked);
  return (
    <ConfirmDialog
      title={title}
      verb={verb}
      {...(reasonLabel === undefined ? {} : { reasonLabel })}
      run={(command) => send(asked, command)}
      said={() => said}
      close={close}
    >
      {asked.way === 'confirm' && (
        <>
          <MergeEffect patient={asked.patient} />
          <p className="quiet">
            Vous confirmez ce qui est écrit ici, de code <code>{asked.code}</code>. Un rejeu dira ce que cela change à
            ce qui est décidé.
          </p>
        </>
      )}
    </ConfirmDialog>
  );
}

function MergeEffect({ patient }: { readonly patient: string }) {
  const effect = useQuery(mergeEffectQuery(patient));
  return (
    <Loaded query={effect}>
      {(read) => <AmountsEffect effect={read} caption="Ce que la confirmation changerait" withIt="Une fois confirmé" />}
    </Loaded>
  );
}

function send({ way, patient, into, code }: PairToDecide, { key, reason }: Command) {
  const header = { 'Idempotency-Key': key };
  const params = { path: { patient }, header };
  const read = code === undefined ? {} : { code };
  switch (way) {
    case 'merge':
      return answer(client.POST('/patient-merges', { params: { header }, body: { patient, into, reason } }));
    case 'dismiss':
      return answer(client.POST('/duplicates/dismiss', { params: { header }, body: { patient, into, reason } }));
    case 'separate':
      return answer(client.POST('/patient-merges/{patient}/separate', { params, body: { reason } }));
    case 'confirm':
      return answer(client.POST('/patient-merges/{patient}/confirm', { params, body: read }));
    case 'refuse':
      return answer(client.POST('/patient-merges/{patient}/refuse', { params, body: { reason, ...read } }));
    case 'withdraw':
      return answer(client.POST('/patient-merges/{patient}/withdraw', { params, body: read }));
  }
}
