/**
 * What somebody wrote above the mail that he answers. Programs mark the older mail each in their own way; when in doubt
 * it stays: too much is read, and never too little.
 */
const DIVIDER =
  /^[-_—\s]{2,}\s*(original message|original|原始邮件|原邮件|回复的原邮件|邮件原件|元のメッセージ)\s*[-_—\s]{2,}$/i
const WROTE = [
  /^(on|at|le)\s.{5,300}\s(wrote|écrit)\s?[:：]$/i,
  /^am\s.{5,200}\sschrieb\s.{1,200}[:：]$/i,
  /(在|于|於).{4,200}(写道|寫道)\s?[:：]$/,
]
const HEADER_FROM = /^[*>\s]*(from|von|de|发件人|發件人|寄件者|差出人)\s?[:：]/i
const HEADER_NEXT = /^[*>\s]*(sent|date|to|subject|发送时间|發送時間|日期|时间|收件人|主题|主題|送信日時|宛先)\s?[:：]/i
const FORWARDED = /^(fw|fwd|转发|轉寄|wg|tr)\s?[:：]/i
/** In so many lines below "From:" the rest of an older mail's head is looked for. */
const HEADER_LINES = 5

/** The new words; all of it when there are none, or when it is a forwarded mail. */
export function newWords(text: string, subject: string): string {
  if (FORWARDED.test(subject)) return text
  const lines = text.split('\n')
  const cut = lines.findIndex((_line, index) => beginsOlder(lines, index))
  const head = (cut < 0 ? lines : lines.slice(0, cut)).join('\n').trim()
  return head === '' ? text : head
}

function beginsOlder(lines: readonly string[], index: number): boolean {
  const line = lines[index]!.trim()
  if (DIVIDER.test(line)) return true
  if (HEADER_FROM.test(line))
    return lines.slice(index + 1, index + 1 + HEADER_LINES).some((next) => HEADER_NEXT.test(next))
  if (/^_{10,}$/.test(line)) return lines.slice(index + 1, index + 3).some((next) => HEADER_FROM.test(next))
  if (wrote(lines, index)) return !isAnsweredBetween(lines.slice(index + 1))
  return line.startsWith('>') && lines.slice(index).every(isQuoted)
}

/** Programs break the line "On … wrote:" where it gets long. */
function wrote(lines: readonly string[], index: number): boolean {
  const line = lines[index]!.trim()
  if (line === '' || line.startsWith('>')) return false
  const broken = `${line} ${(lines[index + 1] ?? '').trim()}`
  return WROTE.some((mark) => mark.test(line) || mark.test(broken))
}

/** Answers that stand between the quoted lines belong to what is new. */
function isAnsweredBetween(rest: readonly string[]): boolean {
  const first = rest.findIndex((line) => line.startsWith('>'))
  return first >= 0 && !rest.slice(first).every(isQuoted)
}

function isQuoted(line: string): boolean {
  return line.trim() === '' || line.startsWith('>')
}
