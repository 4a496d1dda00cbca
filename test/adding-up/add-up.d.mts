/** For the tests that give it explanations. */
export function addUpStatement(explanation: object): number;
export function addUpPayment(explanation: object): number;
