import { Popover, Segmented } from 'antd'
import type { ReactElement } from 'react'
import { changeLocale, useLocale, useText, type Locale } from '#kit/i18n'
import { useDensity, useMode, type Density, type ModeChoice } from '#kit/ui'

/** Language, light or dark, and density: what belongs to this device and not to the address. */
export function AppearanceMenu({ children }: { children: ReactElement }) {
  return (
    <Popover trigger="click" placement="rightBottom" arrow={false} content={<AppearanceSettings />}>
      {children}
    </Popover>
  )
}

export function AppearanceSettings() {
  const t = useText('app')
  const locale = useLocale()
  const { choice, choose } = useMode()
  const [density, setDensity] = useDensity()
  return (
    <div className="appearance">
      <Choice<Locale>
        label={t('appearance.language')}
        value={locale}
        options={[
          { value: 'zh-CN', label: '中文' },
          { value: 'en', label: 'English' },
        ]}
        onChange={(next) => void changeLocale(next)}
      />
      <Choice<ModeChoice>
        label={t('appearance.mode')}
        value={choice}
        options={(['light', 'dark', 'system'] as const).map((value) => ({ value, label: t(`appearance.${value}`) }))}
        onChange={choose}
      />
      <Choice<Density>
        label={t('appearance.density')}
        value={density}
        options={(['compact', 'standard', 'roomy'] as const).map((value) => ({
          value,
          label: t(`appearance.${value}`),
        }))}
        onChange={setDensity}
      />
    </div>
  )
}

interface ChoiceProps<T extends string> {
  readonly label: string
  readonly value: T
  readonly options: { value: T; label: string }[]
  readonly onChange: (value: T) => void
}

function Choice<T extends string>({ label, value, options, onChange }: ChoiceProps<T>) {
  return (
    <div>
      <p className="s t2">{label}</p>
      <Segmented<T> block aria-label={label} value={value} options={options} onChange={onChange} />
    </div>
  )
}
