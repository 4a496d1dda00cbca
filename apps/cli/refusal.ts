/** A refusal of the command line or of its subject; its French message gives the correct form. Exit status 2. */
export class CliRefusal extends Error {}
