import { camel, pascal, type Scaffold } from './plan.ts'

/** A domain that starts, is empty, and whose test says what a domain owes. */
export const newDomain: Scaffold = (name) => {
  const [noun, Type] = [camel(name), pascal(name)]
  const at = `domains/${name}`
  return {
    files: {
      [`${at}/README.md`]: `# ${name}\n\nOne sentence.\n\n**Owns**: …\n**Does not own**: …\n\n| word | meaning |\n| --- | --- |\n\nEvents out: none yet. Events in: none.\n\n**Must never happen**: …\n`,
      [`${at}/index.ts`]: `/** What ${name} is. See README.md. */\nexport { open${Type} } from './contribution.ts'\nexport type { ${Type}Service } from './service.ts'\n`,
      [`${at}/service.ts`]: `import type { Database } from '#engine/store'\n\n/** What the rest of Facet may ask of ${name} and tell it. */\nexport type ${Type}Service = Readonly<Record<string, never>>\n\nexport function create${Type}(_database: Database): ${Type}Service {\n  return {}\n}\n`,
      [`${at}/contribution.ts`]: `import type { Contribution } from '#engine/assembly'\nimport type { Database } from '#engine/store'\nimport { ${noun}Policy } from './policy.ts'\nimport { create${Type}, type ${Type}Service } from './service.ts'\n\n/** Opens the domain: its service for flows and pages, and what it adds to the program. */\nexport function open${Type}({ database }: { database: Database }): { service: ${Type}Service; contribution: Contribution } {\n  const service = create${Type}(database)\n  return {\n    service,\n    contribution: {\n      name: '${name}',\n      policy: ${noun}Policy,\n      locales: [{ name: '${name}', folder: new URL('./locale/', import.meta.url) }],\n    },\n  }\n}\n`,
      [`${at}/policy.ts`]: `import { policy } from '#engine/identity'\n\nexport const ${noun}Policy = policy('${name}', [])\n`,
      [`${at}/contract.ts`]: `import type { Contract } from '#engine/http/contract'\n\nexport const ${noun}Contract = {} as const satisfies Contract\n`,
      [`${at}/locale/en.json`]: '{\n  "errors": {}\n}\n',
      [`${at}/locale/zh-CN.json`]: '{\n  "errors": {}\n}\n',
      [`${at}/${name}.test.ts`]: `import { expect, test } from 'vitest'\nimport { open${Type} } from '#domains/${name}'\nimport { ${noun}Contract } from '#domains/${name}/contract'\nimport { testDatabase } from '#test/database'\n\ntest('it can be asked over HTTP', () => {\n  expect(Object.keys(${noun}Contract)).not.toEqual([])\n})\n\ntest('somebody is allowed to do something', async () => {\n  const { contribution } = open${Type}({ database: await testDatabase() })\n  expect(contribution.policy?.sentences).not.toEqual([])\n})\n\ntest('its service does something', async () => {\n  const { service } = open${Type}({ database: await testDatabase() })\n  expect(Object.keys(service)).not.toEqual([])\n})\n`,
    },
    nextSteps: [
      `app/wiring.ts: const ${noun} = open${Type}({ database }), and its contribution in the list`,
      `app/schema-modules.ts: domain('${name}'), once ${at}/schema/001-${name}.sql exists`,
      `vitest run ${at}: the failing tests are the to-do list`,
    ],
  }
}
