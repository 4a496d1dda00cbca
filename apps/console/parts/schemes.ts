/** The experiments: names that everyone here knows, and the service checks. */
export const SCHEMES = ['PEPS', 'PRIMORDIAL', 'IPEP'] as const;
