/** Proposes to accept or decline a candidate; another person reads it, and confirms. */
import { useState } from 'react';
import { askedText, conditionLabel, metText } from '#libs/words/labels/candidates.ts';
import { PHASE_LABELS } from '#libs/words/labels/statements.ts';
import { client } from '../../api/client.ts';
import { answer } from '../../api/problem.ts';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { SelectField } from '../../parts/fields.tsx';
import type { Candidate } from './candidates-queries.ts';

interface DecisionDialogProps {
  readonly of: Candidate;
  readonly close: () => void;
}

export function DecisionDialog({ of: { candidate, scheme, schemes, phases }, close }: DecisionDialogProps) {
  const [decision, choose] = useState<'ACCEPT' | 'DECLINE'>('ACCEPT');
  const [phase, enterWith] = useState(phases[0] ?? '');
  const wished = schemes.find((one) => one.scheme === scheme);
  const unmet = decision === 'ACCEPT' ? (wished?.conditions.filter(({ isMet }) => !isMet) ?? []) : [];
  return (
    <ConfirmDialog
      title={`Proposer une décision sur la candidature ${candidate} ?`}
      verb="Proposer"
      content={`${decision} ${phase}`}
      reasonLabel="Pourquoi"
      run={({ key, reason }) => {
        const params = { path: { candidate }, header: { 'Idempotency-Key': key } };
        const body = { decision, reason, ...(decision === 'ACCEPT' ? { phase } : {}) };
        return answer(client.POST('/candidates/{candidate}/propose', { params, body }));
      }}
      said={() => `Décision sur ${candidate} proposée ; une autre personne la relit et la confirme.`}
      close={close}
    >
      <SelectField
        label="Décision"
        value={decision}
        set={(value) => choose(value === 'DECLINE' ? 'DECLINE' : 'ACCEPT')}
        options={[
          ['ACCEPT', 'accepter'],
          ['DECLINE', 'écarter'],
        ]}
      />
      {decision === 'ACCEPT' && (
        <SelectField
          label="Entre en phase"
          value={phase}
          set={(value) => enterWith(value)}
          options={phases.map((one) => [one, PHASE_LABELS[one] ?? one])}
        />
      )}
      {unmet.length > 0 && (
        <div className="notice fault">
          <p>
            {unmet.length === 1
              ? 'Une condition n’est pas remplie :'
              : `${unmet.length} conditions ne sont pas remplies :`}
          </p>
          <ul>
            {unmet.map((one) => (
              <li key={`${one.condition} ${one.profession ?? ''}`}>
                {conditionLabel(one)} : {askedText(one)}, {metText(one.isMet, one.lacking)}
              </li>
            ))}
          </ul>
        </div>
      )}
    </ConfirmDialog>
  );
}
