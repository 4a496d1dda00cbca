/** Checks of texts that name a person: typed names and claims of a token. The log keeps them for ever. */
import { holdsKeyedNumber, holdsSocialSecurityNumber } from '#libs/kernel/social-security-number.ts';
import { codePointCount, hasUnseen } from '#libs/kernel/text.ts';
import { DomainError, type Refusal } from '#libs/kernel/domain-error.ts';
import { foldedText, foreignLetters, signs } from '#libs/commands/folded-text.ts';

/** The kind of text: a name, typed or from a token, the subject of a token, or another of its claims. */
export type ClaimKind = 'name' | 'sub' | 'jti' | 'team' | 'role';

interface OfClaim {
  readonly claim: ClaimKind;
}

export type ClaimFault =
  | Refusal<'CLAIM_EMPTY', OfClaim>
  | Refusal<'CLAIM_TOO_LONG', OfClaim & { readonly length: number; readonly max: number }>
  /** Control characters, unpaired surrogates, and characters that a screen does not show. */
  | Refusal<'CLAIM_CHARACTER', OfClaim>
  /** The text contains something like a social security number. */
  | Refusal<'CLAIM_HOLDS_NUMBER', OfClaim>
  /** Letters of another alphabet, which may look like Latin ones. */
  | Refusal<'CLAIM_ALPHABET', OfClaim & { readonly letters: string }>;

export function invalidClaim(fault: ClaimFault): DomainError {
  return new DomainError('invalid', fault);
}

/** A subject is at most 255 characters. Source: OpenID Connect Core 1.0, section 2. */
const LENGTH_MAX: Readonly<Record<ClaimKind, number>> = { name: 200, sub: 255, jti: 255, team: 64, role: 64 };

/** Control, format and private characters, halves of surrogates, characters not assigned, and line ends. */
const UNWRITTEN = /[\p{C}\p{Zl}\p{Zp}]/u;

/** The text without spaces at its ends, or its fault. A subject is stored unchanged. */
export function claimFault(claim: ClaimKind, text: string): ClaimFault | undefined {
  const length = codePointCount(text);
  const max = LENGTH_MAX[claim];
  if (length > max) return { code: 'CLAIM_TOO_LONG', data: { claim, length, max } };
  if (text.trim() === '') return { code: 'CLAIM_EMPTY', data: { claim } };
  if (UNWRITTEN.test(text) || hasUnseen(text)) return { code: 'CLAIM_CHARACTER', data: { claim } };
  const holdsNumber = claim === 'name' ? holdsSocialSecurityNumber : holdsKeyedNumber;
  if (holdsNumber(text)) return { code: 'CLAIM_HOLDS_NUMBER', data: { claim } };
  if (claim !== 'name' && claim !== 'sub') return undefined;
  const letters = foreignLetters(text) + (claim === 'name' ? signs(text) : '');
  if (letters !== '') return { code: 'CLAIM_ALPHABET', data: { claim, letters } };
  return foldedText(text) === '' ? { code: 'CLAIM_EMPTY', data: { claim } } : undefined;
}

/** A name in its stored form: composed, without spaces at its ends. Throws the fault of ClaimFault. */
export function checkedName(text: string): string {
  const name = text.normalize('NFC').trim();
  const fault = claimFault('name', name);
  if (fault !== undefined) throw invalidClaim(fault);
  return name;
}
