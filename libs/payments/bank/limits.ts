/**
 * The limits of SEPA banks for a file of credit transfers, as data, each figure with its source. A bank with lower limits is a change of
 * one line here.
 */
export const BANK_LIMITS = {
  /** The scheme has no rule: banks accept from 10,000 to 100,000 in one file, so a larger run is split. */
  paymentsPerFileMax: 10_000,
  /** Cents of one transfer. Source: EPC125-05, SCT rulebook, AT-T002: from 0.01 to 999,999,999.99 €. */
  amountCentsMin: 1n,
  amountCentsMax: 99_999_999_999n,
  /** MsgId, PmtInfId and EndToEndId. Source: ISO 20022, Max35Text; EPC132-08, customer-to-bank guidelines. */
  referenceLengthMax: 35,
  /** Names of the debtor and of the creditors: the schema has 140, the scheme 70. Source: EPC132-08. */
  nameLengthMax: 70,
  /** Unstructured remittance information. Source: EPC132-08. */
  remittanceLengthMax: 140,
  /** The maximum distance of an execution day. Source: ABN AMRO, transfer batches: 364 days; other banks accept a year. */
  executionDaysAheadMax: 364,
} as const;

/** Characters of every text. Source: EPC217-08, best practices: the Latin set that every bank takes. */
export const SEPA_CHARACTER = "[A-Za-z0-9/\\-?:().,'+ ]";
