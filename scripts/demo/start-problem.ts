/** Why the start cannot succeed, in one sentence for the person who started us; anything else that is thrown is a bug. */
export class StartProblem extends Error {}
