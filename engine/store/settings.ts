import { CannotStart } from '#engine/kernel'
/** How to reach a PostgreSQL as the role that owns Facet's tables. */
export interface ServerSettings {
  readonly host: string
  readonly port: number
  readonly user: string
  readonly password: string
  readonly database: string
  readonly ssl?: boolean
}

/** `postgres://user:password@host:5432/facet?sslmode=require` → settings. A wrong URL is refused in one sentence. */
export function parseDatabaseUrl(url: string): ServerSettings {
  let parsed: URL
  try {
    parsed = new URL(url)
  } catch {
    throw new CannotStart('DATABASE_URL should look like postgres://user:password@host:5432/facet')
  }
  if (!/^postgres(ql)?:$/.test(parsed.protocol) || parsed.pathname.length < 2) {
    throw new CannotStart('DATABASE_URL should look like postgres://user:password@host:5432/facet')
  }
  const mode = parsed.searchParams.get('sslmode')
  return {
    host: decodeURIComponent(parsed.searchParams.get('host') ?? parsed.hostname),
    port: Number(parsed.port || 5432),
    user: decodeURIComponent(parsed.username),
    password: decodeURIComponent(parsed.password),
    database: decodeURIComponent(parsed.pathname.slice(1)),
    ...(mode && mode !== 'disable' ? { ssl: true } : {}),
  }
}
