/** The actions of a person on a run: release it by its code, drop it, prepare it again, propose to cancel it. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { euros } from '#libs/kernel/euros.ts';
import { client } from '../../api/client.ts';
import { answer } from '../../api/problem.ts';
import { ScreenLink } from '../../frame/screen-link.tsx';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { ProblemNotice } from '../../parts/states.tsx';
import { ScrollRegion } from '../../parts/scroll-region.tsx';
import { Amount, counted, sumOf } from '../../parts/words.tsx';
import { useMay } from '../../session/session.ts';
import { Warnings } from '../../parts/warnings.tsx';
import { usableExceptionsQuery } from '../runs/queries.ts';
import { ChangedAccounts } from './changed-accounts.tsx';
import type { Prepared, RunRead } from './queries.ts';

interface Reading {
  readonly run: RunRead;
  readonly prepared: Prepared;
}

/** A step, with what the person read when asking for it. */
type Asked = ({ readonly step: 'release' | 'drop' } & Reading) | { readonly step: 'cancel'; readonly run: RunRead };

/** The dialog stays when the run is read again in another state: it says that another person was first. */
export function RunActions({ run }: { readonly run: RunRead }) {
  const [asked, ask] = useState<Asked>();
  const close = (): void => ask(undefined);
  return (
    <>
      {run.prepared === null ? (
        <OfReleased run={run} ask={ask} />
      ) : (
        <OfPrepared run={run} prepared={run.prepared} ask={ask} />
      )}
      {asked?.step === 'release' && <ReleaseDialog run={asked.run} prepared={asked.prepared} close={close} />}
      {asked?.step === 'drop' && <DropDialog run={asked.run} prepared={asked.prepared} close={close} />}
      {asked?.step === 'cancel' && <CancelDialog run={asked.run} close={close} />}
    </>
  );
}

interface Asking {
  readonly ask: (asked: Asked) => void;
}

function OfReleased({ run, ask }: { readonly run: RunRead } & Asking) {
  const mayCancel = useMay('operator', 'authorising-officer');
  // Any answer of the bank proves that the run was sent.
  if (!mayCancel || run.count === 0 || run.released !== run.count) return null;
  return (
    <button type="button" onClick={() => ask({ step: 'cancel', run })}>
      Annuler…
    </button>
  );
}

function OfPrepared({ run, prepared, ask }: Reading & Asking) {
  const mayRelease = useMay('authorising-officer');
  const mayPrepare = useMay('operator', 'authorising-officer');
  const isReady = prepared.changed === null && prepared.faults.length === 0;
  return (
    <>
      {mayRelease && isReady && (
        <button type="button" className="primary" onClick={() => ask({ step: 'release', run, prepared })}>
          Libérer…
        </button>
      )}
      {mayPrepare && !isReady && (
        <ScreenLink className="button" to={previewAddress(run, prepared)}>
          Voir, et préparer de nouveau
        </ScreenLink>
      )}
      {mayPrepare && (
        <button type="button" onClick={() => ask({ step: 'drop', run, prepared })}>
          Abandonner…
        </button>
      )}
    </>
  );
}

/** With all that was asked of the run: without its team, it would pay every other one as well. */
function previewAddress({ run, envelope, executionDay }: RunRead, { dueBy, team, exceptions }: Prepared): string {
  const asked = {
    onglet: 'apercu',
    enveloppe: envelope,
    du: dueBy,
    execution: executionDay,
    campagne: run,
    ...(team === null ? {} : { equipe: team }),
    ...(exceptions.length === 0 ? {} : { exceptions: exceptions.join(',') }),
  };
  return `/campagnes?${new URLSearchParams(asked).toString()}`;
}

interface OfRun {
  readonly run: RunRead;
  readonly close: () => void;
}

