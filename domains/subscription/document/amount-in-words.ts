const DIGITS = '零壹贰叁肆伍陆柒捌玖'
const PLACES = ['', '拾', '佰', '仟']
const GROUPS = ['', '万', '亿', '万亿']

/** Renminbi as Chinese bookkeeping writes it: 4480600 fen → 人民币 肆万肆仟捌佰零陆元整. */
export function amountInWords(fen: bigint): string {
  const size = fen < 0n ? -fen : fen
  const [yuan, jiao, rest] = [size / 100n, Number((size / 10n) % 10n), Number(size % 10n)]
  const whole = yuan === 0n && size > 0n ? '' : `${wholeInWords(yuan)}元`
  return `人民币 ${fen < 0n ? '负' : ''}${whole}${fractionInWords(jiao, rest, yuan > 0n)}`
}

function fractionInWords(jiao: number, fen: number, hasYuan: boolean): string {
  if (jiao === 0 && fen === 0) return '整'
  const tenths = jiao > 0 ? `${DIGITS[jiao]}角` : hasYuan ? '零' : ''
  return `${tenths}${fen > 0 ? `${DIGITS[fen]}分` : '整'}`
}

/** Groups of four digits from the right; one 零 stands for any run of zeros between digits. */
function wholeInWords(yuan: bigint): string {
  if (yuan === 0n) return '零'
  const digits = yuan.toString()
  let words = ''
  let zeros = false
  let groupUsed = false
  for (let index = 0; index < digits.length; index++) {
    const digit = Number(digits[index])
    const place = digits.length - 1 - index
    if (digit === 0) zeros = true
    else {
      words += `${zeros && words !== '' ? '零' : ''}${DIGITS[digit]}${PLACES[place % 4]}`
      zeros = false
      groupUsed = true
    }
    if (place % 4 === 0) {
      if (groupUsed) words += GROUPS[place / 4]
      groupUsed = false
    }
  }
  return words
}
