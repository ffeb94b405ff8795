import { ConfigProvider } from 'antd'
import { useMemo, type ReactNode } from 'react'
import { useLocale } from '#kit/i18n'
import { antdLocales } from './antd-locale.ts'
import { Announcements } from './announce.tsx'
import { useDocumentAppearance, useMode } from './appearance.ts'
import { useScreenWidth } from './screen.ts'
import { facetTheme } from './theme.ts'
import { UndoToasts } from './undo-toast.tsx'

/** Everything a page stands in: theme, language of the components, the one toast. Used once, at the root. */
export function FacetRoot({ children }: { children: ReactNode }) {
  const { mode } = useMode()
  const locale = useLocale()
  const phone = useScreenWidth() === 'phone'
  const theme = useMemo(() => facetTheme(mode, phone), [mode, phone])
  useDocumentAppearance(mode)
  return (
    <ConfigProvider
      theme={theme}
      locale={antdLocales[locale]}
      componentSize="middle"
      button={{ autoInsertSpace: false }}
      wave={{ disabled: true }}
    >
      {children}
      <UndoToasts />
      <Announcements />
    </ConfigProvider>
  )
}
