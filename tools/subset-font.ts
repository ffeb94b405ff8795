/**
 * Makes the fonts of our PDF documents: Noto Sans SC (SIL Open Font License) cut to Latin and GB 2312.
 * Run once when the character set or the font changes; the result is committed. Typst reads TrueType, not WOFF.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import subsetFont from 'subset-font'

const SOURCE = 'node_modules/@expo-google-fonts/noto-sans-sc'
const WEIGHTS = { '400Regular': 'NotoSansSC_400Regular', '600SemiBold': 'NotoSansSC_600SemiBold' }

for (const [folder, name] of Object.entries(WEIGHTS)) {
  const whole = readFileSync(`${SOURCE}/${folder}/${name}.ttf`)
  const subset = await subsetFont(whole, characters(), { targetFormat: 'sfnt', noLayoutClosure: true } as never)
  const file = `engine/documents/fonts/${name}.ttf`
  writeFileSync(file, subset)
  console.log(`${file} ${(subset.length / 1e6).toFixed(2)} MB of ${(whole.length / 1e6).toFixed(2)} MB`)
}

/** Latin with punctuation and currency signs, and the 7,445 characters of GB 2312 (rows 1 to 9 and 16 to 87). */
function characters(): string {
  const decoder = new TextDecoder('gb18030')
  let text = ''
  for (let code = 0x20; code < 0x17f; code++) text += String.fromCodePoint(code)
  for (let code = 0x2010; code < 0x2040; code++) text += String.fromCodePoint(code)
  text += '€₤₩₹−×÷≤≥→←·•™–—'
  for (let row = 0xa1; row <= 0xf7; row++) {
    for (let cell = 0xa1; cell <= 0xfe; cell++) text += decoder.decode(Uint8Array.of(row, cell))
  }
  return text
}
