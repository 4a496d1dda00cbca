/** Proposes that a run pays an account that changed lately; another person confirms it. */
import { useState } from 'react';
import { client } from '../../api/client.ts';
import { answer } from '../../api/problem.ts';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { Field } from '../../parts/fields.tsx';

interface AccountExceptionDialogProps {
  readonly team: string;
  readonly close: () => void;
}

export function AccountExceptionDialog({ team, close }: AccountExceptionDialogProps) {
  const [exception, setException] = useState(`compte-${team}`);
  return (
    <ConfirmDialog
      title={`Proposer de payer dès maintenant le compte changé de ${team} ?`}
      verb="Proposer"
      content={exception}
      isReady={exception !== ''}
      reasonLabel="Pourquoi"
      run={({ key, reason }) => {
        const params = { path: { exception }, header: { 'Idempotency-Key': key } };
        return answer(client.POST('/account-hold/exceptions/{exception}/propose', { params, body: { team, reason } }));
      }}
      said={() => `Exception ${exception} proposée ; une autre personne la confirme.`}
      close={close}
    >
      <p className="quiet">
        Un compte changé depuis peu attend, au cas où quelqu’un l’aurait changé par fraude. L’exception vaut pour ce
        compte seul, tel qu’il est, et qui la donne ne libère pas la campagne.
      </p>
      <Field label="Nom de l’exception">
        {(id) => <input id={id} value={exception} onChange={({ target }) => setException(target.value.trim())} />}
      </Field>
    </ConfirmDialog>
  );
}
