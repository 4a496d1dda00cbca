/** Proposes the account of a team or of an envelope; another person reads the difference, and confirms. */
import { useState } from 'react';
import type { components } from '#libs/client/contract.d.ts';
import { client } from '../../api/client.ts';
import { answer } from '../../api/problem.ts';
import { type Command, ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { DayField, Field, SelectField } from '../../parts/fields.tsx';
import type { Account, Side } from './queries.ts';

type AccountDto = components['schemas']['AccountDto'];
type Verification = NonNullable<AccountDto['verification']>;

const VERIFICATIONS: readonly (readonly [Verification, string])[] = [
  ['MATCH', 'le nom correspond'],
  ['CLOSE_MATCH', 'le nom correspond à peu près'],
  ['NO_MATCH', 'le nom ne correspond pas'],
  ['NOT_POSSIBLE', 'vérification impossible'],
];

interface AccountDialogProps {
  readonly side: Side;
  readonly holder: string;
  readonly inForce: Account['confirmed'];
  readonly close: () => void;
}

interface Typed {
  readonly name: string;
  readonly iban: string;
  readonly bic: string;
  readonly verification: Verification | '';
  readonly verifiedOn: string;
  readonly verifiedBy: string;
}

const NOT_VERIFIED = { verification: '', verifiedOn: '', verifiedBy: '' } as const;

export function AccountDialog({ side, holder, inForce, close }: AccountDialogProps) {
  const [typed, setTyped] = useState<Typed>({ name: inForce?.name ?? '', iban: '', bic: '', ...NOT_VERIFIED });
  const change = (by: Partial<Typed>): void => setTyped({ ...typed, ...by });
  const { name, iban, bic, verification, verifiedOn, verifiedBy } = typed;
  const isVerified = verification === '' || (verifiedOn !== '' && verifiedBy !== '');
  const text = (key: 'name' | 'iban' | 'bic' | 'verifiedBy', label: string) => (
    <Field label={label}>
      {(id) => (
        <input
          id={id}
          value={typed[key]}
          autoComplete="off"
          spellCheck={false}
          onChange={({ target }) => change({ [key]: target.value })}
        />
      )}
    </Field>
  );
  return (
    <ConfirmDialog
      title={`Proposer le compte de ${holder} ?`}
      verb="Proposer"
      content={JSON.stringify(typed)}
      isReady={name !== '' && iban !== '' && bic !== '' && isVerified}
      run={(command) => propose(side, holder, bodyOf(typed), command)}
      said={() => `Compte de ${holder} proposé ; une autre personne le relit et le confirme.`}
      close={close}
    >
      {inForce !== null && (
        <p className="quiet">
          En vigueur : {inForce.name}, <code>{inForce.iban}</code>
        </p>
      )}
      {text('name', 'Titulaire, comme à la banque')}
      {text('iban', 'IBAN')}
      {text('bic', 'BIC')}
      <SelectField
        label="Vérification du bénéficiaire"
        none="pas faite"
        value={verification}
        set={(value) => change({ verification: value as Typed['verification'] })}
        options={VERIFICATIONS}
      />
      {verification !== '' && (
        <>
          <DayField label="Vérifié le" value={verifiedOn} set={(day) => change({ verifiedOn: day })} />
          {text('verifiedBy', 'Vérifié par')}
        </>
      )}
    </ConfirmDialog>
  );
}

function bodyOf({ name, iban, bic, verification, verifiedOn, verifiedBy }: Typed): AccountDto {
  const account = { name: name.trim(), iban: iban.replaceAll(/\s/g, '').toUpperCase(), bic: bic.trim().toUpperCase() };
  return verification === '' ? account : { ...account, verification, verifiedOn, verifiedBy };
}

function propose(side: Side, holder: string, body: AccountDto, { key }: Command): Promise<unknown> {
  const header = { 'Idempotency-Key': key };
  return side === 'payee'
    ? answer(client.POST('/payees/{team}/propose', { params: { path: { team: holder }, header }, body }))
    : answer<unknown>(
        client.POST('/debtors/{envelope}/propose', { params: { path: { envelope: holder }, header }, body }),
      );
}
