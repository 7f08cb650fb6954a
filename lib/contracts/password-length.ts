/** Long rather than odd: a length and no rule about characters (NIST SP 800-63B). */
export const MIN_PASSWORD_LENGTH = 10;
