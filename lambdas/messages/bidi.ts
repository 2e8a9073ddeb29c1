/**
 * A foreign word, name or number inside a right-to-left sentence, kept in its own direction: without, `+1 202 555 0100` is read from its end
 * (Unicode's first strong isolate, UAX #9). For texts that cannot have markup.
 */
export const isolated = (text: string | number): string => `\u2068${text}\u2069`
