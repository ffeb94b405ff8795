const ADDRESS = /https?:\/\/[^\s<>"'，。；！？、）】」]+/
const URL_MAX = 2000

/** The first address in a text, unless it is too long to be one. */
export function linkInText(text: string): string | undefined {
  const url = ADDRESS.exec(text)?.[0]
  return url !== undefined && url.length <= URL_MAX ? url : undefined
}
