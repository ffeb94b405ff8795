import { camel, type Scaffold } from './plan.ts'

/** A scenario pack: delete its folder and its line, and everything else still runs. */
export const newPack: Scaffold = (name) => {
  const noun = camel(name)
  return {
    files: {
      [`packs/${name}/README.md`]: `# ${name}\n\nThe industry that this pack carries Facet to: its case types, forms, promises, indicators and demo.\n\n**Must never happen**: something outside this folder that knows it.\n`,
      [`packs/${name}/index.ts`]: `/** What the pack ${name} adds to the program. */\nimport type { Contribution } from '#engine/assembly'\n\nexport function open${noun.replace(/^./, (letter) => letter.toUpperCase())}Pack(): Contribution {\n  return { name: '${name}' }\n}\n`,
      [`packs/${name}/${name}.test.ts`]: `import { expect, test } from 'vitest'\nimport { open${noun.replace(/^./, (letter) => letter.toUpperCase())}Pack } from '#packs/${name}'\n\ntest('it adds a policy and something to do', () => {\n  const { policy, routes = [] } = open${noun.replace(/^./, (letter) => letter.toUpperCase())}Pack()\n  expect(policy).toBeDefined()\n  expect(routes).not.toEqual([])\n})\n`,
    },
    nextSteps: [
      'app/wiring.ts: the pack in the list of contributions',
      `vitest run packs/${name}: the failing tests are the to-do list`,
    ],
  }
}
