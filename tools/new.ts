/** `npm run new domain|channel|pricing|pack <name>`: a folder with failing contract tests as the to-do list. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { newChannel } from './scaffold/channel.ts'
import { newDomain } from './scaffold/domain.ts'
import { newPack } from './scaffold/pack.ts'
import type { Scaffold } from './scaffold/plan.ts'
import { newPricing } from './scaffold/pricing.ts'

const scaffolds: Readonly<Record<string, Scaffold>> = {
  domain: newDomain,
  channel: newChannel,
  pricing: newPricing,
  pack: newPack,
}

const [kind = '', name = ''] = process.argv.slice(2)
const scaffold = scaffolds[kind]
if (!scaffold || !/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name)) {
  console.error(`usage: npm run new ${Object.keys(scaffolds).join('|')} <name-in-kebab-case>`)
  process.exit(2)
}
const { files, nextSteps } = scaffold(name)
const taken = Object.keys(files).filter((file) => existsSync(file))
if (taken.length > 0) {
  console.error(`${taken.join(', ')} exists already; nothing was written`)
  process.exit(1)
}
for (const [file, text] of Object.entries(files)) {
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(file, text)
  console.log(file)
}
console.log(`\nNext:\n${nextSteps.map((step) => `  ${step}`).join('\n')}`)
