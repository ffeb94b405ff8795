import { useEffect, type ComponentType } from 'react'
import { freezeNow, rowsOf, SessionProvider, useUrlValue, type Session } from '#kit/data'
import { registerLocale, useText } from '#kit/i18n'
import { ContextList, Pane, Panes } from '#kit/ui'
import { Shell } from '../shell/shell.tsx'
import { CasePart } from './case-part.tsx'
import { DocumentPart } from './document-part.tsx'
import { FiguresPart } from './figures-part.tsx'
import { InboxPart } from './inbox-part.tsx'
import en from './locale/en.json' with { type: 'json' }
import zh from './locale/zh-CN.json' with { type: 'json' }
import { MarksPart } from './marks-part.tsx'
import { StatesPart } from './states-part.tsx'
import { TablePart } from './table-part.tsx'

registerLocale('gallery', { en, 'zh-CN': zh })

const PARTS: Readonly<Record<string, ComponentType>> = {
  case: CasePart,
  inbox: InboxPart,
  table: TablePart,
  marks: MarksPart,
  figures: FiguresPart,
  document: DocumentPart,
  states: StatesPart,
}

/** The morning on which everything in the gallery happens. */
const MORNING = Date.parse('2026-11-20T10:31:00+08:00')

const visitor: Session = {
  user: { id: '019a9f00-0000-7000-8000-000000000001', name: '苏晴', email: null, locale: 'zh-CN' },
  tenant: {
    id: '019a9f00-0000-7000-8000-000000000002',
    name: '云启服务',
    zone: 'Asia/Shanghai',
    currency: 'CNY',
    demo: true,
  },
  roles: [],
  permissions: [],
  customerId: null,
}

/** Every part of the kit in all its states, to be looked at; as of one morning, with nothing behind it. */
export function Gallery() {
  useEffect(() => {
    freezeNow(MORNING)
    return () => freezeNow(undefined)
  }, [])
  return (
    <SessionProvider session={visitor}>
      <Shell useCount={() => 2}>
        <GalleryPage />
      </Shell>
    </SessionProvider>
  )
}

function GalleryPage() {
  const t = useText('gallery')
  const [chosen, choose] = useUrlValue('part')
  const Part = PARTS[chosen] ?? CasePart
  return (
    <Panes show={chosen ? 'main' : 'list'}>
      <Pane kind="list" name="gallery" bar={<h2>{t('title')}</h2>}>
        <ContextList
          label={t('title')}
          rows={rowsOf(Object.keys(PARTS))}
          rowKey={(part) => part}
          selected={chosen || 'case'}
          onOpen={choose}
          render={(part) => ({ title: t(`parts.${part}`), detail: t(`note.${part}`) })}
        />
      </Pane>
      <Part />
    </Panes>
  )
}
