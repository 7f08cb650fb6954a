/** What the person at the machine can put right, in a sentence; anything else is a bug and shows its stack. */
export class Complaint extends Error {}
