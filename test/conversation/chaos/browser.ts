/** What the widget's code needs of a browser, so that it runs here as it is. */
export function becomeBrowser(origin: string): () => void {
  const kept = new Map<string, string>()
  const realFetch = globalThis.fetch
  const shims: Record<string, unknown> = {
    location: new URL(origin),
    document: { hidden: false, title: '', addEventListener: () => {} },
    addEventListener: () => {},
    localStorage: {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
      removeItem: (key: string) => void kept.delete(key),
    },
    fetch: (input: string, init?: RequestInit) => realFetch(new URL(input, origin), init),
  }
  const former = Object.keys(shims).map((name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)] as const)
  for (const [name, value] of Object.entries(shims)) {
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true })
  }
  return () => {
    for (const [name, descriptor] of former) {
      if (descriptor) Object.defineProperty(globalThis, name, descriptor)
      else Reflect.deleteProperty(globalThis, name)
    }
  }
}
