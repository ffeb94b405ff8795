/** How modules plug into the console: pages, slots, commands of the palette, keys. */
export { defineCommands, useCommands, type Command, type CommandContext } from './commands.ts'
export {
  defineFinder,
  FOUND_MAX,
  useFound,
  type Finder,
  type Found,
  type FoundGroup,
  type FoundThings,
  type May,
} from './finders.ts'
export { keyCaps, useBoundKeys, useKeys, type KeyBinding } from './keys.ts'
export {
  addPages,
  allFaces,
  allRoutes,
  definePages,
  faceAt,
  offeredRoutes,
  useFaces,
  type Face,
  type PageRoute,
} from './pages.ts'
export { remember, useVisited, useVisitedThings, type Visited } from './visited.ts'
export { defineThingPage, useThingPage, type ThingPage } from './things.ts'
export { fillSlot, Slot, useSlotFilled, type SlotFiller } from './slot.tsx'
