import { useRouterState } from '@tanstack/react-router'
import { Dropdown } from 'antd'
import { ChevronDown } from 'lucide-react'
import { useGo, useMay } from '#kit/data'
import { useFormats, useText } from '#kit/i18n'
import { faceAt, offeredRoutes } from '#kit/slots'

/**
 * The name of the page in its 48 px bar. Where the face has more pages, it opens the list of them; so a face needs
 * no menu of its own.
 */
export function PageTitle({ title, count }: { title?: string; count?: number }) {
  const t = useText('kit')
  const may = useMay()
  const go = useGo()
  const { number } = useFormats()
  const pathname = useRouterState({ select: (state) => state.location.pathname })
  const face = faceAt(pathname)
  const pages = face ? offeredRoutes(face, may) : []
  const here = pages.find(({ path }) => path === pathname) ?? pages.find(({ path }) => pathname.startsWith(`${path}/`))
  const words = (
    <h2 className="page-title nb">
      {title ?? t(here?.titleKey ?? face?.labelKey ?? '')}
      {count !== undefined && <span className="n t3"> {number(count)}</span>}
    </h2>
  )
  if (pages.length < 2) return words
  const items = pages.map(({ path, titleKey }) => ({ key: path, label: t(titleKey) }))
  return (
    <Dropdown
      trigger={['click']}
      menu={{ items, selectedKeys: here ? [here.path] : [], onClick: ({ key }) => go(key) }}
    >
      <button type="button" className="page-switch" aria-haspopup="menu">
        {words}
        <ChevronDown aria-hidden size={14} strokeWidth={1.75} />
      </button>
    </Dropdown>
  )
}
