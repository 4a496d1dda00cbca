/** For a period after the end of its text: proposes the exception that allows a decision; another person confirms it. */
import { useState } from 'react';
import { client } from '../../api/client.ts';
import { answer } from '../../api/problem.ts';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { Field } from '../../parts/fields.tsx';
import { periodInFrench } from '../../parts/words.tsx';
import { useMay } from '../../session/session.ts';
import type { Statement, TeamPeriod } from './queries.ts';

interface AfterEndProps {
  readonly of: TeamPeriod;
  readonly flags: Statement['flags'];
}

export function AfterEnd({ of, flags }: AfterEndProps) {
  const mayPropose = useMay('operator');
  const [isAsked, ask] = useState(false);
  if (!mayPropose || !flags.includes('SCHEME_ENDED')) return null;
  return (
    <>
      <button type="button" onClick={() => ask(true)}>
        Décider après la fin du texte…
      </button>
      {isAsked && <AfterEndDialog of={of} close={() => ask(false)} />}
    </>
  );
}

function AfterEndDialog({ of: { team, period }, close }: { readonly of: TeamPeriod; readonly close: () => void }) {
  const [exception, setException] = useState(`fin-${team}-${period}`);
  return (
    <ConfirmDialog
      title={`Proposer de décider ${team}, ${periodInFrench(period)}, après la fin du texte ?`}
      verb="Proposer"
      content={exception}
      isReady={exception !== ''}
      reasonLabel="Pourquoi"
      run={({ key, reason }) => {
        const params = { path: { team, period, exception }, header: { 'Idempotency-Key': key } };
        return answer(
          client.POST('/statements/{team}/{period}/exceptions/{exception}/propose', { params, body: { reason } }),
        );
      }}
      said={() => `Exception ${exception} proposée ; une autre personne la confirme.`}
      close={close}
    >
      <p className="quiet">
        Le texte sur lequel ce décompte repose avait pris fin avant la période : sans une exception donnée par deux
        personnes, il n’est ni soumis ni approuvé. Elle vaut pour cette équipe et cette période seules, et pour leurs
        régularisations.
      </p>
      <Field label="Nom de l’exception">
        {(id) => <input id={id} value={exception} onChange={({ target }) => setException(target.value.trim())} />}
      </Field>
    </ConfirmDialog>
  );
}
