import type { SchemaModule } from '#engine/store'

/** Whose tables exist, in the one order in which they are made. */
export const schemaModules: readonly SchemaModule[] = [
  engine('tenancy'),
  engine('events'),
  engine('jobs'),
  engine('calendar'),
  engine('party'),
  engine('casework'),
  engine('http'),
  engine('identity'),
  engine('audit'),
  engine('files'),
  engine('notify'),
  engine('accounts'),
  engine('webhooks'),
  engine('ai'),
  engine('knowledge'),
  domain('conversation'),
  domain('desk'),
  domain('fleet'),
  domain('field'),
  domain('subscription'),
  domain('delivery'),
  { module: 'flows', schema: 'flows', folder: new URL('../flows/story/schema/', import.meta.url) },
]

function engine(part: string): SchemaModule {
  return { module: part, schema: 'engine', folder: new URL(`../engine/${part}/schema/`, import.meta.url) }
}

function domain(name: string): SchemaModule {
  return { module: name, schema: name, folder: new URL(`../domains/${name}/schema/`, import.meta.url) }
}
