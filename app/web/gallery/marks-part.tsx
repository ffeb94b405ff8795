import { Button, Checkbox, DatePicker, Input, Segmented, Select, Switch, Tooltip } from 'antd'
import { MessageCircle } from 'lucide-react'
import type { ReactNode } from 'react'
import { useText } from '#kit/i18n'
import {
  Avatar,
  Chip,
  Pane,
  Section,
  SeverityMark,
  Shape,
  SHAPE_NAMES,
  Shortcut,
  SlaClock,
  StatusMark,
  type StatusShape,
} from '#kit/ui'

const at = (time: string) => `2026-11-20T${time}:00+08:00`
const STATES: readonly StatusShape[] = ['new', 'open', 'half', 'most', 'hold', 'done', 'late']
const LEVELS = [1, 2, 3, 4] as const
const HOURS = 8 * 3600

export function MarksPart() {
  const t = useText('gallery')
  return (
    <Pane bar={<h2>{t('parts.marks')}</h2>}>
      <Section title={t('shapes')}>
        <Line>
          {SHAPE_NAMES.map((name) => (
            <Chip key={name} outlined>
              <Shape name={name} size={16} /> {name}
            </Chip>
          ))}
        </Line>
      </Section>
      <Section title={t('statusMarks')}>
        <Line>
          {STATES.map((shape) => (
            <StatusMark key={shape} shape={shape} />
          ))}
        </Line>
        <Line>
          {STATES.map((shape) => (
            <StatusMark key={shape} shape={shape} form="plain" />
          ))}
        </Line>
        <Line>
          {STATES.map((shape) => (
            <StatusMark key={shape} shape={shape} form="outlined" />
          ))}
        </Line>
      </Section>
      <Section title={t('severityMarks')}>
        <Line>
          {LEVELS.map((level) => (
            <SeverityMark key={level} level={level} />
          ))}
          {LEVELS.map((level) => (
            <SeverityMark key={level} level={level} form="plain" />
          ))}
        </Line>
      </Section>
      <Section title={t('slaClocks')}>
        <Line>{clocks('chip')}</Line>
        <Line>{clocks('compact')}</Line>
        <Line>{clocks('plain')}</Line>
      </Section>
      <Section title={t('chips')}>
        <Line>
          <Chip>{t('confidence')}</Chip>
          <Chip outlined icon={MessageCircle}>
            {t('window')}
          </Chip>
          <Chip tone="accent">{t('keyUser')}</Chip>
          <Chip tone="ok" shape="done">
            {t('online')}
          </Chip>
        </Line>
      </Section>
      <Section title={t('avatars')}>
        <Line>
          {['luoQian', 'suQing', 'liWen', 'chen', 'wangLei', 'zhaoMin'].map((name) => (
            <span key={name} className="row">
              <Avatar name={t(name)} size={32} /> {t(name)}
            </span>
          ))}
        </Line>
      </Section>
      <Controls />
    </Pane>
  )
}

function Controls() {
  const t = useText('gallery')
  const ranges = ['day', 'week', 'month'].map((value) => ({ value, label: t(value) }))
  return (
    <>
      <Section title={t('buttons')}>
        <Line>
          <Button type="primary">
            {t('restored')} <Shortcut keys="E" />
          </Button>
          <Button>{t('reassign')}</Button>
          <Button danger>{t('deleteRule')}</Button>
          <Button danger type="primary">
            {t('deleteRule')}
          </Button>
          <Button type="text">{t('more')}</Button>
          <Button type="link">AGR-0031</Button>
          <Button type="primary" loading>
            {t('makeInvoice')}
          </Button>
          <Tooltip title={t('publishWhy')}>
            <Button disabled>{t('publish')}</Button>
          </Tooltip>
          <Segmented aria-label={t('month')} options={ranges} />
        </Line>
      </Section>
      <Section title={t('fields')}>
        <Line>
          <Select
            aria-label={t('customer')}
            defaultValue="hengtai"
            style={{ width: 200 }}
            options={['hengtai', 'nanling', 'haiyue'].map((value) => ({ value, label: t(value) }))}
          />
          <Input aria-label={t('toDispatch')} placeholder={t('toDispatch')} style={{ width: 200 }} />
          <span className="col" style={{ gap: 2 }}>
            <DatePicker
              aria-label={t('promisedAt')}
              placeholder={t('promisedAt')}
              status="error"
              style={{ width: 200 }}
            />
            <span className="s bad">{t('tooEarly')}</span>
          </span>
          <Switch aria-label={t('withParts')} defaultChecked />
          <Checkbox defaultChecked>{t('withParts')}</Checkbox>
        </Line>
      </Section>
      <Section title={t('keys')}>
        <Line>
          {['Mod K', 'G D', 'J', 'Enter', '?', '/'].map((keys) => (
            <Shortcut key={keys} keys={keys} />
          ))}
        </Line>
      </Section>
    </>
  )
}

function clocks(form: 'chip' | 'compact' | 'plain'): ReactNode {
  return [
    <SlaClock key="on" form={form} dueAt={at('17:12')} targetSeconds={HOURS} />,
    <SlaClock key="soon" form={form} dueAt={at('10:49')} targetSeconds={HOURS} />,
    <SlaClock key="seconds" form={form} dueAt="2026-11-20T10:31:48+08:00" targetSeconds={900} />,
    <SlaClock key="over" form={form} dueAt={at('09:56')} targetSeconds={HOURS} />,
    <SlaClock key="paused" form={form} dueAt={at('17:12')} targetSeconds={HOURS} pausedAt={at('10:00')} />,
    <SlaClock key="met" form={form} dueAt={at('17:12')} targetSeconds={HOURS} endedAt={at('10:00')} />,
    <SlaClock key="missed" form={form} dueAt={at('09:12')} targetSeconds={HOURS} endedAt={at('10:00')} />,
  ]
}

function Line({ children }: { children: ReactNode }) {
  return (
    <div className="row" style={{ flexWrap: 'wrap', marginBottom: 8, gap: 10 }}>
      {children}
    </div>
  )
}
