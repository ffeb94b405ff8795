import type { Config } from './config.ts'
import type { Facet } from './program.ts'

/** What the terminal shows once Facet serves. */
export async function welcome(facet: Facet, config: Config): Promise<void> {
  const { demo } = (await (await fetch(`http://127.0.0.1:${facet.port}/api/engine/sign-in-options`)).json()) as {
    demo: { login: string; name: string; role: string }[]
  }
  console.log(`\nFacet 万象  ${facet.url}\n`)
  if (demo.length > 0) {
    console.log('One-click logins of the demo company:')
    for (const { login, name, role } of demo) console.log(`  ${role.padEnd(16)} ${login.padEnd(28)} ${name}`)
    console.log('')
  }
  console.log(
    `Data in ${config.databaseUrl === undefined ? config.dataFolder : 'the database of DATABASE_URL'}. Ctrl-C stops.\n`,
  )
}
