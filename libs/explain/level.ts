/** One level of an explanation: a part by its path, the parts above it, and its direct parts. */
import type { ExplainedStatement } from '#libs/explain/explain.ts';
import type { Part } from '#libs/explain/part.ts';

/** A part with its path: the number of its line, from 0, then `3` for a part and `b3` for a part of its basis, separated by points. */
export interface PartWithPath {
  readonly path: string;
  readonly part: Part;
}

export interface Level {
  /** From the line to the part itself; empty for the statement. */
  readonly trail: readonly PartWithPath[];
  readonly parts: readonly PartWithPath[];
  readonly because: readonly PartWithPath[];
}

/** The lines of a statement for the empty path. Undefined if no part has the path. */
export function levelAt(lines: ExplainedStatement['lines'], path: string): Level | undefined {
  if (path === '') return { trail: [], parts: lines.map(({ part }, i) => ({ path: String(i), part })), because: [] };
  const trail: PartWithPath[] = [];
  for (const segment of path.split('.')) {
    const part = trail.length === 0 ? lines[Number(segment)]?.part : childOf(trail.at(-1), segment);
    if (part === undefined) return undefined;
    trail.push({ path: trail.length === 0 ? segment : `${trail.at(-1)?.path ?? ''}.${segment}`, part });
  }
  const part = trail.at(-1)?.part;
  return {
    trail,
    parts: (part?.parts ?? []).map((one, i) => ({ path: `${path}.${i}`, part: one })),
    because: (part?.because ?? []).map((one, i) => ({ path: `${path}.b${i}`, part: one })),
  };
}

function childOf(step: PartWithPath | undefined, segment: string): Part | undefined {
  return segment.startsWith('b') ? step?.part.because[Number(segment.slice(1))] : step?.part.parts[Number(segment)];
}

/** Whether a part is about one patient, or an act of a patient. */
export function isPartOfPatient({ label: { data } }: Part): boolean {
  return 'patient' in data || 'actId' in data;
}

/** The number of patients, or of acts, directly below a part. */
export function countPatients({ parts }: Part): number {
  return parts.filter(isPartOfPatient).length;
}
