/**
 * The faces of the console, in the order of the rail. Each line loads the one file in which a module plugs in its
 * pages, slots, commands and texts: `import '#domains/desk/web'`.
 */
import '#flows/web/index'
import '#domains/conversation/web'
import '#domains/desk/web'
import '#domains/field/web'
import '#domains/fleet/web'
import '#domains/subscription/web'
import '#domains/delivery/web'
import '#flows/web/customers/index'
import '#flows/web/story/index'
import './articles/index.ts'
import './settings/index.ts'
