/** The close-out of a team or a scheme: its final statement, what stays open, who closed it, and the buttons to propose it. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { PERIOD_PATTERN } from '#libs/kernel/period.ts';
import { OPEN_LABELS, openName } from '#libs/words/labels/closings.ts';
import { client } from '../api/client.ts';
import { answer } from '../api/problem.ts';
import { envelopeAddress, paymentAddress, statementAddress, teamAddress } from '../frame/addresses.ts';
import { ScreenLink } from '../frame/screen-link.tsx';
import { useMay } from '../session/session.ts';
import { useAddress } from './address.ts';
import { type CloseOut, type Closing, type Kind, closingQuery } from './close-out-queries.ts';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { Confirmations } from './confirmations.tsx';
import { DataTable } from './data-table.tsx';
import { DayField, Field } from './fields.tsx';
import { Loaded, NothingHere } from './states.tsx';
import { Amount, Day, Instant, counted } from './words.tsx';

interface CloseOutProps {
  readonly kind: Kind;
  readonly subject: string;
}

/** The last day is in the address (`cloture`). */
export function CloseOutOf({ kind, subject }: CloseOutProps) {
  const { get, set } = useAddress();
  const found = useQuery(closingQuery(kind, subject, get('cloture')));
  return (
    <>
      <div className="filters">
        <DayField
          label="Connu au (aujourd’hui si vide)"
          value={get('cloture') ?? ''}
          set={(cloture) => set({ cloture })}
        />
      </div>
      <Loaded query={found}>{(closing) => <Whole kind={kind} closing={closing} />}</Loaded>
    </>
  );
}

function Whole({ kind, closing }: { readonly kind: Kind; readonly closing: Closing }) {
  const mayPropose = useMay('operator');
  const [asked, ask] = useState<'close' | 'reopen'>();
  const { subject, closed, proposed, closeOut } = closing;
  const close = (): void => ask(undefined);
  return (
    <section aria-label={`Clôture de ${subject}`}>
      <Confirmations kinds={['CLOSING']} isShown={(one) => one.subject === subject} />
      {closed !== null && (
        <p>
          Clos le <Instant at={closed.closedAt} />, connu au <Day day={closed.closeOut.lastDay} /> : {closed.reason}.
          Proposé par {closed.proposedBy}, confirmé par {closed.confirmedBy}. Rien ne s’en décide plus.
        </p>
      )}
      <FinalStatement of={closed === null ? closeOut : closed.closeOut} />
      {mayPropose && proposed === null && (
        <div className="actions">
          {closed === null ? (
            <button type="button" className="primary" onClick={() => ask('close')}>
              Proposer de clore…
            </button>
          ) : (
            <button type="button" onClick={() => ask('reopen')}>
              Proposer de rouvrir…
            </button>
          )}
        </div>
      )}
      {asked === 'close' && <CloseDialog kind={kind} subject={subject} of={closeOut} close={close} />}
      {asked === 'reopen' && <ReopenDialog kind={kind} subject={subject} close={close} />}
    </section>
  );
}

