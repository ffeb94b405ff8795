import {
  Archive,
  Ban,
  Check,
  CirclePlus,
  CornerUpLeft,
  Link2,
  ListChecks,
  MessageCircle,
  NotebookPen,
  Paperclip,
  Pencil,
  RotateCcw,
  Settings2,
  Stethoscope,
  type LucideIcon,
} from 'lucide-react'
import type { TFunction } from 'i18next'
import type { ReactNode } from 'react'
import type { Formats } from '#kit/i18n'
import { Chip, type TimelineEntry, type Tone } from '#kit/ui'
import type { TimelineItem } from '../api.ts'
import { FileMark } from '../files/file-mark.tsx'
import type { FileItem } from '../files/use-files.ts'

/** One line of a case's history in words. */
export interface EntryWords {
  readonly t: TFunction
  readonly formats: Formats
  readonly nameOf: (userId: string) => string | undefined
  /** That are still there. */
  readonly files: readonly FileItem[]
}

type Because =
  | { readonly by: 'team'; readonly nobody: 'absent' | 'skill' | 'capacity' }
  | {
      readonly by: 'room'
      readonly openCases: number
      readonly capacity: number
      readonly skills: readonly string[]
      readonly among: number
    }

type Changes = Readonly<Record<string, { readonly before: unknown; readonly after: unknown }>>

const LOOKS: Readonly<Record<string, readonly [LucideIcon, Tone?]>> = {
  open: [CirclePlus],
  start: [CornerUpLeft],
  answer: [CornerUpLeft],
  ask: [MessageCircle],
  diagnose_remote: [Stethoscope],
  diagnose_onsite: [Stethoscope, 'accent'],
  return: [CornerUpLeft, 'warn'],
  investigate: [Stethoscope],
  know: [Stethoscope, 'accent'],
  solve: [Check, 'ok'],
  resolve: [Check, 'ok'],
  reopen: [RotateCcw, 'warn'],
  close: [Archive],
  cancel: [Ban],
  note: [NotebookPen, 'warn'],
  message: [MessageCircle, 'accent'],
  field: [Pencil],
  task: [ListChecks],
  link: [Link2],
  file: [Paperclip],
  system: [Settings2],
}

export function entryOf(item: TimelineItem, words: EntryWords): TimelineEntry {
  const { seq, kind, createdAt, actorKind } = item
  const [icon, tone] = LOOKS[kind === 'state' ? actOf(item) : kind] ?? LOOKS['system']!
  const body = kind === 'file' ? fileBody(item, words.files) : (becauseOf(item, words) ?? bodyOf(item))
  return {
    id: String(seq),
    at: createdAt,
    icon,
    ...(tone && { tone }),
    title: (
      <>
        <b>{actorOf(item)}</b> {titleOf(item, words)}{' '}
        {(kind === 'note' || (kind === 'file' && item.internal)) && (
          <Chip tone="warn">{words.t('entry.internal')}</Chip>
        )}
      </>
    ),
    ...(body && { body }),
    system: actorKind !== 'user' && ['field', 'link', 'task', 'system'].includes(kind),
  }
}

/** What Facet does by itself goes by its name, not by that of the flow. */
function actorOf({ actorKind, actorName }: TimelineItem): string {
  return actorKind !== 'user' && /^[a-z._-]+$/.test(actorName) ? 'Facet' : actorName
}

function titleOf(item: TimelineItem, words: EntryWords): ReactNode {
  const { kind, data } = item
  const { t } = words
  switch (kind) {
    case 'state':
      return t(`did.${actOf(item)}`)
    case 'field':
      return changedWords(changesOf(item), words)
    case 'task':
      return t(`task.${textOf(data?.['change'])}`, { title: textOf(data?.['title']) })
    case 'link':
      return t('entry.link', { what: t([`ref.${roomOf(textOf(data?.['ref']))}`, 'ref.other']) })
    case 'file':
      return t(data?.['change'] === 'removed' ? 'entry.fileRemoved' : 'entry.file', { name: textOf(data?.['name']) })
    default:
      return t(`entry.${kind}`)
  }
}

function changedWords(changes: Changes, { t, formats, nameOf }: EntryWords): string {
  const words = Object.entries(changes).map(([name, { before, after }]) => {
    switch (name) {
      case 'priority':
        return t('changed.priority', { before: t(`priority.${textOf(before)}`), after: t(`priority.${textOf(after)}`) })
      case 'assigneeId':
        return after === null
          ? t('changed.unassigned')
          : t('changed.assignee', { name: nameOf(textOf(after)) ?? t('changed.somebody') })
      case 'fields.expectedRestoreAt':
        if (typeof after !== 'string') return t('changed.notExpected')
        return t('changed.expected', { time: formats.moment(textOf(after)) })
      default:
        return t([`changed.${name.replace('fields.', '')}`, 'changed.other'])
    }
  })
  return [...new Set(words)].join(' · ')
}

/** Fields whose words an act brings. */
const TOLD = [
  'fields.diagnosis',
  'fields.resolution',
  'fields.workaround',
  'fields.solution',
  'fields.rootCause',
] as const

function bodyOf(item: TimelineItem): ReactNode {
  const changes = changesOf(item)
  const parts = changes['fields.partCodes']?.after
  const said = item.text || textOf(TOLD.map((name) => changes[name]?.after).find((words) => words !== undefined))
  if (said === '' || item.kind === 'field') return null
  return (
    <>
      <span className="entry-text">{said}</span>
      {Array.isArray(parts) && (
        <span className="row entry-parts">
          {parts.map((code) => (
            <Chip key={textOf(code)}>{textOf(code)}</Chip>
          ))}
        </span>
      )}
    </>
  )
}

/** Why skill and load chose somebody, or nobody. */
function becauseOf({ data }: TimelineItem, { t }: EntryWords): ReactNode {
  const because = data?.['because'] as Because | undefined
  if (!because) return undefined
  if (because.by === 'team') return t(`because.nobody.${because.nobody}`)
  const skilled = because.skills.length > 0
  return t(skilled ? 'because.skilled' : 'because.room', { ...because, skills: because.skills.join(', ') })
}

/** A picture, or a link to the file; nothing of one that is gone. */
function fileBody({ data }: TimelineItem, files: readonly FileItem[]): ReactNode {
  const file = data?.['change'] === 'removed' ? undefined : files.find(({ fileId }) => fileId === data?.['fileId'])
  if (!file) return null
  if (file.thumbnailUrl !== null) return <FileMark large file={file} />
  return (
    <a href={file.url} target="_blank" rel="noreferrer">
      {file.name}
    </a>
  )
}

function actOf({ data }: TimelineItem): string {
  return textOf(data?.['act']) || 'system'
}

function changesOf({ data }: TimelineItem): Changes {
  return (data?.['changes'] as Changes | undefined) ?? {}
}

/** `field.visit:<id>` → `visit` */
function roomOf(ref: string): string {
  return ref.split(':')[0]!.split('.').at(-1)!
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
