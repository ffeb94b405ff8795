import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { useText } from '#kit/i18n'
import { Section } from '#kit/ui'
import type { Visit } from '../../api.ts'
import type { BoardState } from '../use-board.ts'
import type { ByHand } from './use-by-hand.ts'

/** The keyboard's and the phone's way to move a visit: who, and when. Checked like a drag. */
export function PlaceForm({ visit, state, byHand }: { visit: Visit; state: BoardState; byHand: ByHand }) {
  const t = useText('field')
  const bar = state.bars.find((each) => each.visit.visitId === visit.visitId)
  const [technicianId, setTechnician] = useState(bar?.technicianId)
  const [time, setTime] = useState(bar ? clockOf(state.minuteOf(bar.startsAt)) : '')
  const minute = minuteOfClock(time)
  const ready = technicianId !== undefined && minute !== undefined
  const move = () => ready && byHand.move({ visit, technicianId, minute })
  return (
    <Section title={t('hand.title')}>
      <form
        className="place-form"
        onSubmit={(event) => {
          event.preventDefault()
          move()
        }}
      >
        <Select
          aria-label={t('technician')}
          placeholder={t('technician')}
          value={technicianId}
          options={(state.board?.lanes ?? []).map((lane) => ({ value: lane.technicianId, label: lane.name }))}
          onChange={setTechnician}
        />
        <Input
          className="n"
          type="time"
          step={300}
          aria-label={t('hand.time')}
          value={time}
          onChange={(event) => setTime(event.target.value)}
        />
        <Button htmlType="submit" disabled={!ready} loading={byHand.moving}>
          {t(bar ? 'hand.move' : 'hand.place')}
        </Button>
      </form>
      <p className="s t3">{t('hand.hint')}</p>
    </Section>
  )
}

function clockOf(minute: number): string {
  return `${String(Math.floor(minute / 60) % 24).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
}

function minuteOfClock(time: string): number | undefined {
  const [hours, minutes] = time.split(':').map(Number)
  return hours === undefined || minutes === undefined || Number.isNaN(hours + minutes)
    ? undefined
    : hours * 60 + minutes
}
