/** French words of candidates and of the conditions of a scheme. */
import type { CandidateDecision, SchemeCondition } from '#libs/candidates/events.ts';
import { PROFESSION_LABELS } from '#libs/words/labels/teams.ts';

export const CANDIDATE_STATUS_LABELS: Readonly<Record<string, string>> = {
  APPLIED: 'reçue',
  DECISION_PROPOSED: 'à confirmer',
  ACCEPTED: 'acceptée',
  DECLINED: 'écartée',
  WITHDRAWN: 'retirée',
};

interface Standing {
  readonly status: string;
  readonly isEntered: boolean;
}

/** `acceptée, dans les faits`. */
export function candidateStatusText({ status, isEntered }: Standing): string {
  const label = CANDIDATE_STATUS_LABELS[status] ?? status;
  if (status !== 'ACCEPTED') return label;
  return isEntered ? `${label}, dans les faits` : `${label}, pas encore dans les faits`;
}

export const CANDIDATE_DECISION_LABELS: Readonly<Record<CandidateDecision['decision'], string>> = {
  ACCEPT: 'accepter',
  DECLINE: 'écarter',
};

const ASKED: Readonly<Record<string, string>> = {
  TEXT: 'un texte en vigueur',
  PROFESSIONALS: 'professionnels (médecins et infirmiers)',
  PATIENTS: 'patients',
  FREE_MEMBERS: 'professionnels dans aucune autre équipe',
};

const SEVERAL: Readonly<Record<string, string>> = { GP: 'médecins généralistes', NURSE: 'infirmiers' };

type Named = Pick<SchemeCondition, 'profession'> & { readonly condition: string };

export function conditionLabel({ condition, profession }: Named): string {
  if (profession !== null)
    return SEVERAL[profession] ?? `professionnels : ${PROFESSION_LABELS[profession] ?? profession}`;
  return ASKED[condition] ?? condition;
}

/** `remplie`, `manque 2`. */
export function metText(isMet: boolean, lacking: number): string {
  return isMet ? 'remplie' : `manque ${lacking}`;
}

/** `plus de 5000`, `au moins 3`. */
export function askedText({ boundary, asked }: { readonly boundary: string; readonly asked: number }): string {
  return boundary === 'gt' ? `plus de ${asked}` : `au moins ${asked}`;
}
