/** The proposals that wait for a second person, in an answer: account numbers are masked for most roles. */
import { ApiProperty } from '@nestjs/swagger';
import { ROLES, type Role } from '#libs/commands/segregation.ts';
import { dayText } from '#libs/kernel/day.ts';
import type { Confirmation, ConfirmationStanding } from '#libs/week/confirmations.ts';
import { accountFlagText } from '#libs/words/accounts.ts';
import { standingText } from '#libs/words/texts/confirmations.ts';
import { candidateChangeText, unmetTexts } from '#libs/words/texts/candidates.ts';
import { openItemText } from '#libs/words/labels/closings.ts';
import { closingChangeText } from '#libs/words/texts/closings.ts';
import { droppedSchemeText } from '#libs/words/texts/versions.ts';
import { changeText, inForceText } from '#libs/words/texts/ledger-changes.ts';
import type { Identity } from '#apps/api/access/role.ts';
import { type Columns, ListOf, dayColumn } from '#apps/api/http/listing.ts';
import { PersonView, personView } from '#apps/api/http/person.view.ts';
import { ibanFor, seesIbans } from '#apps/api/payments/accounts/iban.ts';
import { LEDGER_CHANGE_KINDS } from '#apps/api/payments/ledger-proposals/ledger-proposal.view.ts';

const KINDS = ['PAYEE', 'DEBTOR', 'REGULATION', 'CANDIDATE', 'CLOSING', ...LEDGER_CHANGE_KINDS];
const STANDINGS: readonly ConfirmationStanding[] = [
  'MAY_CONFIRM',
  'EXPIRED',
  'ROLE',
  'SAME_PERSON',
  'RELEASER',
  'ACCOUNT_PROPOSER',
];

class ConfirmationChangeView {
  @ApiProperty({
    description: 'La valeur : un champ d’un compte, ou une valeur de la réglementation.',
    example: 'iban',
  })
  path!: string;
  @ApiProperty({ description: 'En vigueur ; null si elle est nouvelle.', type: String, nullable: true, example: null })
  before!: string | null;
  @ApiProperty({
    description: 'Proposée ; null si elle n’est plus là.',
    type: String,
    nullable: true,
    example: 'FR•••••••••••••••••••••0189',
  })
  after!: string | null;
}

class ConfirmationView {
  @ApiProperty({ description: 'Nom de ce qui attend.', example: 'payee:PEPS-01' }) id!: string;
  @ApiProperty({ enum: KINDS, example: 'PAYEE' }) kind!: string;
  @ApiProperty({ description: 'Équipe, enveloppe, version ou campagne.', example: 'PEPS-01' }) subject!: string;
  @ApiProperty({ description: 'Ce qui changerait, en clair ; vide si changes le dit.', example: '' }) change!: string;
  @ApiProperty({ description: 'Ce qui est en vigueur, en clair.', type: [String], example: [] })
  inForce!: readonly string[];
  @ApiProperty({ description: 'Valeur par valeur.', type: [ConfirmationChangeView] })
  changes!: ConfirmationChangeView[];
  @ApiProperty({ description: 'Ce qui est inhabituel.', type: [String], example: [] }) warnings!: string[];
  @ApiProperty({ type: PersonView }) proposedBy!: PersonView;
  @ApiProperty({ example: '2026-01-15T10:00:00.000Z' }) proposedAt!: string;
  @ApiProperty({ description: 'Dernier jour pour confirmer.', example: '2026-02-14' }) confirmBy!: string;
  @ApiProperty({ description: 'Rôle qui décide.', enum: ROLES, example: 'accountant' }) role!: Role;
  @ApiProperty({ description: 'Si vous pouvez confirmer.', example: true }) mayConfirm!: boolean;
  @ApiProperty({ description: 'Pourquoi, en code.', enum: STANDINGS, example: 'MAY_CONFIRM' })
  standing!: ConfirmationStanding;
  @ApiProperty({ description: 'Pourquoi pas ; null si vous pouvez.', type: String, nullable: true, example: null })
  because!: string | null;
  @ApiProperty({
    description: 'À donner pour confirmer (If-Match, ou code) ; null pour qui ne voit pas l’IBAN d’un compte.',
    type: String,
    nullable: true,
    example: '3f0a9c41de',
  })
  code!: string | null;
  @ApiProperty({ description: 'Requête qui confirme.', example: 'POST /payees/PEPS-01/confirm' }) confirm!: string;
}

