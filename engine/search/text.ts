import { z } from 'zod'

/**
 * A text as it may come in: something to read in it, of bounded length (UTF-16 units), no broken
 * encoding (lone surrogates, NUL).
 */
export function readableText(limit: number) {
  return z
    .string()
    .max(limit, `is longer than ${limit} characters`)
    .refine((text) => text.trim() !== '', 'is empty')
    .refine((text) => text.isWellFormed() && !text.includes('\0'), 'is not well-formed text')
}