/** `run` and `prepared` stay as they were when the dialog was opened: the code belongs to the content that it shows. */
function ReleaseDialog({ run, prepared, close }: OfRun & Reading) {
  const { count, totalCents } = run;
  const byTeam = [...Map.groupBy(prepared.payments, ({ team }) => team)];
  const exceptions = useQuery(usableExceptionsQuery());
  const changed = (exceptions.data ?? []).filter(
    ({ kind, subject }) => kind === 'CHANGED_ACCOUNT' && byTeam.some(([team]) => team === subject),
  );
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const tick = (team: string, isTicked: boolean): void => {
    const others = [...ticked].filter((one) => one !== team);
    setTicked(new Set(isTicked ? [...others, team] : others));
  };
  return (
    <ConfirmDialog
      title={`Libérer la campagne ${run.run} : ${counted(count, 'paiement')}, ${euros(BigInt(totalCents))} ?`}
      verb="Libérer"
      content={prepared.code}
      isReady={exceptions.data !== undefined && changed.every(({ subject }) => ticked.has(subject))}
      run={({ key }) => {
        const params = { path: { run: run.run }, header: { 'Idempotency-Key': key } };
        return answer(client.POST('/payment-runs/{run}/release', { params, body: { code: prepared.code } }));
      }}
      said={() => `Campagne ${run.run} libérée : ${counted(count, 'paiement')}, ${euros(BigInt(totalCents))}.`}
      close={close}
    >
      <ScrollRegion label="Ce qui serait payé, par équipe">
        <table>
          <caption className="unseen">Ce qui serait payé, par équipe</caption>
          <thead>
            <tr>
              <th scope="col">Équipe</th>
              <th scope="col">Compte</th>
              <th scope="col" className="figure">
                Montant
              </th>
            </tr>
          </thead>
          <tbody>
            {byTeam.map(([team, own]) => (
              <tr key={team}>
                <th scope="row">{team}</th>
                <td>
                  <code>{own[0]?.payee.iban}</code>
                </td>
                <td className="figure">
                  <Amount cents={sumOf(own.map(({ amountCents }) => amountCents))} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      <Warnings all={prepared.warnings} />
      <ChangedAccounts exceptions={changed} ticked={ticked} tick={tick} />
      {exceptions.error !== null && <ProblemNotice error={exceptions.error} />}
      <p className="quiet">
        L’ordre de payer peut alors partir à la banque, débité de {run.debtor.name}. Code de ce qui est lu :{' '}
        <code>{prepared.code}</code>. Si quelque chose bouge d’ici là, elle n’est pas libérée et se relit.
      </p>
    </ConfirmDialog>
  );
}

function DropDialog({ run: { run, count, totalCents }, prepared: { code }, close }: OfRun & Reading) {
  const [, go] = useLocation();
  return (
    <ConfirmDialog
      title={`Abandonner la campagne préparée ${run} : ${counted(count, 'paiement')}, ${euros(BigInt(totalCents))} ?`}
      verb="Abandonner"
      run={({ key }) => {
        const params = { path: { run }, header: { 'Idempotency-Key': key } };
        return answer(client.POST('/payment-runs/{run}/drop', { params, body: { code } }));
      }}
      said={() => {
        go('/campagnes');
        return `Campagne ${run} abandonnée ; ce qui est dû le reste.`;
      }}
      close={close}
    >
      <p className="quiet">Rien n’en a été libéré. Ce qui est dû le reste, et une autre campagne le paiera.</p>
    </ConfirmDialog>
  );
}

function CancelDialog({ run: { run, count, totalCents, files }, close }: OfRun) {
  const taken = files.flatMap(({ downloads }) => downloads);
  return (
    <ConfirmDialog
      title={`Proposer d’annuler la campagne ${run} : ${counted(count, 'paiement')}, ${euros(BigInt(totalCents))} ?`}
      verb="Proposer"
      reasonLabel="Pourquoi"
      run={({ key, reason }) => {
        const params = { path: { run }, header: { 'Idempotency-Key': key } };
        return answer(client.POST('/payment-runs/{run}/cancel', { params, body: { reason } }));
      }}
      said={() => `Annulation de ${run} proposée ; une autre personne la confirme.`}
      close={close}
    >
      <p className={taken.length > 0 ? 'notice fault' : 'quiet'}>
        {taken.length > 0
          ? `Ses fichiers ont été pris ${counted(taken.length, 'fois', 'fois')} : assurez-vous que la banque n’a rien reçu, sinon elle paierait deux fois.`
          : 'Son fichier n’a été pris par personne : la banque n’a rien reçu.'}
      </p>
    </ConfirmDialog>
  );
}
