/** The code of what a dialog showed first: a person confirms that, and not what the service says later. */
import { useState } from 'react';

interface CodeRead {
  /** Undefined until there is one. */
  readonly first: string | undefined;
  /** Whether the service says another one by now. */
  readonly hasMoved: boolean;
}

export function useCodeRead(code: string | undefined): CodeRead {
  const [first, keep] = useState<string>();
  if (first === undefined && code !== undefined) keep(code);
  return { first, hasMoved: first !== undefined && code !== first };
}
