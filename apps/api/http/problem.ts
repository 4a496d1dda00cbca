/** Errors as RFC 9457 problem details: in French, every fault at once, without internal details. */

import { counted } from '#libs/kernel/counted.ts';
import { masked } from '#libs/facts/identifiers.ts';

/** More faults than a person reads; the others are only counted. */
const MAX_ERRORS = 100;

/** One fault of a request. */
export interface ProblemError {
  /** JSON pointer into the body (`/care_on`), or the name of a parameter (`query.limit`, `header.idempotency-key`). */
  readonly path: string;
  /** Code of intake (facts, "What a bad row gets"), `SHAPE`, or `OTHERS` for the faults that are not shown. */
  readonly code: string;
  /** The fault, the value and the correction, in French. */
  readonly detail: string;
}

export type ProblemKind =
  | 'invalid-shape'
  | 'invalid-fact'
  | 'refused'
  | 'conflict'
  | 'key-reused'
  | 'code-required'
  | 'changed'
  | 'unauthenticated'
  | 'forbidden'
  | 'login-refused'
  | 'recent-login'
  | 'not-found'
  | 'method-not-allowed'
  | 'not-acceptable'
  | 'too-large'
  | 'unsupported-media-type'
  | 'too-many-requests'
  | 'unavailable'
  | 'internal';

export const TITLES: Readonly<Record<ProblemKind, string>> = {
  'invalid-shape': 'La requête est mal formée',
  'invalid-fact': 'Le fait n’est pas recevable',
  refused: 'Les règles refusent',
  conflict: 'Quelqu’un d’autre est passé avant',
  'key-reused': 'La clé a déjà servi',
  'code-required': 'Il manque le code de ce que vous confirmez',
  changed: 'Ce que vous avez lu a changé',
  unauthenticated: 'Il faut un jeton valable',
  forbidden: 'Ce rôle ne suffit pas',
  'login-refused': 'La connexion n’a pas abouti',
  'recent-login': 'Identifiez-vous à nouveau',
  'not-found': 'Il n’y a rien à cette adresse',
  'method-not-allowed': 'Cette méthode n’est pas prévue ici',
  'not-acceptable': 'Ce format n’est pas proposé',
  'too-large': 'La requête est trop grande',
  'unsupported-media-type': 'Ce type de contenu n’est pas lu',
  'too-many-requests': 'Trop de requêtes',
  unavailable: 'Pas encore',
  internal: 'Une erreur de notre côté',
};

interface ProblemDetails {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly instance?: string;
  readonly errors?: readonly ProblemError[];
}

export class Problem extends Error {
  readonly status: number;
  readonly kind: ProblemKind;
  readonly errors: readonly ProblemError[];
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    kind: ProblemKind,
    detail: string,
    more: { errors?: readonly ProblemError[]; headers?: Readonly<Record<string, string>> } = {},
  ) {
    super(detail);
    this.status = status;
    this.kind = kind;
    this.errors = more.errors ?? [];
    this.headers = more.headers ?? {};
  }

  /** `instance`: the id of the request in the log of the service. */
  details(instance?: string): ProblemDetails {
    const detail = `${shown(this.message).trim().replace(WORD, capital).replace(/\.$/, '')}.`;
    return {
      type: `urn:decompte:problem:${this.kind}`,
      title: TITLES[this.kind],
      status: this.status,
      detail,
      ...(instance === undefined ? {} : { instance: `urn:decompte:request:${instance}` }),
      ...(this.errors.length === 0 ? {} : { errors: shownErrors(this.errors) }),
    };
  }
}

/** Words that get a capital at the beginning of a detail. Any other beginning is a name or a field and stays unchanged. */
const WORD =
  /^(?:[dl]['’]|(?:approuver|aucune?|cet?|cette|de|des|donnez|du|elle|en|envoyez|ils?|la|les?|on|pour|présentez|refaire|rien|trop|une?|votre|vous|à)(?=\s))/u;

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

const LONG_WORDS = /[0-9][0-9a-b \u00a0]{11,28}[0-9]/gi;

/** Control characters except the line break, and direction marks: they could change what a screen shows. */
const UNSEEN = /(?!\n)[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** Masks anything like a social security number, and characters that would change the sentence on a screen. */
function shown(text: string): string {
  return withoutNumber(text).replace(UNSEEN, '\ufffd');
}

function withoutNumber(text: string): string {
  return text.replace(LONG_WORDS, masked);
}

/** The first faults, and the number of the others. */
function shownErrors(errors: readonly ProblemError[]): readonly ProblemError[] {
  const shown = errors.slice(0, MAX_ERRORS).map(shownError);
  const others = errors.length - shown.length;
  if (others === 0) return shown;
  return [
    ...shown,
    {
      path: '',
      code: 'OTHERS',
      detail: `et ${counted(others, 'autre faute, qui n’est pas montrée', 'autres fautes, qui ne sont pas montrées')}`,
    },
  ];
}

function shownError({ path, code, detail }: ProblemError): ProblemError {
  return { path: withoutNumber(path), code, detail: shown(detail) };
}
