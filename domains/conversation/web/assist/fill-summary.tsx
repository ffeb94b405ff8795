import { Button } from 'antd'
import type { TFunction } from 'i18next'
import { useState } from 'react'
import { useText } from '#kit/i18n'
import { toast } from '#kit/ui'
import { conversationApi } from '../api.ts'

type Summary = Awaited<ReturnType<typeof conversationApi.call.summarise>>

interface FillSummaryProps {
  readonly conversationId: string
  readonly lengthMax: number
  readonly onFill: (text: string) => void
}

/** Writes for the next colleague what is known; he who hands over reads and corrects it. */
export function FillSummary({ conversationId, lengthMax, onFill }: FillSummaryProps) {
  const t = useText('conversation')
  const [busy, setBusy] = useState(false)
  const fill = async () => {
    setBusy(true)
    const summary = await conversationApi.call
      .summarise({ params: { id: conversationId } })
      .catch((error: Error) => toast({ text: error.message }))
    setBusy(false)
    if (summary) onFill(summaryText(t, summary).slice(0, lengthMax))
  }
  return (
    <Button size="small" loading={busy} onClick={() => void fill()}>
      {t('assist.summarise')}
    </Button>
  )
}

/** The model's sentences where there are some, else the facts, a line each. */
export function summaryText(t: TFunction, { facts, sentences }: Summary): string {
  const line = (name: string, words: string | null | undefined) =>
    words ? [t(`assist.summary.${name}`, { words })] : []
  const told =
    sentences.kind === 'text'
      ? [sentences.text]
      : [
          ...line('wants', facts.wants),
          ...line('confirmed', facts.confirmed.join(t('assist.summary.and'))),
          ...line('said', facts.said),
          ...facts.notes.slice(-1).flatMap((words) => line('note', words)),
        ]
  const links = line('links', facts.links.join(t('assist.summary.and')))
  return [...told, ...line('waitsFor', facts.waitsFor), ...links].join('\n')
}
