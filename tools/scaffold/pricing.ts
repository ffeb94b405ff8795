import { camel, type Scaffold } from './plan.ts'

/** A pricing model that answers nothing: the contract suite wants terms, a sample and lines that add up. */
export const newPricing: Scaffold = (name) => {
  const noun = camel(name)
  return {
    files: {
      [`domains/subscription/pricing/${name}.ts`]: `import { z } from 'zod'\nimport { definePricing } from './model.ts'\n\n/**\n * What ${name} means, with an example in numbers.\n */\nexport const ${noun}Pricing = definePricing({\n  kind: '${name.replaceAll('-', '_')}',\n\n  terms: z.strictObject({}),\n\n  rate() {\n    return []\n  },\n})\n`,
    },
    nextSteps: [
      `domains/subscription/pricing/index.ts: ${noun}Pricing in the list`,
      'domains/subscription/pricing/contract.test.ts: sample terms, and the fee for using nothing',
      'vitest run domains/subscription/pricing: the failing tests are the to-do list',
    ],
  }
}
