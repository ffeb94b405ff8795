import type { useText } from '#kit/i18n'

/** Why a channel cannot be reached: `code: what the other side said`, in the reader's words where the code is ours. */
export function failureWords(t: ReturnType<typeof useText>, failure: string): string {
  const [, code = '', detail = ''] = /^(?:engine\.)?([A-Za-z-]+)(?:: (.*))?$/s.exec(failure) ?? []
  return code === '' ? failure : t(`channels.failure.${code}`, { defaultValue: failure, detail })
}
