/** The state of a run, and the bank's answer about a payment. */
import type { components } from '#libs/client/contract.d.ts';
import { overtakenText } from '#libs/words/labels/payments.ts';
import { contradictionLabel } from '#libs/words/labels/tasks.ts';
import { Day } from '../../parts/words.tsx';
import type { Run } from './queries.ts';

type Standing = Pick<Run, 'status' | 'count' | 'executed' | 'returned' | 'cancelled' | 'released' | 'overtakenBy'>;

/** Shape and words: the bank has answered for all, some or none of its payments. */
function standingOf(run: Standing): readonly [string, string] {
  const { status, count, executed, returned, cancelled, released, overtakenBy } = run;
  if (overtakenBy !== null) return ['×', `préparée, ${overtakenText(overtakenBy)}`];
  if (status === 'PREPARED') return ['○', 'préparée, à libérer'];
  if (count > 0 && cancelled === count) return ['×', 'annulée'];
  if (released === count && count > 0) return ['◐', 'libérée, sans réponse de la banque'];
  if (released > 0) return ['◐', 'libérée, la banque répond'];
  return executed === count ? ['●', 'payée'] : ['●', returned > 0 ? 'terminée, avec des retours' : 'terminée'];
}

export function RunStatus({ run }: { readonly run: Standing }) {
  const [shape, words] = standingOf(run);
  return (
    <span className="stage">
      <span aria-hidden="true">{shape}</span> {words}
    </span>
  );
}

type Answered = Pick<
  components['schemas']['PaymentView'],
  'answeredOn' | 'waiting' | 'end' | 'reason' | 'detail' | 'announced' | 'refused' | 'contradictions'
>;

const ENDS = { rejected: 'rejeté avant le débit', returned: 'retourné après le débit' };

/** An announced return waits for a second person: until then the payment keeps its status. */
export function BankWords({ payment }: { readonly payment: Answered }) {
  const { answeredOn, waiting, end, reason, detail, announced, refused, contradictions } = payment;
  const said = [
    waiting === null ? null : `en attente, ${waiting}`,
    end === null ? null : ENDS[end],
    reason,
    detail,
  ].filter((text) => text !== null);
  return (
    <>
      {answeredOn !== null && <Day day={answeredOn} />} {said.join(', ')}
      {announced !== null && (
        <p>
          <strong>retour annoncé</strong> le <Day day={announced.day} />, à confirmer par une autre personne :{' '}
          {[ENDS[announced.outcome === 'REJECTED' ? 'rejected' : 'returned'], announced.reason, announced.detail]
            .filter((text) => text !== null)
            .join(', ')}
        </p>
      )}
      {refused !== null && (
        <p className="quiet">
          retour annoncé le <Day day={refused.day} />, que {refused.by.name} n’a pas cru : {refused.because}
        </p>
      )}
      {contradictions.map(({ code, day, reason: why }, nth) => (
        <p key={nth}>
          <strong>à trancher à deux personnes</strong> : {[contradictionLabel(code), why].filter(Boolean).join(', ')}
          {day !== null && (
            <>
              , le <Day day={day} />
            </>
          )}
        </p>
      ))}
    </>
  );
}
