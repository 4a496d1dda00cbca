/** The exceptions that two people gave, and a form to propose one. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { envelopeAddress } from '../../frame/addresses.ts';
import { ScreenLink } from '../../frame/screen-link.tsx';
import { Confirmations } from '../../parts/confirmations.tsx';
import { DataTable } from '../../parts/data-table.tsx';
import { Loaded, NothingHere } from '../../parts/states.tsx';
import { Term } from '../../parts/term.tsx';
import { Day, PersonName } from '../../parts/words.tsx';
import { useMay } from '../../session/session.ts';
import { ExceptionDialog } from './exception-dialog.tsx';
import { type Exception, exceptionsQuery } from './queries.ts';

const KINDS: Readonly<Record<Exception['kind'], string>> = {
  EXCEED_ENVELOPE: 'dépasser une enveloppe',
  CHANGED_ACCOUNT: 'payer un compte changé depuis peu',
  EARLY_RELEASE: 'libérer avant l’échéance',
  AFTER_END: 'décider après la fin du texte',
};

export function Exceptions() {
  const exceptions = useQuery(exceptionsQuery());
  const mayPropose = useMay('operator');
  const [isAsked, ask] = useState(false);
  return (
    <>
      <div className="screen-head">
        <p className="quiet">
          Une <Term of="exception" /> permet ce que les règles refusent.
        </p>
        {mayPropose && (
          <button type="button" onClick={() => ask(true)}>
            Proposer une exception…
          </button>
        )}
      </div>
      <Confirmations kinds={['EXCEPTION']} />
      <Loaded query={exceptions}>
        {(all) => (
          <DataTable
            caption="Exceptions"
            columns={[
              {
                key: 'exception',
                heading: 'Exception',
                sortBy: ({ exception }) => exception,
                cell: ({ exception }) => exception,
              },
              { key: 'kind', heading: 'Pour', sortBy: ({ kind }) => KINDS[kind], cell: ({ kind }) => KINDS[kind] },
              {
                key: 'subject',
                heading: 'De',
                cell: ({ kind, subject }) => (
                  <ScreenLink
                    to={
                      kind === 'CHANGED_ACCOUNT'
                        ? `/comptes?qui=${encodeURIComponent(subject)}`
                        : envelopeAddress(subject)
                    }
                  >
                    {subject}
                  </ScreenLink>
                ),
              },
              { key: 'permits', heading: 'Permet', cell: ({ permits }) => permits },
              { key: 'reason', heading: 'Motif', cell: ({ reason }) => reason },
              {
                key: 'people',
                heading: 'Donnée par',
                cell: ({ proposedBy, confirmedBy }) => (
                  <>
                    <PersonName person={proposedBy} />, <PersonName person={confirmedBy} />
                  </>
                ),
              },
              {
                key: 'on',
                heading: 'Le',
                sortBy: ({ confirmedOn }) => confirmedOn,
                cell: ({ confirmedOn }) => <Day day={confirmedOn} />,
              },
              {
                key: 'status',
                heading: 'Servie',
                cell: ({ kind, usedBy }) =>
                  usedBy ?? (
                    <span className="quiet">
                      {kind === 'CHANGED_ACCOUNT' ? 'tant que le compte reste le même' : 'pas encore'}
                    </span>
                  ),
              },
            ]}
            rows={all}
            keyOf={({ exception }) => exception}
            empty={
              <NothingHere title="Aucune exception">
                Tout a été décidé et payé dans les règles. Une exception se propose ici, ou là où une règle refuse.
              </NothingHere>
            }
          />
        )}
      </Loaded>
      {isAsked && <ExceptionDialog close={() => ask(false)} />}
    </>
  );
}
