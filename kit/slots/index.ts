/** How modules plug into the console: pages, slots, commands of the palette, keys. */
export {
  defineCommands,
  defineFinder,
  useCommands,
  useFound,
  type Command,
  type CommandContext,
  type Finder,
  type Found,
  type FoundGroup,
} from './commands.ts'
export { keyCaps, useBoundKeys, useKeys, type KeyBinding } from './keys.ts'
export {
  allFaces,
  allRoutes,
  definePages,
  faceAt,
  offeredRoutes,
  useFaces,
  type Face,
  type PageRoute,
} from './pages.ts'
export { fillSlot, Slot, useSlotFilled, type SlotFiller } from './slot.tsx'
