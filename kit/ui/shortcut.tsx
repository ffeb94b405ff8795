import { keyCaps } from '#kit/slots'

/** Keys as caps: `<Shortcut keys="Mod K" />`. */
export function Shortcut({ keys }: { keys: string }) {
  return (
    <span className="shortcut" aria-hidden>
      {keyCaps(keys).map((key) => (
        <kbd key={key}>{key}</kbd>
      ))}
    </span>
  )
}