export class ConfirmationsPage extends ListOf {
  @ApiProperty({ type: [ConfirmationView] }) items!: ConfirmationView[];
}

export function confirmationView(found: Confirmation, caller: Identity): ConfirmationView {
  const { id, by, at, confirmBy, code, role, standing } = found;
  return {
    id,
    ...contentOf(found, caller),
    proposedBy: personView(by),
    proposedAt: at,
    confirmBy: dayText(confirmBy),
    role,
    mayConfirm: standing === 'MAY_CONFIRM',
    standing,
    because: standing === 'MAY_CONFIRM' ? null : standingText(standing, role),
    // Without seeing its number a person has not read an account.
    code: found.kind === 'ACCOUNT' && !seesIbans(caller) ? null : code,
  };
}

type Content = Pick<ConfirmationView, 'kind' | 'subject' | 'change' | 'inForce' | 'changes' | 'warnings' | 'confirm'>;

function contentOf(found: Confirmation, caller: Identity): Content {
  switch (found.kind) {
    case 'ACCOUNT': {
      const { side, holder, changes, flags } = found;
      const shown = (field: string, value: string): string => (field === 'iban' ? ibanFor(value, caller) : value);
      return {
        kind: side === 'payee' ? 'PAYEE' : 'DEBTOR',
        subject: holder,
        change: '',
        inForce: [],
        changes: changes.map(({ field, before, after }) => ({
          path: field,
          before: before === undefined ? null : shown(field, before),
          after: shown(field, after),
        })),
        warnings: flags.map(accountFlagText),
        confirm: `POST /${side}s/${encodeURIComponent(holder)}/confirm`,
      };
    }
    case 'REGULATION': {
      const { version, changes, dropped } = found;
      const shown = changes.map(({ path, before = null, after = null }) => ({ path, before, after }));
      const warnings = dropped.map(droppedSchemeText);
      const texts = { change: '', inForce: [], warnings };
      return { kind: 'REGULATION', subject: version, ...texts, changes: shown, confirm: 'POST /regulation/publish' };
    }
    case 'CANDIDATE': {
      const { candidate } = found.decision;
      return {
        kind: 'CANDIDATE',
        subject: candidate,
        change: candidateChangeText(found.decision),
        inForce: [],
        changes: [],
        warnings: unmetTexts(found.decision),
        confirm: `POST /candidates/${encodeURIComponent(candidate)}/confirm`,
      };
    }
    case 'CLOSING': {
      const { subject, content } = found;
      return {
        kind: 'CLOSING',
        subject: subject.name,
        change: closingChangeText(subject, content),
        inForce: [],
        changes: [],
        warnings: content.type === 'CLOSE' ? content.closeOut.open.map(openItemText) : [],
        confirm: `POST /close-outs/${subject.kind.toLowerCase()}/${encodeURIComponent(subject.name)}/confirm`,
      };
    }
    case 'LEDGER': {
      const { content, subject, now, id } = found.change;
      const confirm = `POST /ledger-proposals/${encodeURIComponent(id)}/confirm`;
      const texts = { change: changeText(content), inForce: inForceText(now) };
      return { kind: content.kind, subject, ...texts, changes: [], warnings: [], confirm };
    }
  }
}

export const CONFIRMATION_COLUMNS: Columns<ConfirmationView> = {
  id: ({ id }) => id,
  kind: ({ kind }) => kind,
  subject: ({ subject }) => subject,
  change: ({ change }) => change,
  proposed_by: ({ proposedBy }) => proposedBy.name,
  proposed_at: ({ proposedAt }) => proposedAt,
  confirm_by: dayColumn(({ confirmBy }) => confirmBy),
  role: ({ role }) => role,
  standing: ({ standing }) => standing,
  code: ({ code }) => code,
};
