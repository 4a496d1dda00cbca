/** Parses the professionals that a person types, one per line: RPPS, profession, and the day if it differs from the entry. */
interface TypedMember {
  readonly rpps: string;
  readonly profession: string;
  readonly from: string;
}

const LINE = /^(\d{11})[\s;,]+([A-Za-z]+)(?:[\s;,]+(\d{4}-\d{2}-\d{2}))?$/;

/** Undefined if a line is malformed. */
export function membersIn(typed: string, entersOn: string): readonly TypedMember[] | undefined {
  const lines = typed.split('\n').map((line) => line.trim());
  const members: TypedMember[] = [];
  for (const line of lines) {
    if (line === '') continue;
    const [, rpps, profession, from = entersOn] = LINE.exec(line) ?? [];
    if (rpps === undefined || profession === undefined) return undefined;
    members.push({ rpps, profession: profession.toUpperCase(), from });
  }
  return members;
}
