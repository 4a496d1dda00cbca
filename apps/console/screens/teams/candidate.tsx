/** One candidate: the conditions of each scheme on a day, the decision, and the amounts it would have been paid. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import {
  CANDIDATE_DECISION_LABELS,
  askedText,
  candidateStatusText,
  conditionLabel,
  metText,
} from '#libs/words/labels/candidates.ts';
import { comparedLabel } from '#libs/words/labels/comparison.ts';
import { PHASE_LABELS, STATUS_LABELS } from '#libs/words/labels/statements.ts';
import { OPTION_LABELS, SCOPE_LABELS } from '#libs/words/labels/teams.ts';
import { sourceText } from '#libs/words/labels/parameter-text.ts';
import { client } from '../../api/client.ts';
import { answer } from '../../api/problem.ts';
import { teamAddress } from '../../frame/addresses.ts';
import { ScreenLink } from '../../frame/screen-link.tsx';
import { useAddress } from '../../parts/address.ts';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { Confirmations } from '../../parts/confirmations.tsx';
import { DataTable } from '../../parts/data-table.tsx';
import { Facts } from '../../parts/facts.tsx';
import { DayField } from '../../parts/fields.tsx';
import { SchemeComparison } from '../../parts/scheme-comparison.tsx';
import { Loaded } from '../../parts/states.tsx';
import { Day, Instant, NUMBER } from '../../parts/words.tsx';
import { useMay } from '../../session/session.ts';
import { type Candidate, candidateComparisonQuery, candidateQuery } from './candidates-queries.ts';
import { DecisionDialog } from './decision-dialog.tsx';

const STATUSES: Readonly<Record<string, string>> = STATUS_LABELS;

export function CandidateDetail({ candidate }: { readonly candidate: string }) {
  const { get } = useAddress();
  const found = useQuery(candidateQuery(candidate, get('conditions')));
  return <Loaded query={found}>{(read) => <Whole of={read} />}</Loaded>;
}

function Whole({ of }: { readonly of: Candidate }) {
  const { set } = useAddress();
  const mayPropose = useMay('operator');
  const [isAsked, ask] = useState(false);
  const compared = useQuery(candidateComparisonQuery(of.candidate));
  return (
    <section aria-label={`Candidature ${of.candidate}`}>
      <h2>
        {of.name} · {of.candidate}
      </h2>
      <Facts
        facts={[
          ['Expérimentation', of.scheme],
          ['Option', OPTION_LABELS[of.option] ?? of.option],
          ['Périmètre', SCOPE_LABELS[of.scope] ?? of.scope],
          ['Patients selon elle', NUMBER.format(of.patients)],
          ['Candidature', candidateStatusText(of)],
        ]}
      />
      <Confirmations kinds={['CANDIDATE']} isShown={({ subject }) => subject === of.candidate} />
      <Decided of={of} />
      {of.status === 'ACCEPTED' && <Entry of={of} />}
      {mayPropose && of.status === 'APPLIED' && (
        <div className="actions">
          <button type="button" className="primary" onClick={() => ask(true)}>
            Proposer une décision…
          </button>
        </div>
      )}
      <div className="filters">
        <DayField label="Conditions du" value={of.on} set={(conditions) => set({ conditions })} />
      </div>
      <div className="columns">
        {of.schemes.map((one) => (
          <Conditions key={one.scheme} of={one} />
        ))}
      </div>
      <h2>Sur les quatre derniers trimestres</h2>
      <Loaded query={compared}>{(read) => <SchemeComparison compared={read} />}</Loaded>
      {isAsked && <DecisionDialog of={of} close={() => ask(false)} />}
    </section>
  );
}

function Decided({ of: { decided } }: { readonly of: Candidate }) {
  if (decided === null) return null;
  return (
    <p>
      Décidé de l’{CANDIDATE_DECISION_LABELS[decided.decision]} le <Instant at={decided.decidedAt} /> : {decided.reason}
      . Proposé par {decided.proposedBy}, confirmé par {decided.decidedBy}, sur les conditions du{' '}
      <Day day={decided.on} />.
    </p>
  );
}

/** The team among the facts; if an earlier confirmation was interrupted, a button to finish it. */
function Entry({ of: { candidate, isEntered, decided } }: { readonly of: Candidate }) {
  const mayEnter = useMay('operator');
  const [isAsked, ask] = useState(false);
  const phase = decided?.phase ?? '';
  if (isEntered)
    return (
      <p>
        Dans les faits, en phase « {PHASE_LABELS[phase] ?? phase} » :{' '}
        <ScreenLink to={teamAddress(candidate)}>son équipe</ScreenLink>.
      </p>
    );
  return (
    <div className="actions">
      <p>Pas encore dans les faits.</p>
      {mayEnter && (
        <button type="button" className="primary" onClick={() => ask(true)}>
          Entrer dans les faits…
        </button>
      )}
      {isAsked && <EntryDialog candidate={candidate} close={() => ask(false)} />}
    </div>
  );
}

function EntryDialog({ candidate, close }: { readonly candidate: string; readonly close: () => void }) {
  return (
    <ConfirmDialog
      title={`Enregistrer les faits de ${candidate} ?`}
      verb="Enregistrer"
      content={candidate}
      run={({ key }) => {
        const params = { path: { candidate }, header: { 'Idempotency-Key': key } };
        return answer(client.POST('/candidates/{candidate}/enter', { params }));
      }}
      said={() => `${candidate} est dans les faits.`}
      close={close}
    >
      <p>Son équipe, sa première phase et ses membres, tels que la décision les accepte.</p>
    </ConfirmDialog>
  );
}

function Conditions({ of: { scheme, areMet, conditions } }: { readonly of: Candidate['schemes'][number] }) {
  return (
    <section>
      <h3>
        {comparedLabel(scheme)} : {areMet ? 'conditions remplies' : 'pas toutes remplies'}
      </h3>
      <DataTable
        caption={`Conditions, ${comparedLabel(scheme)}`}
        sortName={`tri-conditions-${scheme}`}
        columns={[
          { key: 'condition', heading: 'Condition', cell: (one) => conditionLabel(one) },
          { key: 'demande', heading: 'Demandé', cell: (one) => askedText(one) },
          { key: 'trouve', heading: 'Trouvé', isFigure: true, cell: ({ found }) => NUMBER.format(found) },
          { key: 'remplie', heading: '', cell: ({ isMet, lacking }) => metText(isMet, lacking) },
          {
            key: 'texte',
            heading: 'Texte',
            cell: ({ text, status, reference }) => (
              <span title={reference === null ? undefined : sourceText(reference)}>
                {text}
                {status !== null && <span className="quiet"> {STATUSES[status] ?? status}</span>}
              </span>
            ),
          },
        ]}
        rows={conditions}
        keyOf={({ condition, profession }) => `${condition} ${profession ?? ''}`}
      />
    </section>
  );
}