function FinalStatement({
  of: { lastDay, years, open, decidedCents, paidCents, recoveredCents },
}: {
  readonly of: CloseOut;
}) {
  return (
    <>
      <h2>
        Décompte final, connu au <Day day={lastDay} />
      </h2>
      <DataTable
        caption="Décompte final par année"
        sortName="tri-cloture"
        columns={[
          { key: 'annee', heading: 'Année', cell: ({ year }) => year },
          { key: 'periodes', heading: 'Périodes décidées', isFigure: true, cell: ({ periods }) => periods },
          {
            key: 'decide',
            heading: 'Décidé',
            isFigure: true,
            cell: (one) => <Amount cents={one.decidedCents} />,
            total: <Amount cents={decidedCents} />,
          },
          {
            key: 'regularise',
            heading: 'Dont régularisations',
            isFigure: true,
            cell: (one) => <Amount cents={one.regularisedCents} signed />,
          },
        ]}
        rows={years}
        keyOf={({ year }) => String(year)}
        empty={<NothingHere title="Rien n’est décidé">Aucune période n’a de décision.</NothingHere>}
      />
      <p className="sums">
        <span>
          versé <Amount cents={paidCents} />
        </span>
        <span>
          dettes réglées, compensées ou remboursées <Amount cents={recoveredCents} />
        </span>
      </p>
      <h3>{open.length === 0 ? 'Rien ne reste ouvert' : `Reste ouvert : ${counted(open.length, 'point')}`}</h3>
      {open.length > 0 && (
        <DataTable
          caption="Ce qui reste ouvert"
          sortName="tri-ouvert"
          columns={[
            { key: 'quoi', heading: 'Quoi', cell: (one) => <WhatIsOpen of={one} /> },
            { key: 'pourquoi', heading: 'Pourquoi', cell: (one) => OPEN_LABELS[one.kind] ?? one.kind },
            { key: 'montant', heading: 'Montant', isFigure: true, cell: (one) => <Amount cents={one.amountCents} /> },
          ]}
          rows={open}
          keyOf={(one) => `${one.kind} ${one.of}`}
        />
      )}
    </>
  );
}

const OF_PAYMENT: ReadonlySet<string> = new Set(['AT_BANK', 'CONTRADICTED', 'ANSWER_PROPOSED']);
const STATEMENT = new RegExp(`^(.+) (${PERIOD_PATTERN})$`);

/** Links to the screen that settles the item: the statement, the payment, the envelope or the team. */
function WhatIsOpen({ of: { kind, of } }: { readonly of: CloseOut['open'][number] }) {
  const [, team, period] = STATEMENT.exec(of) ?? [];
  if (team !== undefined && period !== undefined)
    return <ScreenLink to={statementAddress(team, period)}>{openName(of)}</ScreenLink>;
  if (OF_PAYMENT.has(kind)) return <ScreenLink to={paymentAddress(of)}>{of}</ScreenLink>;
  return <ScreenLink to={kind === 'ENVELOPE' ? envelopeAddress(of) : teamAddress(of)}>{of}</ScreenLink>;
}

interface DialogProps extends CloseOutProps {
  readonly close: () => void;
}

function CloseDialog({ kind, subject, of: { lastDay, open }, close }: DialogProps & { readonly of: CloseOut }) {
  const [leavesOpen, leave] = useState(false);
  return (
    <ConfirmDialog
      title={`Proposer de clore ${subject} ?`}
      verb="Proposer"
      content={String(leavesOpen)}
      isReady={open.length === 0 || leavesOpen}
      reasonLabel="Pourquoi"
      run={({ key, reason }) => {
        const params = { path: { kind, subject }, header: { 'Idempotency-Key': key } };
        return answer(
          client.POST('/close-outs/{kind}/{subject}/propose', { params, body: { lastDay, reason, leavesOpen } }),
        );
      }}
      said={() => `Clôture de ${subject} proposée ; une autre personne la relit et la confirme.`}
      close={close}
    >
      <p className="quiet">
        Connu au <Day day={lastDay} />. Les périodes doivent être décidées et régularisées ; ce qui n’est pas réglé de
        l’argent peut rester ouvert, pour le motif donné.
      </p>
      {open.length > 0 && (
        <Field label={`Laisser ouvert : ${counted(open.length, 'point')}`}>
          {(id) => (
            <input id={id} type="checkbox" checked={leavesOpen} onChange={({ target }) => leave(target.checked)} />
          )}
        </Field>
      )}
    </ConfirmDialog>
  );
}

function ReopenDialog({ kind, subject, close }: DialogProps) {
  return (
    <ConfirmDialog
      title={`Proposer de rouvrir ${subject} ?`}
      verb="Proposer"
      reasonLabel="Pourquoi"
      run={({ key, reason }) => {
        const params = { path: { kind, subject }, header: { 'Idempotency-Key': key } };
        return answer(client.POST('/close-outs/{kind}/{subject}/propose-reopening', { params, body: { reason } }));
      }}
      said={() => `Réouverture de ${subject} proposée ; une autre personne la confirme.`}
      close={close}
    />
  );
}
