import pg from 'pg'

/**
 * How PostgreSQL's values arrive: bigint as bigint (money), timestamps as RFC 3339 text in UTC with milliseconds,
 * dates as `YYYY-MM-DD` text, numeric as decimal text (never a float), json parsed.
 */
const TIMESTAMPTZ = 1184
const DATE = 1082
const INT8 = 20

pg.types.setTypeParser(TIMESTAMPTZ, (text) => new Date(text.replace(' ', 'T').replace(/\+00$/, 'Z')).toISOString())
pg.types.setTypeParser(DATE, (text) => text)
pg.types.setTypeParser(INT8, (text) => BigInt(text))

/** For libraries that bring their own queries: they send the ids of their rows as JSON, which knows no bigint. */
export const plainTypes = {
  getTypeParser: (oid: number, format?: 'text' | 'binary'): unknown =>
    oid === INT8 ? String : pg.types.getTypeParser(oid, format as 'text'),
}
