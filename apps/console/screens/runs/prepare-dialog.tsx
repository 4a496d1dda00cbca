/** Prepares a run as previewed. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { euros } from '#libs/kernel/euros.ts';
import { client } from '../../api/client.ts';
import { answer } from '../../api/problem.ts';
import { runAddress } from '../../frame/addresses.ts';
import { useAddress } from '../../parts/address.ts';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { Field } from '../../parts/fields.tsx';
import { ProblemNotice } from '../../parts/states.tsx';
import { counted, dayInFrench } from '../../parts/words.tsx';
import { type RunAsked, type Preview, everyRunQuery } from './queries.ts';
import { replacedText } from './replaced.ts';

interface PrepareDialogProps {
  readonly asked: RunAsked;
  readonly preview: Preview;
  readonly close: () => void;
}

export function PrepareDialog({ asked, preview, close }: PrepareDialogProps) {
  const { envelope, dueBy, executionDay, count, totalCents, leftOut } = preview;
  const { get } = useAddress();
  const [, go] = useLocation();
  // A run that has to be prepared again keeps its name.
  const [run, setRun] = useState(get('campagne') ?? `${envelope}-${executionDay}`);
  const { team, exceptions } = asked;
  const runs = useQuery(everyRunQuery());
  const replaced = replacedText(runs.data?.find((one) => one.run === run));
  return (
    <ConfirmDialog
      title={`Préparer la campagne ${run} : ${counted(count, 'paiement')}, ${euros(BigInt(totalCents))} ?`}
      verb="Préparer"
      content={JSON.stringify([run, envelope, dueBy, executionDay, team, exceptions])}
      isReady={run !== '' && runs.data !== undefined}
      run={({ key }) => {
        const body = {
          run,
          envelope,
          dueBy,
          executionDay,
          exceptions: [...exceptions],
          ...(team === undefined ? {} : { team }),
        };
        const params = { header: { 'Idempotency-Key': key } };
        return answer(client.POST('/payment-runs', { params, body }));
      }}
      said={(prepared) => {
        go(runAddress(prepared.run));
        return `Campagne ${prepared.run} préparée : à relire, puis à libérer.`;
      }}
      close={close}
    >
      <Field label="Nom de la campagne, tel qu’il va à la banque">
        {(id) => <input id={id} maxLength={35} value={run} onChange={({ target }) => setRun(target.value.trim())} />}
      </Field>
      {runs.error !== null && <ProblemNotice error={runs.error} />}
      {replaced !== undefined && <p className="notice fault">{replaced}</p>}
      <p className="quiet">
        Elle paie ce que l’enveloppe {envelope} doit jusqu’au {dayInFrench(dueBy)}, avec exécution le{' '}
        {dayInFrench(executionDay)}. Ses fichiers sont faits et vérifiés ; rien ne part avant qu’elle ne soit libérée.
        {leftOut.length > 0 && ` Laissées de côté : ${leftOut.map((one) => one.team).join(', ')}.`}
      </p>
    </ConfirmDialog>
  );
}
