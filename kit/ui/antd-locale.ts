import type { ConfigProviderProps } from 'antd'
import enUS from 'antd/es/locale/en_US'
import zhCN from 'antd/es/locale/zh_CN'
// Chinese weeks begin on Monday.
import 'dayjs/locale/zh-cn'
import type { Locale } from '#kit/i18n'

type AntdLocale = NonNullable<ConfigProviderProps['locale']>

const WEEKDAYS = ['日', '一', '二', '三', '四', '五', '六']
const MONTHS = Array.from({ length: 12 }, (_, index) => `${index + 1}月`)

/** Ant Design's own words. It leaves the days and months of its Chinese calendar to a library that we do not load. */
export const antdLocales: Readonly<Record<Locale, AntdLocale>> = {
  en: enUS,
  'zh-CN': {
    ...zhCN,
    DatePicker: {
      ...zhCN.DatePicker!,
      lang: { ...zhCN.DatePicker!.lang, shortWeekDays: WEEKDAYS, shortMonths: MONTHS },
    },
  },
}
