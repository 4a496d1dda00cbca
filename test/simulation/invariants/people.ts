/** Nobody does another person's duty, under any spelling of a name. */
import { identityOf } from '#test/simulation/cast.ts';
import type { Invariant } from '#test/simulation/invariants/invariant.ts';

function isSame(a: string, b: string): boolean {
  return identityOf({ name: a }) === identityOf({ name: b });
}

export const confirmedByAnother: Invariant = {
  name: 'what one person proposes another confirms, as it was proposed',
  broken: ({ books: { confirmations } }) =>
    confirmations.flatMap(({ subject, proposedBy, confirmedBy, isWhatWasProposed }) => {
      if (proposedBy === undefined) return [`${subject} is confirmed by ${confirmedBy}, and was not proposed`];
      if (!isWhatWasProposed) return [`${subject} is confirmed, and is not what was proposed`];
      return isSame(proposedBy, confirmedBy) ? [`${subject} is confirmed by who proposed it, ${confirmedBy}`] : [];
    }),
};

export const approvedByAnother: Invariant = {
  name: 'what one person submits another approves',
  broken: ({ books: { approvals } }) =>
    [...approvals.values()].flatMap(({ id, submittedBy, approvedBy }) => {
      if (submittedBy === '') return [`${id} is approved, and nobody submitted it`];
      return isSame(submittedBy, approvedBy) ? [`${id} is approved by who submitted it, ${approvedBy}`] : [];
    }),
};

export const releasedByAnother: Invariant = {
  name: 'who releases a payment neither submitted nor approved it, nor proposed or confirmed its account',
  broken: ({ books: { runs, payments, items, approvals, released } }) =>
    [...runs.values()].flatMap(({ id: run, releasedBy, payments: ids }) =>
      ids.flatMap((id) => {
        const item = items.get(payments.get(id)?.item ?? '');
        const approval = approvals.get(item?.decision ?? '');
        const account = released.get(id);
        const others = [approval?.submittedBy, approval?.approvedBy, account?.proposedBy, account?.confirmedBy];
        return others.some((other) => other !== undefined && isSame(other, releasedBy))
          ? [`${releasedBy} releases ${id} in ${run}, and took part in it before`]
          : [];
      }),
    ),
};

export const answeredByAnother: Invariant = {
  name: 'who released a payment does not say for the bank what became of it',
  broken: ({ books: { typed, payments, runs } }) =>
    typed.flatMap(({ answer, payments: ids, proposedBy, confirmedBy }) =>
      ids.flatMap((id) => {
        const releasedBy = runs.get(payments.get(id)?.run ?? '')?.releasedBy;
        return releasedBy !== undefined &&
          [proposedBy, confirmedBy].some((one) => one !== '' && isSame(one, releasedBy))
          ? [`${releasedBy} released ${id}, and says in ${answer} what became of it`]
          : [];
      }),
    ),
};

export const dueAgainByTwo: Invariant = {
  name: 'no payment is due again by one person, who released it or says that it came back',
  broken: ({ books: { madeDue } }) =>
    madeDue.flatMap(({ payment, from, end, by, releasedBy, proposedBy }) => {
      if (proposedBy !== undefined)
        return isSame(proposedBy, by) || isSame(by, releasedBy)
          ? [`${by} confirms that ${payment} comes back, and proposed that or released it`]
          : [];
      if (end === 'returned') return [`${by} alone makes ${payment}, which was ${from}, due again`];
      return isSame(by, releasedBy) ? [`${by} released ${payment}, and alone makes it due again`] : [];
    }),
};
