/** A payment in words, for the team that receives it. */
import type { components } from '#libs/client/contract.d.ts';
import { Day } from '../../parts/words.tsx';

type Payment = Pick<components['schemas']['ItemPaymentView'], 'status' | 'answeredOn' | 'endToEndId'>;

/** `versé le 02/02/2022 sous la référence …`: the reference is on the statement of the bank. */
export function PaymentWords({ payment: { status, answeredOn, endToEndId } }: { readonly payment: Payment }) {
  const reference = (
    <>
      {' '}
      sous la référence <code>{endToEndId}</code>
    </>
  );
  const on = answeredOn === null ? null : <Day day={answeredOn} />;
  switch (status) {
    case 'EXECUTED':
      return (
        <>
          versé {on !== null && <>le {on}</>}
          {reference}
        </>
      );
    case 'RELEASED':
      return <>ordre donné à la banque,{reference}</>;
    case 'RETURNED':
      return (
        <>
          revenu de la banque {on !== null && <>le {on}</>},{reference} ; il sera versé de nouveau
        </>
      );
    case 'CANCELLED':
      return <>ordre annulé avant d’être envoyé,{reference} ; le montant reste dû</>;
  }
}
